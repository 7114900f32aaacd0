"""`rhetoric words keyness` and `rhetoric words collocations`."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rhetoric.cli.output import counted, format_option, note, show
from rhetoric.cli.session import Known, Session, chosen, filter_options, project_option

if TYPE_CHECKING:
    import pandas as pd

    from rhetoric.filters import Filter
    from rhetoric.project import Workspace
    from rhetoric.words.sides import Selection

_BY = (
    "group", "camp", "speaker", "medium", "language", "form", "year", "half", "quarter", "month",
)  # fmt: skip
#: What a side can be described by → the option of `filter_options`.
_SIDE_KEYS = {
    "group": "groups", "camp": "camps", "after": "after", "before": "before",
    "language": "language", "medium": "medium",
}  # fmt: skip
#: Measure → the columns that tell it, in a table for eyes.
_TOLD = {
    "log-odds": ("log_odds", "low", "high", "z", "z_without"),
    "g2": ("g2", "log_ratio", "percent_diff"),
    "chi2": ("chi2", "phi", "log_ratio"),
    "chi2-yates": ("chi2_yates", "phi", "log_ratio"),
}
#: Most sides whose sizes are told beside a table.
_MOST_TOLD = 8


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say which words are counted, and on which side."""
    options = (
        click.option("--by", type=Known(_BY), metavar="WHAT",
                     help=f"Put statements together by: {', '.join(_BY)}."),
        click.option("--side", "sides", multiple=True, metavar="FILTER",
                     help='A side of your own, as "group=JNIM after=2020" or "NAME: group=…"; one '
                     "is set against the rest; may be given more than once."),
        click.option("--across-languages", is_flag=True,
                     help="Count words of all languages together (hardly ever meaningful)."),
        click.option("--keep-stop-words", is_flag=True, help="Count little words as others."),
        click.option("--stems", is_flag=True,
                     help="Put the forms of a word together (English, French, Arabic)."),
        click.option("--count-copies", is_flag=True,
                     help="Count reprints, excerpts and translations each on its own."),
        click.option("--least", type=click.IntRange(1), default=3, show_default=True,
                     help="Leave out what is rarer."),
        click.option("--least-statements", type=click.IntRange(1), default=2, show_default=True,
                     help="Leave out what fewer statements hold."),
        click.option("-n", "--top", type=click.IntRange(0), default=20, show_default=True,
                     help="Most rows for each side; 0 for all."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def words() -> None:
    """Which words are key to a side, and which stand together. See also: rhetoric kwic.

    \b
    Examples:
      rhetoric words keyness
      rhetoric words collocations
    """


@words.command()
@selection_options
@click.option(
    "--measure", type=Known(_TOLD), default="log-odds", show_default=True, metavar="NAME",
    help=f"What ranks the words: {', '.join(_TOLD)}.",
)  # fmt: skip
@click.option(
    "--length", "lengths", type=click.IntRange(1, 3), multiple=True, default=(1,),
    help="Count single words (1, the default), or two or three that stand together; may be given "
    "more than once.",
)  # fmt: skip
@click.option(
    "--prior", default="corpus", show_default=True, metavar="corpus|compared|FILE",
    help="What words are expected to be as frequent as in: all statements of the language, those "
    "compared, or the text of a file.",
)  # fmt: skip
@click.option(
    "--prior-words", type=click.FloatRange(0, min_open=True), default=500, show_default=True,
    help="How many words that is worth.",
)  # fmt: skip
@filter_options
@format_option
@project_option
@click.pass_obj
def keyness(
    session: Session,
    /,
    measure: str,
    lengths: tuple[int, ...],
    prior: str,
    prior_words: float,
    least: int,
    least_statements: int,
    top: int,
    style: str,
    **options: Any,
) -> None:
    """Print the words that each side says more often than all others together.

    Sides are the groups, or what --by or --side says; the other filters choose what is looked at
    at all. Words are compared within one language. `z` is the log-odds ratio in standard errors,
    `z_without` the same without the statement that holds the word most; `q` is the p-value
    corrected for all words and sides. --format csv or json gives every measure.

    \b
    Examples:
      rhetoric words keyness --by camp
      rhetoric words keyness --side "group=JNIM" --measure g2 --length 1 --length 2
      rhetoric words keyness --side "before: before=2019" --side "after: after=2020" --camp AQ
      rhetoric words keyness --by year --language fr --top 0 --format csv
    """
    from rhetoric.words.contrast import MEASURES
    from rhetoric.words.keyness import keyness as find

    assert set(_TOLD) == set(MEASURES)
    workspace = session.workspace()
    workspace.require_statements()
    given, background = (prior, []) if prior in ("corpus", "compared") else _background(prior)
    found = find(
        workspace.corpus, _selection(workspace, options, "group"),
        actors=workspace.lexicon.actors, measure=measure, lengths=lengths, prior=given,
        background=background, prior_words=prior_words, least=least,
        least_statements=least_statements, top=top or None,
    )  # fmt: skip
    told = ["side", "written", "count", "per_1000", "rest", "rest_per_1000", "statements"]
    _show(found.table, style, [*told, *_TOLD[measure], "q"], ("most_in", "passage"))
    note(found.notes)
    note([_sizes(found.sides, found.language)])
    sure = int((found.table["q"] < 0.05).sum())
    note([f"{sure} of {counted(len(found.table), 'row')} at q < 0.05"])


@words.command()
@click.argument("around", metavar="[WORD]...", nargs=-1)
@click.option(
    "--window", type=click.IntRange(1), default=5, show_default=True,
    help="Most words from one to the other.",
)  # fmt: skip
@click.option("--passage", "whole", is_flag=True, help="Anywhere in the same passage instead.")
@click.option(
    "--measure", type=Known(("g2", "log-dice", "npmi", "pmi", "t")), default="g2",
    show_default=True, metavar="NAME", help="What ranks them: g2, log-dice, npmi, pmi or t.",
)  # fmt: skip
@selection_options
@filter_options
@format_option
@project_option
@click.pass_obj
def collocations(
    session: Session,
    /,
    around: tuple[str, ...],
    window: int,
    whole: bool,
    measure: str,
    least: int,
    least_statements: int,
    top: int,
    style: str,
    **options: Any,
) -> None:
    """Print the words that stand near to WORD, or all that stand together, more than by chance.

    WORD may be a pattern (docs/formats.md): negotiat*, "talks|dialogue with". With --by or --side
    each side is counted by itself.

    \b
    Examples:
      rhetoric words collocations
      rhetoric words collocations "negotiat*" --by camp
      rhetoric words collocations government --passage --measure log-dice --format csv
    """
    from rhetoric.words.collocations import collocations as find

    workspace = session.workspace()
    workspace.require_statements()
    found = find(
        workspace.corpus, around, _selection(workspace, options, ""),
        actors=workspace.lexicon.actors, window=None if whole else window, measure=measure,
        least=least, least_statements=least_statements, top=top or None,
    )  # fmt: skip
    table = found.table
    told = ["collocate", "count", "expected", "statements", "g2", "log_dice", "npmi", "q"]
    told = [*(["side"] if options["by"] or options["sides"] else []),
            *([] if around else ["word"]), *told]  # fmt: skip
    _show(table, style, told, ("statement", "passage"))
    note(found.notes)
    note([_sizes(found.sides, found.language)])


def _selection(workspace: Workspace, options: Mapping[str, Any], by: str) -> Selection:
    from rhetoric.words.sides import Selection

    if options["by"] and options["sides"]:
        raise click.UsageError("--by and --side exclude each other")
    sides = dict(_side(workspace, text) for text in options["sides"])
    only = chosen(workspace, {name: options[name] for name in _SIDE_KEYS.values()})
    names = ("across_languages", "count_copies", "keep_stop_words", "stems")
    return Selection(
        sides or options["by"] or by, only, **{name: options[name] for name in names}
    )  # fmt: skip


def _side(workspace: Workspace, text: str) -> tuple[str, Filter]:
    """Name and filter of a side: `NAME: key=value key=value`, the name left out if it likes."""
    name, colon, rest = text.partition(":")
    wanted: dict[str, Any] = dict.fromkeys(_SIDE_KEYS.values())
    wanted.update(groups=[], camps=[])
    try:
        parts = shlex.split(rest if colon else text)
    except ValueError:
        raise click.BadParameter(f"a quotation mark is open in '{text}'") from None
    for part in parts:
        key, equals, value = part.partition("=")
        if not equals or key not in _SIDE_KEYS or not value:
            raise click.BadParameter(
                f"'{part}' in '{text}' is not KEY=VALUE with one of {', '.join(_SIDE_KEYS)}",
                param_hint="'--side'",
            )
        field = _SIDE_KEYS[key]
        wanted[field] = [*wanted[field], *value.split(",")] if field[-1] == "s" else value
    if not parts:
        raise click.BadParameter(f"'{text}' names no filter", param_hint="'--side'")
    return name.strip() if colon else text, chosen(workspace, wanted)


def _background(prior: str) -> tuple[str, list[str]]:
    from rhetoric.errors import InputError
    from rhetoric.sources.read import read_file

    path = Path(prior)
    if not path.is_file():
        raise InputError(
            f"'{prior}' is no file", field="prior", remedy="name one, or say corpus or compared"
        )
    return "background", [document.text for document in read_file(path)]


def _show(table: pd.DataFrame, style: str, told: list[str], cited: tuple[str, str]) -> None:
    rows = [
        {str(name): _plain(value) for name, value in row.items()}
        for row in table.to_dict("records")
    ]
    names = [str(name) for name in table.columns]
    if style == "table":
        rows = [
            {name: _short(row[name]) for name in told}
            | {"passage": f"{row[cited[0]]}:{row[cited[1]]}"}
            for row in rows
        ]
        names = [*told, "passage"]
    show(rows, style, names=names)


def _plain(value: Any) -> Any:
    """A number as data: six figures; None for what does not exist."""
    if isinstance(value, float):
        return float(f"{value:.6g}") if value - value == 0 else None
    return value


def _short(value: Any) -> Any:
    """A number for eyes."""
    if not isinstance(value, float):
        return value
    return round(value, 2) if abs(value) >= 0.01 or value == 0 else float(f"{value:.1g}")


def _sizes(sides: pd.DataFrame, language: str) -> str:
    from rhetoric.languages import language_name

    shown = sides.head(_MOST_TOLD)
    told = [
        f"{side} {counted(int(statements), 'statement')}, {counted(int(count), 'word')}"
        for side, statements, count in zip(
            shown["side"], shown["statements"], shown["words"], strict=True
        )
    ]
    more = [f"and {len(sides) - _MOST_TOLD} more"] if len(sides) > _MOST_TOLD else []
    where = f" in {language_name(language)}" if language else ""
    return f"counted{where}: {'; '.join([*told, *more])}"
