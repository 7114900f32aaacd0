"""`rhetoric theme new`, `test`, `import` and `export`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rhetoric.cli.output import counted, format_option, note, progress, show
from rhetoric.cli.session import Known, Session, as_language, encoder_option, project_option
from rhetoric.model import TONES

if TYPE_CHECKING:
    from rhetoric.theming.dictionaries.model import Loss
    from rhetoric.theming.propose import Proposal
    from rhetoric.theming.trial import ThemeTrial

#: Most losses of an import or export that are told.
MOST_TOLD = 20
#: Letters of each that are shown.
MOST_SHOWN = 60
#: Part of a trial → its attribute, heading, and the columns of its table.
_PARTS = {
    "hits": ("hits", "Hits", "score words meaning function target passage pattern text"),
    "near": ("near_misses", "Near misses", "score words meaning function passage pattern text"),
    "overlaps": ("overlaps", "Overlaps", "theme both this other jaccard"),
    "patterns": (
        "patterns", "Patterns", "language weight matches hits left lost counterexamples pattern"
    ),
    "sentences": (
        "sentences", "Its own sentences, left out", "kind language words meaning score right text"
    ),
}  # fmt: skip


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def theme() -> None:
    """Make a theme of your own, try it out, take it from a dictionary, or give it away.

    \b
    Examples:
      rhetoric theme new taxation
      rhetoric theme test taxation
      rhetoric theme import words.dic
      rhetoric theme export taxation taxation.csv
    """


@theme.command()
@click.argument("name")
@click.option(
    "--example",
    "examples",
    multiple=True,
    metavar="SENTENCE",
    help="A sentence that makes the charge or appeal; three or more are needed.",
)
@click.option(
    "--examples",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A text file with one sentence a line.",
)
@click.option(
    "--tone",
    type=Known(TONES),
    default="hostile",
    show_default=True,
    help="Whether it is hostile, conciliatory, or about the speaker's own side.",
)
@click.option(
    "--directed/--undirected",
    default=True,
    show_default=True,
    help="Whether a use of it needs a target.",
)
@click.option("--label", metavar="TEXT", help="What it is called in reports [default: its name].")
@click.option("--description", metavar="TEXT", help="What counts, and what does not.")
@click.option(
    "--language",
    type=as_language,
    metavar="CODE",
    help="Language of the sentences: en, fr or ar [default: found in each].",
)
@click.option("--yes", is_flag=True, help="Take the surest proposals; ask nothing.")
@click.option("--replace", "overwrite", is_flag=True, help="Write over a theme of this name.")
@project_option
@encoder_option
@click.pass_obj
def new(
    session: Session,
    /,
    name: str,
    examples: tuple[str, ...],
    file: Path | None,
    yes: bool,
    label: str | None,
    description: str | None,
    language: str | None,
    **options: Any,
) -> None:  # fmt: skip
    """Make a theme from a NAME and three sentences or more.

    Patterns, further prototypes and counter-examples are proposed from the corpus: y takes
    one, n leaves it, q leaves all that follow. With --yes the surest are taken: patterns that
    two examples share or that are typical of the passages near to them, the passages that say
    the same, and those that have its words but are far in meaning. Then the theme is tested.

    \b
    Examples:
      rhetoric theme new taxation --examples sentences.txt
      rhetoric theme new taxation --tone hostile --undirected --examples sentences.txt --yes
    """
    from rhetoric.theming.new import new_theme, surest
    from rhetoric.theming.trial import try_theme

    sentences = [*examples, *_lines(file)]
    if not sentences and sys.stdin.isatty():
        sentences = _prompted()
    with progress("looking for passages") as update:
        made = new_theme(
            session.workspace(update), name, sentences,
            label=label or "", description=description or "", language=language or "",
            review=surest if yes else _Asked(), **options,
        )  # fmt: skip
    kinds = [p.kind for p in made.accepted]
    click.echo(
        f"{counted(kinds.count('pattern'), 'pattern')},"
        f" {counted(kinds.count('prototype'), 'further prototype')} and"
        f" {counted(kinds.count('counterexample'), 'counter-example')} taken,"
        f" {len(made.refused)} left; {counted(made.passages, 'passage')} looked at"
    )
    click.echo(f"wrote {made.path}")
    with progress("testing") as update:
        trial = try_theme(session.workspace(update), name)
    click.echo(_summary(trial))
    note([f"see: rhetoric theme test {name}"])


def _lines(file: Path | None) -> list[str]:
    from rhetoric.errors import LexiconError
    from rhetoric.fields import read_utf8

    if file is None:
        return []
    return [line.strip() for line in read_utf8(file, LexiconError).splitlines() if line.strip()]


def _prompted() -> list[str]:
    """Sentences typed one after the other; an empty line ends them."""
    note(["Whole sentences that make the charge or appeal, three or more; an empty line ends."])
    sentences: list[str] = []
    while line := click.prompt(f"{len(sentences) + 1}", default="", show_default=False, err=True):
        sentences.append(line.strip())
    return sentences


class _Asked:
    """Asks of each proposal: one key on a terminal, one line of what is piped in."""

    def __call__(self, proposal: Proposal) -> bool | None:
        weight = "" if proposal.weight == 1 else f", weight {proposal.weight:g}"
        click.echo(f"\n{proposal.kind} [{proposal.language}{weight}]: {proposal.text}", err=True)
        click.echo(f"  {proposal.reason}{f'; {proposal.origin}' * bool(proposal.origin)}", err=True)
        while True:
            click.echo("  take it? y/n/q ", nl=False, err=True)
            key = _key().strip().lower()[:1]
            click.echo(key, err=True)
            if key in ("y", "n", "q"):
                return None if key == "q" else key == "y"


def _key() -> str:
    """A key, or the next line of what is piped in; the end of that is q."""
    if sys.stdin.isatty():
        return click.getchar()
    while line := sys.stdin.readline():
        if line.strip():
            return line
    return "q"


@theme.command()
@click.argument("name")
@click.option("--part", type=Known(tuple(_PARTS)), help="Show this table alone.")
@click.option("--words-only", is_flag=True, help="Leave out evidence by meaning.")
@format_option
@project_option
@encoder_option
@click.pass_obj
def test(session: Session, /, name: str, part: str | None, words_only: bool, style: str) -> None:
    """Try a theme out: hits, near misses, overlaps, patterns, its own sentences left out.

    A pattern's `left` is how many hits are left when it is taken away, `lost` how many go.
    Prototypes and counter-examples are scored by a theme that does not know them. --format
    csv prints one table (--part; the hits by default), json all of them.

    \b
    Examples:
      rhetoric theme test negotiation
      rhetoric theme test negotiation --part patterns
      rhetoric theme test negotiation --words-only --format json
    """
    from rhetoric.theming.trial import try_theme

    with progress("testing") as update:
        trial = try_theme(session.workspace(update), name, words_only=words_only)
    if style != "table":
        _data(trial, part, style)
        return
    for key in [part] if part else _PARTS:
        attribute, heading, columns = _PARTS[key]
        rows = [asdict(row) for row in getattr(trial, attribute)]
        click.echo(f"{heading}: {len(rows)}")
        rows = [{c: row[c] for c in columns.split()} for row in rows]
        if rows:
            show(rows, style, wide="text" if "text" in columns else "")
        click.echo()
    click.echo(_summary(trial))


def _data(trial: ThemeTrial, part: str | None, style: str) -> None:
    import json

    if style == "json" and part is None:
        told = {
            **asdict(trial), "recall": trial.recall,
            "recall_by_meaning": trial.recall_by_meaning, "false_alarms": trial.false_alarms,
        }  # fmt: skip
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    attribute, _, columns = _PARTS[part or "hits"]
    rows = [asdict(row) for row in getattr(trial, attribute)]
    show(rows, style, names=list(rows[0]) if rows else columns.split())


def _summary(trial: ThemeTrial) -> str:
    def share(value: float | None) -> str:
        return "none to tell" if value is None else f"{value:.0%}"

    carrier = trial.patterns[0] if trial.patterns and trial.patterns[0].lost else None
    idle = sum(not p.matches for p in trial.patterns)
    lines = [
        f"{counted(len(trial.hits), 'hit')} in {counted(trial.passages, 'passage')},"
        f" {counted(len(trial.near_misses), 'near miss').replace('misss', 'misses')}",
        f"left out one at a time: {share(trial.recall)} of the prototypes are found"
        f" ({share(trial.recall_by_meaning)} by meaning alone),"
        f" {share(trial.false_alarms)} of the counter-examples",
    ]
    if carrier:
        lines.append(
            f"the pattern that carries most: {carrier.pattern}"
            f" ({carrier.lost} of {len(trial.hits)} hits go with it)"
        )
    if idle:
        lines.append(f"{idle} of {counted(len(trial.patterns), 'pattern')} match nothing here")
    return "\n".join([*lines, trial.verdict])


@theme.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--category",
    "categories",
    multiple=True,
    metavar="NAME",
    help="Only this category; may be given more than once.",
)
@click.option(
    "--language",
    type=as_language,
    metavar="CODE",
    help="Language of the words: en, fr or ar [default: found in them].",
)
@click.option(
    "--tone", type=Known(TONES), default="hostile", show_default=True, help="Tone of the themes."
)
@click.option("--list", "listed", is_flag=True, help="List the categories; write nothing.")
@click.option("--replace", "overwrite", is_flag=True, help="Write over themes of these names.")
@format_option
@project_option
@click.pass_obj
def import_(
    session: Session, /, file: Path, language: str | None, listed: bool, style: str, **options: Any
) -> None:  # fmt: skip
    """Make a theme of each category of a dictionary FILE, and say what could not be taken over.

    LIWC (.dic, .dicx), quanteda (.yaml, .json) and word lists (.csv, .tsv, .txt: a word a
    line, or the columns word, category, weight, language).

    \b
    Examples:
      rhetoric theme import words.dic --list
      rhetoric theme import words.dic --category economy --tone self
      rhetoric theme import mots.csv --language fr
    """
    from rhetoric.theming.bring import import_themes
    from rhetoric.theming.dictionaries.read import read_dictionary

    if listed:
        read = read_dictionary(file)
        rows = [{"category": c.name, "words": len(c.entries)} for c in read.categories]
        show(rows, style, names=("category", "words"))
        return
    made = import_themes(file, session.project().lexicons, language=language or "", **options)
    rows = [
        {"theme": t.id, "label": t.label, "patterns": len(t.patterns),
         "exclusions": len(t.exclusions), "file": str(t.path)}
        for t in made.themes
    ]  # fmt: skip
    show(rows, style)
    _losses(made.losses, "taken over")


@theme.command()
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--as",
    "kind",
    type=Known(("dic", "yaml", "json", "csv")),
    help="What to write [default: what FILE ends with].",
)
@project_option
@click.pass_obj
def export(session: Session, /, names: tuple[str, ...], file: Path, kind: str | None) -> None:
    """Write the patterns of themes NAME... to FILE, as a dictionary for other programs.

    dic is LIWC's, yaml and json are quanteda's. csv keeps the patterns themselves beside the
    words they stand for, so nothing of them is lost. What a format cannot say is told.

    \b
    Examples:
      rhetoric theme export negotiation negotiation.dic
      rhetoric theme export negotiation treachery charges.txt --as yaml
    """
    from rhetoric.theming.bring import export_themes

    made = export_themes(session.workspace().lexicon, names, file, kind or "")
    words = sum(len(c.entries) for c in made.dictionary.categories)
    categories = len(made.dictionary.categories)
    click.echo(f"wrote {file}: {categories} categor{'y' if categories == 1 else 'ies'}, "
               f"{counted(words, 'word')}")  # fmt: skip
    _losses(made.losses, "written")


def _losses(losses: Sequence[Loss], done: str) -> None:
    if not losses:
        return
    note([f"not {done}, or not as it was: {len(losses)}"])
    note(
        f"  {f'line {loss.line}: ' * bool(loss.line)}{_short(loss.what)}: {loss.why}"
        for loss in losses[:MOST_TOLD]
    )
    if len(losses) > MOST_TOLD:
        note([f"  … and {len(losses) - MOST_TOLD:,} more"])


def _short(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"
