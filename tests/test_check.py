"""Linting finds everything at once and leaves a good project alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rhetoric.check import Finding, check, mend
from rhetoric.settings import Project, open_project, sample_folder

TODAY = date(2021, 1, 1)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def told(findings: list[Finding]) -> list[str]:
    return [f"{f.level} {f.path}:{f.line} {f.field}: {f.message}" for f in findings]


def test_a_good_project_is_left_alone(small_project: Project) -> None:
    assert check(small_project, today=TODAY) == []


LETTER, SPEECH = "texts/2019-05-north-letter.md", "texts/2020-03-01-east-speech.md"
ACTORS, EVENTS, TALKS = "lexicons/actors.yaml", "lexicons/events.csv", "lexicons/themes/talks.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (LETTER, "medium: letter", "medium: pigeon",
         "error texts/2019-05-north-letter.md:5 medium: 'pigeon' is not known here"),
        (LETTER, "id: 2019-05-north-letter", "id: other",
         "error texts/2019-05-north-letter.md:2 id: 'other' differs from the file name"),
        (LETTER, "group: NORTH", "group: NROTH",
         "warning texts/2019-05-north-letter.md:4 group: unknown group 'NROTH'; did you mean"),
        (LETTER, "group: NORTH", "group: Northern Front",
         "error texts/2019-05-north-letter.md:4 group: the group 'Northern Front' is another"),
        (LETTER, "date: 2019-05", "date: 2031-05",
         "error texts/2019-05-north-letter.md:3 date: 2031-05 lies in the future"),
        (LETTER, "source: A book\n", "",
         "warning texts/2019-05-north-letter.md:None source: the source is not given"),
        (LETTER, "language: en\n", "",
         "warning texts/2019-05-north-letter.md:None language: the language is not given"),
        (SPEECH, "speaker: A. Speaker", "speaker: the-speakr",
         "warning texts/2020-03-01-east-speech.md:6 speaker: unknown speaker 'the-speakr'; did"),
        (SPEECH, "speaker: A. Speaker", "speaker: The Speaker",
         "warning texts/2020-03-01-east-speech.md:6 speaker: the speaker 'The Speaker' is"),
        (SPEECH, "title: A speech", "title: A speech\nreprint_of: 2019-05-letter",
         "error texts/2020-03-01-east-speech.md:12 reprint_of: there is no statement '2019-05"),
        (ACTORS, "- id: EAST\n  label: The Eastern League",
         "- id: EAST\n  label: The Northern Front",
         "warning lexicons/actors.yaml:15 aliases: the alias 'The Northern Front' of EAST is also"),
        (ACTORS, "kind: movement", "kind: movement\n  side: true\n"
         "  affiliations: [{to: EAST, role: branch}]",
         "warning lexicons/actors.yaml:18 side: WEST is declared a side, but its affiliation to"
         " EAST has no dates: it never stands for itself"),
        (ACTORS, "until: 2019-03", "until: 2014-03",
         "error lexicons/actors.yaml:1 affiliations: the affiliation of NORTH to EAST ends before"),
        (ACTORS, "kind: movement", "kind: movement\n  affiliations: [{to: NORTH, role: branch}]",
         "error lexicons/actors.yaml:1 affiliations: affiliations go round in a ring: NORTH →"),
        (ACTORS, "rivals: [WEST]", "rivals: [WSET]",
         "error lexicons/actors.yaml:14 rivals: unknown actor 'WSET'; did you mean 'WEST'"),
        (EVENTS, "NORTH;WEST", "NORTH;FAR",
         "error lexicons/events.csv:2 actors: event '2019-meeting': unknown actor 'FAR'"),
        (EVENTS, ",2019-06,", ",June,",
         "error lexicons/events.csv:2 date: 'June' is not a date"),
        (TALKS, "negotiat* ...", "...",
         "error lexicons/themes/talks.yaml:8 en: pattern '... government' begins or ends with"),
        (TALKS, "talks,", "negotiat*  ... Government,",
         "warning lexicons/themes/talks.yaml:8 patterns: the pattern “negotiat*  ... Government”"),
        (TALKS, "  en: [They negotiate with the government., The group sits down with the state.]",
         "  fr: [Ils négocient.]",
         "warning lexicons/themes/talks.yaml:9 prototypes: no prototypes in 'en'"),
        (TALKS, "  en: [Traders negotiated the price of grain.]", "  en: []",
         "warning lexicons/themes/talks.yaml:None counterexamples: no counterexamples"),
        (TALKS, "Traders negotiated the price of grain.", "The bank negotiated with a government.",
         "warning lexicons/themes/talks.yaml:8 patterns: the pattern “negotiat* ... government”"),
        (TALKS, "Traders negotiated the price of grain.", "They negotiate with the government.",
         "error lexicons/themes/talks.yaml:12 prototypes: this sentence stands here twice"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_at_its_place(
    small_project: Project, file: str, old: str, new: str, expected: str
) -> None:
    change(small_project.root / file, old, new)
    findings = told(check(small_project, today=TODAY))
    assert any(f.startswith(expected) for f in findings), findings


def test_an_exclusion_saves_a_counterexample(small_project: Project) -> None:
    theme = small_project.root / TALKS
    change(theme, "Traders negotiated the price", "The bank negotiated with a government the price")
    change(theme, "prototypes:", "exclusions:\n  en: [bank negotiat* ... government]\nprototypes:")
    assert check(small_project, today=TODAY) == []


def test_affiliations_that_follow_one_another_are_no_ring(small_project: Project) -> None:
    change(
        small_project.root / ACTORS,
        "kind: movement",
        "kind: movement\n  affiliations: [{to: NORTH, role: branch, until: 2018}]",
    )
    assert check(small_project, today=TODAY) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("texts/note.txt", "not read: only *.md files are"),
        ("lexicons/themes/x.yml", "not read: only *.yaml files are"),
    ],
)
def test_a_file_that_nobody_reads_is_told(small_project: Project, name: str, message: str) -> None:
    (small_project.root / name).write_text("text", "utf-8")
    (finding,) = check(small_project, today=TODAY)
    assert (finding.level, finding.path, finding.message) == ("warning", name, message)


def test_it_does_not_stop_at_the_first_mistake(small_project: Project) -> None:
    root = small_project.root
    change(root / LETTER, "date: 2019-05", "date: may")
    change(root / SPEECH, "medium: speech", "medium: pigeon")
    change(root / ACTORS, "kind: movement", "kind: club")
    change(root / ACTORS, "kind: state", "kind: land")
    change(root / EVENTS, "meeting", "tea")
    change(root / TALKS, "tone: hostile", "tone: rude")
    findings = check(small_project, today=TODAY)
    assert {f.path for f in findings if f.level == "error"} >= {LETTER, SPEECH, ACTORS, TALKS}
    assert sum(f.path == ACTORS and f.field == "kind" for f in findings) == 2


def test_without_actors_groups_are_not_judged(small_project: Project) -> None:
    (small_project.root / ACTORS).unlink()
    (finding,) = check(small_project, today=TODAY)
    assert finding.level == "warning"
    assert "camps and targets cannot be told" in finding.message


def test_what_ships_has_no_errors() -> None:
    findings = check(open_project(sample_folder()))
    assert [f for f in findings if f.level == "error"] == []


def test_a_copy_that_does_not_say_so_is_found_and_linked(small_project: Project) -> None:
    twin = small_project.root / SPEECH.replace("speech", "again")
    text = (small_project.root / LETTER).read_text("utf-8")
    text = text.replace("id: 2019-05-north-letter", f"id: {twin.stem}").replace(
        "are friends", "are FRIENDS"
    )
    twin.write_text(text.replace("date: 2019-05", "date: 2019-07"), "utf-8")
    (finding,) = check(small_project, today=TODAY)
    assert told([finding]) == [
        "warning texts/2020-03-01-east-again.md:10 reprint_of: its words are those of 'A letter';"
        " it is counted twice"
    ]
    assert check(small_project, today=TODAY, copies=False) == []
    assert mend(small_project, [finding]) == [finding]
    assert "\nreprint_of: 2019-05-north-letter\n" in twin.read_text("utf-8")
    assert check(small_project, today=TODAY) == []


def test_a_copy_with_edits_is_told_and_left_to_the_reader(small_project: Project) -> None:
    body = " ".join(f"The farmer of field {n} sold his harvest on the market." for n in range(12))
    for name, text in (("2019-06-north-a", body), ("2019-07-north-b", f"{body} It rained.")):
        head = f"---\nid: {name}\ntitle: {name}\ndate: {name[:7]}\ngroup: NORTH\n"
        rest = f"medium: report\nlanguage: eng\nform: summary\nsource: A source.\n---\n{text}\n"
        (small_project.texts / f"{name}.md").write_text(head + rest, "utf-8")
    findings = check(small_project, today=TODAY)
    assert [(f.field, f.fix) for f in findings] == [("reprint_of", None)]
    assert mend(small_project, findings) == []


def test_what_is_beyond_doubt_is_mended_at_once(small_project: Project) -> None:
    change(small_project.root / LETTER, "group: NORTH", "group: Northern Front")
    change(small_project.root / SPEECH, "speaker: A. Speaker", "speaker: The Speaker")
    findings = check(small_project, today=TODAY)
    assert mend(small_project, findings) == findings
    assert check(small_project, today=TODAY) == []
    assert "group: NORTH\n" in (small_project.root / LETTER).read_text("utf-8")
    assert "speaker: the-speaker\n" in (small_project.root / SPEECH).read_text("utf-8")


def test_groups_nobody_knows_are_told_once_each(small_project: Project) -> None:
    change(small_project.root / LETTER, "group: NORTH", "group: NROTH")
    change(small_project.root / "texts/2020-north-answer.md", "group: NORTH", "group: NROTH")
    assert told(check(small_project, today=TODAY)) == [
        "warning texts/2019-05-north-letter.md:4 group: unknown group 'NROTH'; did you mean"
        " 'NORTH'? (2 statements)"
    ]
