"""`continuity demo`: the main job, with a progress bar and a result that a head of office reads."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from continuity.cli import handed
from continuity.cli.home import home
from continuity.cli.speak import REFUSED, complain, day, language, number, seconds, t
from continuity.cli.speak import as_json as print_json
from continuity.config.cluster.error import ClusterError
from continuity.config.database import opened
from continuity.config.trouble import DatabaseError
from continuity.core.interval import eve
from continuity.demo.play import FUNCTIONS_DAY, MAP_DAY, Played, Step, by_province, play, units
from continuity.packs.vn import Pack
from continuity.packs.vn import pack as source
from continuity.reform.proof import Proof
from continuity.reform.told import BALANCES, proof_json

STEPS = 11


def run(*, pack: bool, as_json: bool, site: bool, port: int | None = None) -> None:
    """Plays both reforms, then serves them; ends with refused where the proof does not hold."""
    played, kept = _played(source(), None if pack else home())
    if as_json:
        print_json(demo_json(played))
    else:
        _show(played)
    if not played.holds:
        raise SystemExit(REFUSED)
    if site and kept and not as_json:
        _serve(port)


def _serve(port: int | None) -> None:
    """Becomes `continuity serve`: the site has settings of its own, and no use for what was played."""
    from continuity.cli.serve import become, next_free

    shown = ["--open"] if sys.stdout.isatty() else []
    become("continuity", "serve", "--demo", "--port", str(port or next_free()), *shown)


def _played(country: Pack, folder: Path | None) -> tuple[Played, bool]:
    """What was played, and whether the register has it: only the demo's own is served as a demo."""
    words = {
        "read": t("Đọc Việt Nam trước sắp xếp", "Reading Viet Nam as it stood"),
        "load": t("Nạp sổ đăng ký", "Loading the register"),
        "enact": t("Thực hiện", "Enacting"),
        "coverage": t("Chứng minh: không sót, không chồng", "Proving: no gap, no overlap"),
        "balances": t("Chứng minh: năm cân đối", "Proving: five balances"),
    }
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("…", total=STEPS)

        def step(what: str, thing: str) -> None:
            progress.update(task, advance=1, description=f"{words[what]} {thing}")

        there = _in_the_database(country, folder, step) if folder else None
        return (there, True) if there else (play(country, step), False)


def _in_the_database(country: Pack, folder: Path, step: Step) -> Played | None:
    """The play on the register; None where that is somebody's own, or no server can run here."""
    try:
        with opened(folder):
            from continuity.demo.enacted import enacted, free

            if not free():
                return None
            done = play(country, step, enacted)
            handed.ask()
            return done
    except (ClusterError, DatabaseError) as fault:
        what, expected, mend = fault.finding.parts(language())
        complain(f"! {what}\n  {expected} {mend}")
        complain(t("  Chạy tiếp trong bộ nhớ.", "  Going on in memory."))
        return None


def demo_json(played: Played) -> dict[str, Any]:
    """The result as one JSON object; a contract, documented in docs/cli.md."""
    world = played.history.world
    before, after = eve(MAP_DAY), MAP_DAY
    provinces = by_province(world)
    return {
        "provinces": _pair(
            len(units(world, "province", before)), len(units(world, "province", after))
        ),
        "districts": _pair(
            len(units(world, "district", before)), len(units(world, "district", after))
        ),
        "communes": _pair(
            sum(count.before for count in provinces.values()),
            sum(count.after for count in provinces.values()),
        ),
        "by_province": {code: asdict(count) for code, count in provinces.items()},
        "reforms": [
            {**proof_json(proof), "seconds": round(spent, 3)}
            for proof, spent in zip(played.proofs, played.seconds, strict=True)
        ],
        "matters": {"synthetic": len(played.matters)},
        "proof": {"holds": played.holds, "digest": played.digest},
    }


def _pair(before: int, after: int) -> dict[str, int]:
    return {"before": before, "after": after}


def _show(played: Played) -> None:
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    result = demo_json(played)
    console.print()
    console.print(
        t(
            "[bold]Việt Nam 2025: chuyển chức năng ngày 1 tháng 3, bản đồ mới ngày 1 tháng 7[/]",
            "[bold]Viet Nam 2025: functions moved on 1 March, the map redrawn on 1 July[/]",
        )
    )
    console.print(_map_line(result))
    for proof, spent in zip(played.proofs, played.seconds, strict=True):
        _show_reform(console, played, proof, spent)
    _show_verdict(console, played, result)


