"""From an article to a folder of draft statements for review."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rhetoric.dates import DateSpan, parse_date
from rhetoric.detect import statement_language
from rhetoric.drafting.find import Saying, find_sayings
from rhetoric.drafting.folder import write_folder
from rhetoric.drafting.layout import Article, lay_out
from rhetoric.drafting.lexis import LANGUAGES
from rhetoric.errors import DateError, StatementError
from rhetoric.languages import html_lang, language_code, language_name
from rhetoric.lexicon import Actors, read_actors
from rhetoric.mentions import MentionFinder
from rhetoric.settings import Project
from rhetoric.sources.document import Document
from rhetoric.sources.markdown import format_fields
from rhetoric.sources.read import read_file
from rhetoric.text import fold_text
from rhetoric.written_dates import read_date

#: Where review folders are, within a project.
FOLDER = "drafts"
#: Longest text of a note that is told in a source, in characters.
_LONGEST_NOTE = 300
_FORMS = {"quotation": "excerpt", "claim": "summary"}
_TAGS = {"quotation": "quotation", "claim": "reported-claim"}


@dataclass(frozen=True)
class Draft:
    """One quotation or reported claim, and the draft statement it stands in.

    Several quotations (or claims) of the same speaker, date and medium in one paragraph stand
    in one draft.

    Attributes:
        file: the draft.
        kind: quotation or claim.
        speaker: actor id, or the name as it stands; "" if nobody is named.
        speaker_how: the words it was read from.
        group: actor id of the party spoken for, or the name as it stands; "" if not known.
        date: as the article gives it (EDTF); "" if it gives none.
        date_text: the date in the article's words.
        date_how: where it was taken from; "bounded by the article" where only the article's
            own date is known.
        medium: one of rhetoric.model.MEDIA.
        start, end: its characters in the article's text, end excluded.
        sentence_start, sentence_end: those of its sentence.
        paragraph: number of its paragraph in the article, from 1.
        note: mark of the article's note behind it, if any.
        text: exactly article[start:end].
        sentence: its sentence, on one line.
        doubts: what the reviewer should look at.
    """

    file: Path
    kind: str
    speaker: str
    speaker_how: str
    group: str
    date: str
    date_text: str
    date_how: str
    medium: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    paragraph: int
    note: str
    text: str
    sentence: str
    doubts: tuple[str, ...] = ()


def draft(
    project: Project,
    path: Path,
    *,
    out: Path | None = None,
    language: str = "",
    source: str = "",
    date: DateSpan | str | None = None,
    replace_old: bool = False,
) -> tuple[Draft, ...]:
    """Write a draft statement for each quotation and reported claim of an article.

    Args:
        path: the article, in any format that is read.
        out: the review folder; by default drafts/<name of the article> in the project.
        language: of the article (en, fr or ar); told from its text by default.
        source: full citation of the article.
        date: when the article was published: no statement in it is later.
        replace_old: write over drafts that are there already.

    Returns:
        What was found, in the order of the article; the drafts are on disk.

    Raises:
        StatementError: when the article cannot be read, or is in another language.
        SettingsError: when the review folder holds drafts already.
    """
    document = _only_document(path)
    published = _published(document, date)
    article, sayings, code = _read(project, document, path, language, published)
    folder = out or (Path() if project.sample else project.root) / FOLDER / _slug(path)
    actors = _actors(project)
    citation = source or _citation(document, path)
    found: list[Draft] = []
    files: dict[Path, str] = {}
    for number, group in enumerate(_grouped(sayings), 1):
        file = folder / _file_name(number, group[0])
        rows = [_row(article, one, file, published) for one in group]
        files[file] = _draft_text(rows, group[0], actors, citation, code, article)
        found += rows
    found.sort(key=lambda one: (one.start, one.end))
    if found:
        write_folder(folder, files, found, replace_old=replace_old)
    return tuple(found)


def read_article(
    project: Project, path: Path, *, language: str = "", date: DateSpan | str | None = None
) -> tuple[Article, tuple[Saying, ...]]:
    """An article laid out, and what is said in it; nothing is written."""
    document = _only_document(path)
    article, sayings, _ = _read(project, document, path, language, _published(document, date))
    return article, sayings


def _only_document(path: Path) -> Document:
    documents = read_file(path)
    if len(documents) != 1:
        raise StatementError(
            f"{len(documents)} texts are in this file; an article is one", path=path,
            remedy="save the article as a file of its own",
        )  # fmt: skip
    return documents[0]


def _read(
    project: Project, document: Document, path: Path, language: str, published: DateSpan | None
) -> tuple[Article, tuple[Saying, ...], str]:
    """The article, what is said in it, and its language as ISO 639-3."""
    article = lay_out(document.text)
    code = _language(language or document.language, article, path)
    actors = _actors(project)
    names = MentionFinder(actors)
    return article, find_sayings(article, actors, names, html_lang(code), published), code


def _actors(project: Project) -> Actors:
    file = project.lexicons / "actors.yaml"
    return read_actors(file) if file.exists() else Actors()


def _language(told: str, article: Article, path: Path) -> str:
    try:
        code = language_code(told) if told else ""
    except ValueError:
        code = ""
    if not code or html_lang(code) not in LANGUAGES:
        texts = [article.text[start:end] for start, end in article.paragraphs]
        code = code or statement_language(texts)
    if html_lang(code) not in LANGUAGES:
        named = "its language is not told" if code == "und" else f"it is in {language_name(code)}"
        raise StatementError(
            f"{named}; drafts are made of English, French and Arabic articles", path=path,
            remedy="name its language with --language en (or fr, ar)",
        )  # fmt: skip
    return code


def _published(document: Document, date: DateSpan | str | None) -> DateSpan | None:
    if isinstance(date, DateSpan):
        return date
    try:
        return read_date(date or document.date) if date or document.date else None
    except DateError:
        if date:
            raise
        return None  # the file says something of its date that is none


def _slug(path: Path) -> str:
    return "-".join(re.sub(r"[^a-z0-9 ]", " ", fold_text(path.stem)).split())[:60] or "article"


def _citation(document: Document, path: Path) -> str:
    parts = [document.author, f"“{document.title}”" if document.title else path.name, document.date]
    return ", ".join(part for part in parts if part)


def _grouped(sayings: Sequence[Saying]) -> list[list[Saying]]:
    """Sayings that stand in one draft: of one occasion, in one paragraph, of one kind."""
    groups: dict[tuple[object, ...], list[Saying]] = {}
    for number, one in enumerate(sayings):
        key: tuple[object, ...] = (
            one.kind, one.paragraph, one.speaker, one.group, one.date_text, one.medium,
        )  # fmt: skip
        groups.setdefault(key if one.speaker else (*key, number), []).append(one)
    return list(groups.values())


def _file_name(number: int, one: Saying) -> str:
    when = one.date.text.replace("/", "_").replace("~", "") if one.date else "undated"
    who = "-".join(re.sub(r"[^a-z0-9 ]", " ", fold_text(one.group or one.speaker)).split())
    return f"{number:03}-{when}-{who[:40].strip('-') or 'unknown'}-{one.kind}.md"


def _row(article: Article, one: Saying, file: Path, published: DateSpan | None) -> Draft:
    start, end = one.sentence
    when, how = (one.date.text if one.date else ""), one.date_how
    doubts = one.doubts
    if one.date is None and published is not None and published.last is not None:
        when, how = f"../{published.last.isoformat()}", "bounded by the article"
        doubts = tuple(
            "no date is given: it may be any day before the article" if d == "no date is given"
            else d for d in doubts
        )  # fmt: skip
    return Draft(
        file, one.kind, one.speaker, one.speaker_how, one.group, when, one.date_text, how,
        one.medium, one.start, one.end, start, end, one.paragraph + 1,
        article.note_after(one.end, end), article.text[one.start : one.end],
        " ".join(article.text[start:end].split()), doubts,
    )  # fmt: skip


def _draft_text(
    rows: Sequence[Draft], one: Saying, actors: Actors, citation: str, code: str, article: Article
) -> str:
    """The draft as a file in the format of texts/."""
    first = rows[0]
    label = actors.label(first.speaker or first.group) or "Unknown speaker"
    if first.speaker in actors:
        label = actors[first.speaker].label
    medium = "statement" if first.medium == "other" else first.medium
    date: DateSpan | str = ""
    if one.date is not None:
        date = replace(one.date, original="") if one.date.calendar == "gregorian" else one.date
    elif first.date:
        date = parse_date(first.date)
    return format_fields(
        {
            "title": f"{label}: {medium}",
            "date": date,
            "date_text": first.date_text,
            "group": first.group or first.speaker,
            "speaker": "" if first.speaker == first.group else first.speaker,
            "medium": first.medium,
            "language": code,
            "form": _FORMS[first.kind],
            "source": _source(rows, citation, article),
            "tags": (_TAGS[first.kind],),
        },
        "\n\n".join(row.text for row in rows),
    )


def _source(rows: Sequence[Draft], citation: str, article: Article) -> str:
    """The citation of the article and the place in it."""
    place = f"{citation}, paragraph {rows[0].paragraph}"
    marks = list(dict.fromkeys(row.note for row in rows if row.note))
    if not marks:
        return place
    told = f"{place}, {'n.' if len(marks) == 1 else 'nn.'} {', '.join(marks)}"
    notes = [article.notes[mark] for mark in marks if mark in article.notes]
    if not notes:
        return told
    text = " ".join(" ".join(notes).split())
    return f"{told}: {text[:_LONGEST_NOTE]}{'…' if len(text) > _LONGEST_NOTE else ''}"
