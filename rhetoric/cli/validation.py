"""`rhetoric code`, `agree`, `validate` and `learn`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rhetoric.cli.output import counted, format_option, note, progress, show
from rhetoric.cli.session import Session, encoder_option, project_option

if TYPE_CHECKING:
    from rhetoric.validation.resample import Figure

SHEET = click.Path(exists=True, dir_okay=False, path_type=Path)

_COLUMNS = ("text", "label", "group", "lang", "split", "statement")


def table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The columns of a labelled table."""
    told = {
        "text": "LABELS' column of texts [default: text].",
        "label": "Its column of labels [default: label].",
        "group": "Its column of who speaks [default: group].",
        "lang": "Its column of languages [default: lang].",
        "split": "Its column that marks rows train, dev or test.",
        "statement": "Its column of the statement a row is from; rows of one are kept together.",
    }
    for name in reversed(_COLUMNS):
        command = click.option(f"--{name}", metavar="COLUMN", help=told[name])(command)
    return command


def _columns(options: Mapping[str, Any]) -> dict[str, str]:
    return {name: options[name] for name in _COLUMNS if options[name]}


def _told(figure: Figure, style: str) -> Any:
    return str(figure) if style == "table" else figure.listed


@click.command()
@click.argument("sheet", required=False, type=SHEET)
@click.option("--coder", metavar="NAME", help="Who codes SHEET now.")
@click.option("--presence-only", is_flag=True, help="Ask neither for function nor for target.")
@click.option(
    "--theme", "themes", multiple=True, metavar="THEME",
    help="Draw for this theme; may be given more than once [default: all].",
)  # fmt: skip
@click.option(
    "-n", "--number", type=click.IntRange(1), default=100, show_default=True,
    help="How many passages to draw for each theme.",
)  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, another draw.")
@click.option(
    "--context", type=click.IntRange(0), default=1, show_default=True,
    help="Passages shown before and after.",
)  # fmt: skip
@click.option("--show-source", is_flag=True, help="Let coders see the group and the date.")
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="Where the sheet goes [default: coding.csv].",
)  # fmt: skip
@click.option("--replace", is_flag=True, help="Write over a sheet that is there already.")
@project_option
@encoder_option
@click.pass_obj
def code(
    session: Session,
    /,
    sheet: Path | None,
    coder: str | None,
    presence_only: bool,
    themes: tuple[str, ...],
    number: int,
    seed: int,
    context: int,
    show_source: bool,
    output: Path | None,
    replace: bool,
) -> None:
    """Draw passages to code by hand; or, with SHEET, code them here.

    Passages are drawn by group, year and score band, some of them where nothing was found. The
    sheet shows neither score nor group; its key, beside it, holds them with the weight of each
    row. With SHEET and --coder the passages are shown one by one: one key an answer, b takes it
    back, q leaves, and the same command goes on where you left. Answers go to a copy of
    the sheet with the coder's name; a sheet may as well be filled in with a spreadsheet.

    \b
    Examples:
      rhetoric code --theme khawarij -n 120
      rhetoric code coding.csv --coder anna
    """
    if sheet is not None:
        if not coder:
            raise click.UsageError("say who codes: --coder NAME")
        from rhetoric.cli.coding import work
        from rhetoric.validation.desk import CodingDesk

        desk = CodingDesk(sheet, coder)
        work(desk, session.workspace().lexicon.themes, presence_only=presence_only)
        note([f"{desk.done} of {counted(len(desk.items), 'passage')} answered in {desk.path}"])
        return
    if coder:
        raise click.UsageError("--coder says who codes SHEET, and no SHEET is given")
    from rhetoric.appraisal import code as draw
    from rhetoric.validation.sheet import key_path

    path = output or Path("coding.csv")
    if path.exists() and not replace:
        raise click.UsageError(f"{path} is there already; choose another --output, or --replace")
    with progress("Scoring") as bar:
        workspace = session.workspace(bar)
        workspace.require_statements()
        rows = draw(
            workspace, path, themes or None, number=number, seed=seed, context=context,
            shown=show_source,
        )  # fmt: skip
    click.echo(f"{counted(rows, 'passage')} to code in {path}")
    note([
        f"the key is {key_path(path)}: keep it beside the sheet, out of sight of the coders",
        f"code here: rhetoric code {path} --coder NAME",
    ])  # fmt: skip


@click.command()
@click.argument("sheets", metavar="SHEET...", nargs=-1, required=True, type=SHEET)
@click.option("--disagreements", "apart", is_flag=True, help="List the passages coders differ on.")
@format_option
def agree(sheets: tuple[Path, ...], apart: bool, style: str) -> None:
    """Say how far coders agree: per cent and Krippendorff's alpha, with intervals.

    By theme and by field. Intervals (95 %) resample statements. Alpha is 1 where coders agree on
    everything and 0 where they do no better than chance; it cannot be told where all answers
    are the same. Function and target count where the theme was found.

    \b
    Examples:
      rhetoric agree coding.anna.csv coding.bilal.csv
      rhetoric agree coding.*.csv --disagreements
    """
    from rhetoric.validation.agreement import agree as compare
    from rhetoric.validation.agreement import disagreements, read_answers

    answers = read_answers(sheets)
    if apart:
        found = [
            {"passage": d.id, "theme": d.theme, "field": d.field, "answers": d.answers,
             "text": d.text}
            for d in disagreements(answers)
        ]  # fmt: skip
        show(found, style, names=("passage", "theme", "field", "answers", "text"), wide="text")
        if not found:
            note(["the coders agree on everything"])
        return
    rows = [
        {
            "theme": one.theme, "field": one.field, "coders": one.coders, "n": one.n,
            **{
                name: _told(figure, style)
                for name, figure in (("agreement", one.agreement), ("alpha", one.alpha))
            },
        }
        for one in compare(answers)
    ]  # fmt: skip
    show(rows, style)


