"""The answers in a row: A → B → A …, as trees that can be printed or drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rhetoric.exchange.score import Answer
from rhetoric.model import Statement


@dataclass(frozen=True)
class Step:
    """A statement in a chain.

    Attributes:
        answer: the link to the statement above it; None for the one that begins the chain.
        also: further statements it answers, less surely, which stand elsewhere.
        next: the statements that answer this one first of all, in order of date.
    """

    statement: Statement
    answer: Answer | None
    also: tuple[Answer, ...]
    next: tuple[Step, ...]

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Step]]:
        """The steps of the chain with their depth, in reading order."""
        yield depth, self
        for step in self.next:
            yield from step.walk(depth + 1)


def chains(answers: Iterable[Answer]) -> tuple[Step, ...]:
    """The chains that answers form: each statement stands below the one it answers most surely.

    Where two statements of overlapping dates seem to answer one another, the surer link counts.
    """
    by_later: dict[str, list[Answer]] = {}
    statements: dict[str, Statement] = {}
    for answer in answers:
        by_later.setdefault(answer.later.id, []).append(answer)
        for statement in (answer.earlier, answer.later):
            statements[statement.id] = statement
    above: dict[str, Answer] = {}
    every = [a for mine in by_later.values() for a in mine]
    for answer in sorted(every, key=lambda a: (-a.score, a.later.id, a.earlier.id)):
        if answer.later.id not in above and not _leads_to(above, answer):
            above[answer.later.id] = answer
    below: dict[str, list[str]] = {}
    for name, answer in above.items():
        below.setdefault(answer.earlier.id, []).append(name)
    order = sorted(statements.values(), key=lambda s: (s.date.middle, s.id))
    place = {s.id: n for n, s in enumerate(order)}

    def step(name: str) -> Step:
        chosen = above.get(name)
        also = tuple(a for a in by_later.get(name, ()) if a is not chosen)
        following = sorted(below.get(name, ()), key=place.__getitem__)
        return Step(statements[name], chosen, also, tuple(step(n) for n in following))

    return tuple(step(s.id) for s in order if s.id not in above)


def _leads_to(above: dict[str, Answer], answer: Answer) -> bool:
    """Whether the statement that would stand above already stands below."""
    at = answer.earlier.id
    while at != answer.later.id:
        if at not in above:
            return False
        at = above[at].earlier.id
    return True
