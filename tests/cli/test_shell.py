"""`rhetoric shell`."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from rhetoric.cli import main
from rhetoric.cli.shell import answered
from rhetoric.cli.shell_commands import COMMANDS, Shell
from rhetoric.cli.shell_lines import FILE, MOST, editing
from rhetoric.project import load
from rhetoric.searching.shell import Conversation
from rhetoric.settings import Project

from .conftest import Run

pytestmark = pytest.mark.usefixtures("warm", "run")
LETTER, SPEECH, ANSWER = "2019-05-north-letter", "2020-03-01-east-speech", "2020-north-answer"


def typed(*lines: str) -> Result:
    return CliRunner().invoke(main, ["shell"], input="".join(f"{line}\n" for line in lines))


@pytest.fixture
def shell(small_project: Project) -> Shell:
    workspace = load(small_project)
    return Shell(workspace, Conversation(workspace.desk))


class TestLines:
    def test_a_line_is_a_query_and_answered_like_one(self, run: Run) -> None:
        done = typed("talks with the government")
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout == run("search", "talks with the government").stdout

    def test_words_or_meaning_alone(self, run: Run) -> None:
        for command in ("words", "meaning"):
            done = typed(f"{command} the government")
            assert done.stdout == run("search", "the government", f"--{command}-only").stdout

    @pytest.mark.parametrize("line", ["talks -k 2", "words talks --group NORTH", "meaning x -k"])
    def test_an_option_is_not_taken_for_a_word_to_leave_out(self, line: str) -> None:
        done = typed(line)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "is an option of `rhetoric search`, not of the shell" in done.stderr

    def test_filters_stay(self, run: Run) -> None:
        done = typed("filter group:NORTH after:2020", "filter", "government",
                     "filter clear after", "filter", "filter clear", "filter")  # fmt: skip
        filtered = run("search", "government", "--group", "NORTH", "--after", "2020").stdout
        told = "from the next search on: group:NORTH after:2020\ngroup:NORTH after:2020\n"
        assert done.stdout == f"{told}{filtered}group:NORTH\nno filters\n"

    def test_pages_follow_each_other(self, run: Run) -> None:
        done = typed("k 3", "government", "more", "more", "k")
        ranks = [line.split("\t")[0] for line in done.stdout.splitlines()]
        assert ranks == ["rank", "1", "2", "3", "rank", "4", "5", "rank", "3"]
        assert done.stderr == "no more; 5 were shown\n"

    def test_a_hit_is_shown_in_its_statement(self) -> None:
        done = typed('"market"', "show 1", f"show {LETTER}", f"show {SPEECH}:1")
        shown = done.stdout.splitlines()[2:]
        assert shown == [
            f"{SPEECH} · EAST · A. Speaker · 2020-03-01 · speech · A speech",
            "  1\tThe Northern Front negotiates with the government.",
            "> 2\tThe market was closed.",
            f"{LETTER} · NORTH · 2019-05 · letter · A letter",
            "  1\tThe two groups are friends.",
            "  2\tIt rained in the valley.",
            f"{SPEECH} · EAST · A. Speaker · 2020-03-01 · speech · A speech",
            "> 1\tThe Northern Front negotiates with the government.",
            "  2\tThe market was closed.",
        ]

    def test_what_is_like_a_hit_or_a_passage(self, run: Run) -> None:
        done = typed('"market"', "like 1")
        like = run("search", "--like", f"{SPEECH}:2").stdout
        assert done.stdout.endswith(like)
        assert typed(f"like {SPEECH}:2").stdout == like

    def test_the_history_is_numbered_and_can_be_repeated(self) -> None:
        done = typed("market", "show 1", "like 1", "words rain", "history", "!1", "!3", "!2")
        assert "1\tmarket\n2\tlike 2020-03-01-east-speech:2\n3\twords rain\n" in done.stdout
        assert done.stderr.splitlines() == [
            "market", "words rain", "like 2020-03-01-east-speech:2"
        ]  # fmt: skip
        one, two = done.stdout.partition("1\tmarket\n")[::2]
        assert one.splitlines()[1] in two

    def test_searches_are_saved_and_run(self, run: Run) -> None:
        done = typed("filter group:EAST", '"market"', "save market", "saved", "run market",
                     "run", "save market --replace")  # fmt: skip
        assert (done.exit_code, 'market\t"market"\n' in done.stdout) == (0, True)
        assert "saved as 'market'\nmarket: 1 passage, run for the first time" in done.stderr
        assert "; 1 seen before\n" in done.stderr
        assert "market: nothing new" in run("saved", "run").stderr

    def test_nothing_found_is_said_with_the_filters(self) -> None:
        done = typed("filter camp:STATE", "market")
        assert (done.exit_code, done.stderr) == (0, "no passage fits with camp:STATE\n")

    def test_a_text_that_changes_is_noticed(
        self, shell: Shell, small_project: Project, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert answered(shell, '"mill"')
        path = small_project.texts / f"{LETTER}.md"
        path.write_text(path.read_text("utf-8") + "\nThe mill turned.\n", "utf-8")
        capsys.readouterr()
        assert answered(shell, '"mill"')
        assert f"{LETTER}:3" in capsys.readouterr().out

    def test_help_lists_the_commands_and_quit_leaves(self) -> None:
        done = typed("help", "quit", "nonsense:")
        for name, (_, does) in COMMANDS.items():
            assert name in done.stdout
            assert does in done.stdout
        assert done.stdout.endswith("Ctrl-D\n")
        assert typed("", "  ").stdout == ""


class TestMistakes:
    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ('"market', "the quotation mark"),
            ("grup:NORTH x", "did you mean 'group'"),
            ("shwo 1", "unknown command 'shwo'; did you mean 'show'?\n"
                       "  to look for it as text: search shwo 1"),
            ("hlep", "unknown command 'hlep'; did you mean 'help'?"),
            ("filtr group:NORTH", "did you mean 'filter'?"),
            ("show 1", "there is no hit 1\n  search for something first"),
            ("show", "'show' of what?"),
            ("show of hands", "to look for these words: search show of hands"),
            ("show none", "unknown statement 'none'"),
            (f"show {LETTER}:9", "has no passage 9"),
            ("like", "write like N, or like ID[:PASSAGE]"),
            ("like it was", "search like it was"),
            ("more", "nothing was asked yet"),
            ("more rain", "more stands alone; to look for these words: search more rain"),
            ("words", "'words' needs a query"),
            ("search", "'search' needs a query"),
            ("k none", "such as k 20"),
            ("k 0", "such as k 20"),
            ("filter market", "is no filter"),
            ("filter group:NROTH", "did you mean 'NORTH'"),
            ("filter clear grup", "did you mean 'group'"),
            ("!1", "there is no line 1 in the history"),
            ("save x", "there is no query to save"),
            ("save", "'save' of what?"),
            ("run none", "unknown saved search 'none'"),
            ("quit now", "quit stands alone"),
        ],
    )  # fmt: skip
    def test_a_mistake_is_told_and_the_next_line_is_answered(self, line: str, message: str) -> None:
        done = typed(line, "k")
        assert done.stderr.startswith("error: ")
        assert message in done.stderr
        assert done.stdout == "10\n"
        assert done.exit_code == 2

    def test_words_of_the_corpus_are_never_taken_for_a_slip(self, small_project: Project) -> None:
        path = small_project.texts / f"{LETTER}.md"
        path.write_text(path.read_text("utf-8") + "\nA word was said.\n", "utf-8")
        assert typed("word").exit_code == 0
        assert typed("search hlep").exit_code == 0
        assert typed("serch the market in the valley").exit_code == 0

    def test_ctrl_c_stops_the_line_not_the_shell(
        self, shell: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def stop(*_: object, **__: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(shell.workspace.desk, "search", stop)
            assert answered(shell, "market")
        assert capsys.readouterr().err == "stopped\n"
        assert answered(shell, '"market"')
        assert SPEECH in capsys.readouterr().out

    def test_a_project_without_texts_is_told(self, small_project: Project) -> None:
        for path in small_project.texts.iterdir():
            path.unlink()
        done = typed("x")
        assert (done.exit_code, "there are no statements yet" in done.stderr) == (2, True)


class TestTyping:
    @pytest.mark.parametrize(
        ("before", "word", "expected"),
        [
            ("", "fi", ["filter "]),
            ("", "zz", []),
            ("filter ", "gr", ["group:"]),
            ("filter ", "-gr", ["-group:"]),
            ("filter ", "cl", ["clear "]),
            ("filter clear ", "gr", ["group"]),
            ("filter ", "group:n", ["group:NORTH"]),
            ("the market ", "theme:", ["theme:friendship", "theme:talks"]),
            ("the ", "-camp:EA", ["-camp:EAST"]),
            ("the ", "speaker:", ['speaker:"A. Speaker"']),
            ("show ", "2019", [LETTER]),
            ("like ", "2020", [SPEECH, ANSWER]),
            ("run ", "", ["rain"]),
            ("the ", "ma", []),
        ],
    )
    def test_tab_completes(
        self, shell: Shell, run: Run, before: str, word: str, expected: list[str]
    ) -> None:
        assert run("saved", "add", "rain", "rain").exit_code == 0
        assert shell.completions(before, word) == expected

    def test_the_prompt_shows_the_filters(self, shell: Shell) -> None:
        assert shell.prompt == "> "
        shell.do("filter group:NORTH -medium:letter")
        assert shell.prompt == "[group:NORTH -medium:letter] > "

    def test_lines_are_kept_up_to_a_thousand(self, small_project: Project) -> None:
        readline = pytest.importorskip("readline")
        readline.clear_history()
        with editing(small_project.cache, lambda before, word: []):
            for number in range(MOST + 5):
                readline.add_history(f"line {number}")
        lines = (small_project.cache / FILE).read_text("utf-8").splitlines()
        kept = [line.replace("\\040", " ") for line in lines if "line" in line]
        assert (len(kept), kept[-1]) == (MOST, f"line {MOST + 4}")
        readline.clear_history()
        with editing(small_project.cache, lambda before, word: []):
            assert readline.get_current_history_length() == MOST
        readline.clear_history()

    def test_a_cache_that_cannot_be_written_is_left_alone(self, small_project: Project) -> None:
        pytest.importorskip("readline")
        small_project.cache.write_text("in the way")
        with editing(small_project.cache, lambda before, word: []):
            pass
        assert small_project.cache.read_text() == "in the way"
