"""Compare the rhetoric of rival groups: who says what of whom, since when, how sure.

    import rhetoric

    project = rhetoric.load()                  # the project at hand, or the sample
    ledger = project.frames()                  # one row a frame use
    project.search("talks with the government", groups=["JNIM"])

Everything named in `__all__` is public and stays; each name is loaded when it is
first used, so importing the package costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rhetoric.appraisal import code, learn, validate
    from rhetoric.check import Finding, check
    from rhetoric.collection import Added, add_statement
    from rhetoric.compare.choices import Choices
    from rhetoric.compare.comparison import Comparison, compare
    from rhetoric.corpus import Corpus
    from rhetoric.dates import DateSpan, parse_date
    from rhetoric.detect import detect_language
    from rhetoric.drafting.draft import Draft, draft
    from rhetoric.drafting.review import accept
    from rhetoric.errors import RhetoricError
    from rhetoric.exchange import Answer, Exchange, aftermath, chains, find_answers, lead_and_lag
    from rhetoric.frames.table import find_frames
    from rhetoric.init import NewProject, init_project
    from rhetoric.lexicon import Lexicon
    from rhetoric.mentions import Mention
    from rhetoric.model import Actor, Event, Passage, Statement, Theme
    from rhetoric.naming import mentions
    from rhetoric.project import Workspace, load
    from rhetoric.report import write_report
    from rhetoric.reuse import Edit, Formulae, find_reuse, read_formulae
    from rhetoric.searching.in_corpus import search
    from rhetoric.searching.query import Query, parse_query
    from rhetoric.searching.similar import similar
    from rhetoric.searching.wanted import Wanted
    from rhetoric.settings import Project, open_project
    from rhetoric.text import fold
    from rhetoric.theming.bring import Exported, Imported, export_themes, import_themes
    from rhetoric.theming.dictionaries.dic import parse_dic
    from rhetoric.theming.dictionaries.read import read_dictionary
    from rhetoric.theming.new import NewTheme, new_theme
    from rhetoric.theming.trial import ThemeTrial, try_theme
    from rhetoric.timing.around import Around, around
    from rhetoric.timing.changes import Changes, changes
    from rhetoric.timing.hostility import Hostility, hostility
    from rhetoric.timing.series import Series, series
    from rhetoric.validation.agreement import agree, read_answers
    from rhetoric.words.collocations import collocations
    from rhetoric.words.keyness import keyness
    from rhetoric.words.kwic import kwic
    from rhetoric.words.sides import Selection
    from rhetoric.written_dates import read_date

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Added",
    "Answer",
    "Around",
    "Changes",
    "Choices",
    "Comparison",
    "Corpus",
    "DateSpan",
    "Draft",
    "Edit",
    "Event",
    "Exchange",
    "Exported",
    "Finding",
    "Formulae",
    "Hostility",
    "Imported",
    "Lexicon",
    "Mention",
    "NewProject",
    "NewTheme",
    "Passage",
    "Project",
    "Query",
    "RhetoricError",
    "Selection",
    "Series",
    "Statement",
    "Theme",
    "ThemeTrial",
    "Wanted",
    "Workspace",
    "__version__",
    "accept",
    "add_statement",
    "aftermath",
    "agree",
    "around",
    "chains",
    "changes",
    "check",
    "code",
    "collocations",
    "compare",
    "detect_language",
    "draft",
    "export_themes",
    "find_answers",
    "find_frames",
    "find_reuse",
    "fold",
    "hostility",
    "import_themes",
    "init_project",
    "keyness",
    "kwic",
    "lead_and_lag",
    "learn",
    "load",
    "mentions",
    "new_theme",
    "open_project",
    "parse_date",
    "parse_dic",
    "parse_query",
    "read_answers",
    "read_date",
    "read_dictionary",
    "read_formulae",
    "search",
    "series",
    "similar",
    "try_theme",
    "validate",
    "write_report",
]

#: Public name → module it is in.
_HOMES = {
    "Actor": "model", "Draft": "drafting.draft", "accept": "drafting.review",
    "draft": "drafting.draft", "Added": "collection", "Corpus": "corpus", "DateSpan": "dates",
    "Answer": "exchange", "Exchange": "exchange", "aftermath": "exchange", "chains": "exchange",
    "find_answers": "exchange", "lead_and_lag": "exchange",
    "Event": "model", "Finding": "check", "Lexicon": "lexicon", "Mention": "mentions",
    "NewProject": "init", "Passage": "model", "Project": "settings", "RhetoricError": "errors",
    "Statement": "model", "Theme": "model", "Workspace": "project", "add_statement": "collection",
    "check": "check", "detect_language": "detect", "find_frames": "frames.table", "fold": "text",
    "init_project": "init", "load": "project", "mentions": "naming", "open_project": "settings",
    "parse_date": "dates", "Exported": "theming.bring", "Imported": "theming.bring",
    "NewTheme": "theming.new", "ThemeTrial": "theming.trial", "export_themes": "theming.bring",
    "import_themes": "theming.bring", "new_theme": "theming.new",
    "parse_dic": "theming.dictionaries.dic", "read_dictionary": "theming.dictionaries.read",
    "try_theme": "theming.trial",
    "Choices": "compare.choices", "Comparison": "compare.comparison",
    "compare": "compare.comparison",
    "Around": "timing.around", "around": "timing.around",
    "Changes": "timing.changes", "changes": "timing.changes",
    "Hostility": "timing.hostility", "hostility": "timing.hostility",
    "Series": "timing.series", "series": "timing.series",
    "agree": "validation.agreement", "code": "appraisal",
    "learn": "appraisal", "read_answers": "validation.agreement", "validate": "appraisal",
    "Selection": "words.sides", "collocations": "words.collocations",
    "keyness": "words.keyness", "kwic": "words.kwic",
    "Edit": "reuse", "Formulae": "reuse", "find_reuse": "reuse", "read_formulae": "reuse",
    "read_date": "written_dates", "search": "searching.in_corpus",
    "Query": "searching.query", "parse_query": "searching.query", "Wanted": "searching.wanted",
    "similar": "searching.similar", "write_report": "report",
}  # fmt: skip


class _Face(ModuleType):
    """The package. A public name never means the submodule of the same name.

    Python binds a submodule to its package when it is loaded: without this,
    `rhetoric.search` would be a function or a module, depending on what came first.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'rhetoric' has no attribute '{name}'")
    value = getattr(import_module(f"rhetoric.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


sys.modules[__name__].__class__ = _Face
