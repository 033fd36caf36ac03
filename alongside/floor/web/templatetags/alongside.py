"""What every template of ours can use without loading it."""

from __future__ import annotations

from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from alongside.floor.kernel.missing import Missing
from alongside.floor.web import things, words
from alongside.floor.web.forms import errors_of, messages_of
from alongside.floor.web.marks import MARKS, mark_of

register = template.Library()

for write in (words.day, words.day_short, words.month, words.moment, words.count, words.plural):
    register.filter(write.__name__, write)


@register.filter
def nothing(value: Any, why: str = "not known") -> Any:
    """The value, or in its place why there is none: `{{ school.trust|nothing:"no trust" }}`. 0 is a value."""
    if isinstance(value, Missing):
        return format_html('<span class="missing">{}</span>', value.value)
    if value is None or value == "":
        return format_html('<span class="missing">{}</span>', why)
    return value


@register.simple_tag
def mark(key: str, said: str = "", short: bool = False) -> SafeString:
    """A mark of standing, shape and words. `short` keeps the words for hovering and for those who listen."""
    found = mark_of(key)
    return format_html(
        '<span class="mark mark--{}"{}><svg class="mark__shape" viewBox="0 0 16 16" aria-hidden="true" '
        'focusable="false">{}</svg><span class="{}">{}</span></span>',
        found.key,
        format_html(' title="{}"', said or found.words) if short else "",
        mark_safe(found.shape),
        "govuk-visually-hidden" if short else "mark__words",
        said or found.words,
    )


@register.simple_tag
def mark_shapes() -> SafeString:
    """The shapes once, for a picture that uses them often: `<use href="#mark-improve" class="mark-improve">`."""
    symbols = format_html_join(
        "",
        '<symbol id="mark-{}" viewBox="0 0 16 16">{}</symbol>',
        ((found.key, mark_safe(found.shape)) for found in MARKS.values()),
    )
    return format_html('<svg class="mark-shapes" aria-hidden="true" focusable="false">{}</svg>', symbols)


@register.simple_tag
def bar(value: float, of: float = 100, said: str = "") -> SafeString:
    """A bar and its figure. Drawn, not styled: the policy allows no style in a page."""
    width = max(0.0, min(100.0, 100 * value / of)) if of else 0.0
    return format_html(
        '<span class="bar"><svg class="bar__track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" '
        'focusable="false"><rect class="bar__fill" width="{}" height="10"/></svg>'
        '<span class="bar__figure">{}</span></span>',
        f"{width:.1f}",
        said or words.count(value),
    )


@register.filter
def history_of(thing: Any) -> str:
    """The address of the history of a thing, by the name that the journal gives it: `{{ "task 12"|history_of }}`."""
    return things.history_of(str(thing))


@register.filter
def errors_in(form: BaseForm) -> list[tuple[str, str]]:
    """What is wrong with a form: the id to go to and the message, in the order of the fields."""
    return errors_of(form)


@register.filter
def messages_in(field: BoundField) -> list[str]:
    """What is wrong with a field."""
    return messages_of(field)


@register.filter
def page_numbers(page: Page) -> list[int | None]:
    """The numbers to show under a list of many pages; None where some are left out."""
    found = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in found]
