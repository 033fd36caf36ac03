"""Pages hold no style and no script of their own: the Content-Security-Policy would not run them, nor should it."""

from __future__ import annotations

import re

import pytest

from tests.conventions.house import ROOT, sources, templates, told

INLINE = {
    "an inline style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without src": re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE),
    "a handler in an attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"(href|src|action)\s*=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "something from another host": re.compile(
        r"<(script|link|img|iframe)\b[^>]*(src|href)\s*=\s*[\"']?(https?:)?//", re.I
    ),
}

LESSON = (
    "Styles go into static/web/alongside.css by class, behaviour into a file under static/, data into data- attributes."
)

IN_STRINGS = ("an inline style", "a style element", "a handler in an attribute")


def inline(text: str) -> list[str]:
    without_comments = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", "", text, flags=re.DOTALL)
    return [what for what, pattern in INLINE.items() if pattern.search(without_comments)]


def test_templates_hold_nothing_inline():
    faults = [
        f"{path.relative_to(ROOT)}: {what}" for path in templates() for what in inline(path.read_text(encoding="utf-8"))
    ]
    assert faults == [], told(faults, LESSON)


def test_pages_made_in_python_hold_nothing_inline():
    faults = [f"{source.where}: {what}" for source in sources("alongside") for what in inline_in_strings(source.text)]
    assert faults == [], told(faults, LESSON)


def inline_in_strings(text: str) -> list[str]:
    return [what for what in inline(text) if what in IN_STRINGS]


@pytest.mark.parametrize(
    "bad",
    [
        '<p style="color: red">',
        "<style>p{}</style>",
        "<script>go()</script>",
        '<a href="#" onclick="go()">',
        '<a href="javascript:go()">',
        '<img src="//elsewhere.example/x.png">',
        '<rect\n  width="1"\n  style="fill: red"/>',
    ],
)
def test_the_check_sees_what_is_inline(bad: str):
    assert inline(bad)


@pytest.mark.parametrize(
    "good",
    [
        '<p class="red" data-style="x">',
        '<script src="{% static "web/alongside.js" %}" type="module"></script>',
        '<a href="https://example.org/">',
        "{# <p style='x'> #}",
        '<input name="on" value="only = one">',
    ],
)
def test_the_check_lets_pass_what_is_not(good: str):
    assert not inline(good)
