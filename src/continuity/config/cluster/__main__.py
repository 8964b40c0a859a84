"""The server's side of every verb, in a process of its own that has given root's rights up.

    python -m continuity.config.cluster VERB '{"folder": …, "programs": …}'

It is no command for people: `verbs`, `lease` and `backup` call it. The answer is one JSON line on
standard error, since standard output may be a dump.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from continuity.config.cluster import moving, supervisor
from continuity.config.cluster.error import ClusterError
from continuity.config.cluster.layout import Layout
from continuity.config.cluster.locks import locked
from continuity.config.cluster.programs import Programs
from continuity.config.cluster.user import give_up_root

REFUSED = 3


def main(verb: str, told: dict[str, str]) -> int:
    layout, programs = Layout(Path(told["folder"])), Programs(Path(told["programs"]))
    give_up_root(layout.folder)
    try:
        answer = done(verb, layout, programs, told)
    except ClusterError as fault:
        answer = {"code": fault.code, "values": fault.finding.values}
    sys.stderr.write(json.dumps(answer) + "\n")
    return REFUSED if "code" in answer else 0


def done(verb: str, layout: Layout, programs: Programs, told: dict[str, str]) -> dict[str, object]:
    """Does what a verb says; all but two must be the only one who touches the server."""
    if verb == "serve":
        return supervisor.started(layout, programs, grace=float(told["grace"]))
    if verb == "dump":
        return moving.dumped(layout, programs)
    supervisor.told_to_end(layout)
    with locked(layout.supervisor, patience=1.0) as mine:
        if not mine:
            raise ClusterError("cluster-busy", path=layout.folder)
        match verb:
            case "halt":
                moving.halted(layout, programs)
            case "reset":
                moving.reset(layout, programs)
            case "restore":
                moving.restored(layout, programs)
            case "upgrade":
                moving.upgraded(layout, programs, Programs(Path(told["old"])))
            case _:
                raise ValueError(f"{verb} is no verb of the server's side.")
    return {}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], json.loads(sys.argv[2])))