def _map_line(result: dict[str, Any]) -> str:
    shown = {
        key: (number(result[key]["before"]), number(result[key]["after"]))
        for key in ("provinces", "districts", "communes")
    }
    p, d, c = shown["provinces"], shown["districts"], shown["communes"]
    ha_noi = result["by_province"]["01"]
    return t(
        f"  {p[0]} → {p[1]} tỉnh, thành · {d[0]} → {d[1]} huyện · {c[0]} → {c[1]} đơn vị cơ sở\n"
        f"  (10.035 xã và 5 huyện đảo không có xã; Hà Nội {ha_noi['before']} → {ha_noi['after']})",
        f"  {p[0]} → {p[1]} provinces · {d[0]} → {d[1]} districts · {c[0]} → {c[1]} lowest units\n"
        f"  (10,035 communes and 5 island districts without communes; "
        f"Ha Noi {ha_noi['before']} → {ha_noi['after']})",
    )


MADE_UP = ("matters", "people", "holdings", "instruments")


def _show_reform(console: Console, played: Played, proof: Proof, spent: float) -> None:
    decree = played.history.stage(proof.decree).decree
    title = decree.title_vi if language() == "vi" else decree.title_en
    console.print(f"\n[bold]{day(proof.effective)}[/]  {title}")
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
    table.add_column("  " + t("Cân đối", "Balance"))
    for heading in (t("trước", "before"), t("sau", "after"), t("chênh", "difference")):
        table.add_column(heading, justify="right")
    for balance in proof.balances:
        mark = "green" if balance.holds else "red"
        table.add_row(
            "  " + _called(balance.name),
            number(balance.before),
            number(balance.after),
            f"[{mark}]{number(balance.difference)}[/]",
        )
    console.print(table)
    console.print(f"  {_flaws_line(proof)}\n  [dim]{seconds(spent)}[/]")


def _called(balance: str) -> str:
    made_up = t(" (mô phỏng)", " (synthetic)") if balance in MADE_UP else ""
    return t(*BALANCES[balance]) + made_up


def _flaws_line(proof: Proof) -> str:
    kinds = dict.fromkeys(("gap", "overlap", "stray"), 0)
    for flaw in proof.flaws:
        kinds[flaw.kind] += 1
    line = t(
        f"sót {kinds['gap']} · chồng {kinds['overlap']} · lạc {kinds['stray']}",
        f"gaps {kinds['gap']} · overlaps {kinds['overlap']} · strays {kinds['stray']}",
    )
    if proof.disputed_before:
        line += t(
            f"\n  tranh chấp của trật tự cũ {proof.disputed_before} (ma túy, Hải Phòng: theo cách "
            "đọc của chúng tôi)",
            f"\n  disputed in the old order {proof.disputed_before} (drug treatment in Hai Phong: "
            "our reading)",
        )
    if proof.open:
        line += t(
            f"\n  {number(len(proof.open))} xã, phường cũ có dân cư về nhiều nơi: người dân ở đó "
            "được trả lời\n  “chưa xác định” kèm các khả năng; nơi nhận phần còn lại tạm giải quyết",
            f"\n  {number(len(proof.open))} old units whose residents went to several: people "
            "there are told\n  “undetermined” with all candidates; the taker of the rest acts "
            "meanwhile",
        )
    return line


def _show_verdict(console: Console, played: Played, result: dict[str, Any]) -> None:
    if played.holds:
        verdict = t(
            "[bold green]✓ Chứng minh đứng vững[/]: mỗi chức năng, tại mỗi nơi, mỗi ngày\n"
            "  có đúng một cơ quan có thẩm quyền; không hồ sơ, vị trí, tài sản, văn bản nào bị mất.",
            "[bold green]✓ The proof holds[/]: each function, in each place, on each day has\n"
            "  exactly one competent agency; no matter, post, holding or document is lost.",
        )
    else:
        verdict = t(
            "[bold red]✗ Chứng minh không đứng vững[/]; `continuity reform check` nêu từng lỗi.",
            "[bold red]✗ The proof fails[/]; `continuity reform check` names every finding.",
        )
    console.print(f"\n{verdict}")
    console.print(f"  sha256 {result['proof']['digest']}")
    called = os.environ.get("CONTINUITY_CALLED", "continuity")  # after a clone: ./continuity
    console.print(
        t("  Thử tiếp:\n", "  Try next:\n")
        + f'  {called} who driving-licences "Tỉnh Hải Dương" --on 2025-07-01 --filed 2025-02-20'
    )


__all__ = ["FUNCTIONS_DAY", "demo_json", "run"]
