"""A few words of SVG: elements as escaped text, numbers as short as they can be."""

from __future__ import annotations

from markupsafe import Markup, escape


def number(value: float) -> str:
    """At most one decimal, none where it is nought: the same bytes on every machine.

    >>> number(3.04), number(2.55)
    ('3', '2.5')
    """
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def tag(name: str, *inside: Markup, **attributes: str | float) -> Markup:
    """An element. `class_` and `_` in attribute names become `class` and `-`."""
    pairs = []
    for key, value in attributes.items():
        text = number(value) if isinstance(value, int | float) else value
        pairs.append(f' {key.rstrip("_").replace("_", "-")}="{escape(text)}"')
    body = "".join(inside)
    opening = f"<{name}{''.join(pairs)}"
    return Markup(f"{opening}>{body}</{name}>" if body else f"{opening}/>")  # noqa: S704


def words(text: str) -> Markup:
    """Escaped text."""
    return Markup(escape(text))  # noqa: S704


def label(x: float, y: float, text: str, class_: str, anchor: str = "start") -> Markup:
    """A line of text."""
    return tag("text", words(text), x=x, y=y, class_=class_, text_anchor=anchor)


def glyph(function: str, x: float, y: float, radius: float = 4.5) -> Markup:
    """The mark of a function.

    A disc asserts, a slashed ring rejects, a dot mentions, a ring with a dot reports.
    """
    if function == "asserts":
        return tag("circle", cx=x, cy=y, r=radius, class_="disc")
    if function == "rejects":
        d = radius * 0.72
        slash = tag("path", d=f"M{number(x - d)} {number(y + d)}L{number(x + d)} {number(y - d)}")
        return tag("g", tag("circle", cx=x, cy=y, r=radius), slash, class_="ring")
    if function == "reports":
        ring = tag("circle", cx=x, cy=y, r=radius)
        dot = tag("circle", cx=x, cy=y, r=radius * 0.4, class_="dot")
        return tag("g", ring, dot, class_="ring")
    return tag("circle", cx=x, cy=y, r=radius * 0.55, class_="dot")


def picture(
    width: float, height: float, title: str, description: str, *inside: Markup, class_: str
) -> Markup:
    """A whole drawing with its text alternative."""
    return tag(
        "svg",
        tag("title", words(title)),
        tag("desc", words(description)),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="img",
        class_=class_,
    )


def text_width(text: str, size: float = 11.0) -> float:
    """A generous estimate of a text's width in a sans-serif face."""
    wide = sum(1.35 if c in "mwMW—…" else 0.62 if c in "iljftr.,:;'’ ()|" else 1.0 for c in text)
    return wide * size * 0.56