@click.command()
@click.argument("labels", metavar="LABELS...", nargs=-1, required=True, type=SHEET)
@click.option("--theme", metavar="THEME", help="The theme the labels are about.")
@click.option("--name", metavar="NAME", help="What `rhetoric learn --name` learnt, in its place.")
@click.option("--reliability", is_flag=True, help="Show predicted score → observed share instead.")
@click.option("--plain", is_flag=True, help="Leave out what was learnt of the themes.")
@click.option("--dry-run", is_flag=True, help="Write nothing beside the lexicon.")
@table_options
@format_option
@project_option
@encoder_option
@click.pass_obj
def validate(
    session: Session,
    /,
    labels: tuple[Path, ...],
    theme: str | None,
    name: str | None,
    reliability: bool,
    plain: bool,
    dry_run: bool,
    style: str,
    **columns: str | None,
) -> None:
    """Say how right themes are on LABELS: precision, recall, F1, AUC, with intervals.

    LABELS are coding sheets, whose coders' majority counts, or one table with a column of labels:
    yes and no, 1 and 0, or names of themes. With --split only rows marked test count.
    Figures are told for all, by language and by group; intervals (95 %) resample statements;
    passages that `rhetoric code` drew count by their weight. A record goes to
    lexicons/validation/, and reports show it.

    \b
    Examples:
      rhetoric validate coding.anna.csv coding.bilal.csv
      rhetoric validate sentences.csv --text sentence --label khawarij --theme khawarij
    """
    from rhetoric.appraisal import validate as check

    with progress("Scoring") as bar:
        workspace = session.workspace(bar)
        found = check(
            workspace, labels, _columns(columns), theme=theme or "", name=name or "", plain=plain,
            write=not dry_run,
        )  # fmt: skip
    if found.learnt:
        show([{k: _told(f, style) for k, f in found.learnt.items()}], style)
    elif reliability:
        show([
            {"theme": one.theme, "from": b.low, "to": b.high, "n": b.n,
             "predicted": round(b.predicted, 3), "observed": _told(b.observed, style)}
            for one in found.themes for b in one.bands
        ], style)  # fmt: skip
    else:
        show([
            {"theme": one.theme, "of": part, "n": n,
             **{k: _told(figures[k], style) for k in ("precision", "recall", "f1", "auc")}}
            for one in found.themes
            for part, n, figures in one.parts
        ], style)  # fmt: skip
    if len(found.themes) > 1:
        note([f"micro F1 {found.micro_f1:.3f}, macro F1 {found.macro_f1:.3f}"])
    note(found.notes)


@click.command()
@click.argument("labels", metavar="LABELS...", nargs=-1, required=True, type=SHEET)
@click.option("--theme", metavar="THEME", help="The theme of the lexicon the labels are about.")
@click.option("--name", metavar="NAME", help="What a label that no theme covers is to be called.")
@click.option("--dry-run", is_flag=True, help="Learn and measure, but keep nothing.")
@table_options
@format_option
@project_option
@encoder_option
@click.pass_obj
def learn(
    session: Session,
    /,
    labels: tuple[Path, ...],
    theme: str | None,
    name: str | None,
    dry_run: bool,
    style: str,
    **columns: str | None,
) -> None:
    """Learn a theme, or a label of your own, from LABELS.

    LABELS are coding sheets, or one table whose labels are yes and no (1 and 0), names of
    classes, several names parted by |, or numbers. With --split, rows marked train are
    learnt from, dev chooses the threshold, test is measured on; else figures are
    cross-validated by statement. Beside them stand those of TF-IDF with a regression. What is
    learnt is kept in lexicons/learnt/; a theme is scored by it from then on.

    \b
    Examples:
      rhetoric learn coding.anna.csv coding.bilal.csv --theme khawarij
      rhetoric learn posts.csv --text text --label hostile --split part --name hostility
    """
    from rhetoric.appraisal import learn as learn_from

    with progress("Learning") as bar:
        found, files = learn_from(
            session.workspace(bar), labels, _columns(columns), theme=theme or "", name=name or "",
            write=not dry_run,
        )  # fmt: skip
    show([
        {"what": what, "kind": found.model.kind, "learnt_from": found.trained,
         "measured_on": found.tested, "by": found.by,
         **{k: _told(f, style) for k, f in figures.items()}}
        for what, figures in (
            (found.model.name, found.figures), ("tf-idf with regression", found.baseline)
        )
    ], style)  # fmt: skip
    note([f"wrote {path}" for path in files])
