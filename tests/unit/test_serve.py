"""The address that stands on signed papers is the one at which the site is served."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ASK = """
import os, sys
from continuity.cli.serve import _said
os.environ |= _said(sys.argv[1], int(sys.argv[2]), demo=False)
from continuity.config import settings
print(settings.CONTINUITY_SITE, settings.ALLOWED_HOSTS[0])
"""


@pytest.mark.parametrize(
    ("host", "port", "said", "site", "name"),
    [
        ("127.0.0.1", 8766, "", "http://127.0.0.1:8766", "localhost"),
        ("0.0.0.0", 8766, "", "http://127.0.0.1:8766", "0.0.0.0"),
        ("::1", 8766, "", "http://[::1]:8766", "localhost"),
        ("127.0.0.1", 8766, "https://dvc.example/", "https://dvc.example", "localhost"),
    ],
)
def test_the_site_is_where_it_is_served_unless_its_operator_says_where(
    host, port, said, site, name
):
    told = {name: value for name, value in os.environ.items() if not name.startswith("CONTINUITY_")}
    told |= {"CONTINUITY_SITE": said} if said else {}

    done = subprocess.run(
        [sys.executable, "-c", ASK, host, str(port)],
        env=told | {"CONTINUITY_DEMO": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.stdout.split() == [site, name], done.stderr


LOADED = "import sys; print([name for name in sys.argv[1:] if name in sys.modules])"


def _loaded(first: str, *names: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"{first}\n{LOADED}", *names],
        env=os.environ | {"DATABASE_URL": "postgresql://nobody@localhost/none"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_process_that_only_waits_for_the_site_loads_nothing_of_it():
    assert _loaded("import continuity.cli.site", "django", "psycopg", "typer") == "[]"


def test_a_site_that_has_no_file_to_sign_or_read_does_without_what_signs_and_reads_them():
    whole = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "continuity.config.settings"
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
import continuity.casework.worker
"""

    assert _loaded(whole, "continuity.web.urls", "pyhanko", "requests") == "['continuity.web.urls']"
