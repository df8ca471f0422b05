"""The components of lists: pages, filters, search, order and tables; docs/look.md shows each."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


def address_with(context: Context, **changes: Any) -> str:
    """The query string of this page with `changes`; None takes a parameter away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page, parameter: str = "page") -> dict[str, Any]:
    """Real pages as links that keep filters, search and order. One page shows only the count."""
    numbers = [
        {
            "number": number if isinstance(number, int) else None,
            "url": address_with(context, **{parameter: number}) if isinstance(number, int) else "",
            "is_current": number == page.number,
        }
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "page": page,
        "numbers": numbers if page.paginator.num_pages > 1 else [],
        "previous_url": address_with(context, **{parameter: page.number - 1})
        if page.has_previous()
        else "",
        "next_url": address_with(context, **{parameter: page.number + 1})
        if page.has_next()
        else "",
    }


@register.inclusion_tag("components/filter_links.html", takes_context=True)
def filter_links(
    context: Context,
    label: Any,
    choices: Iterable[tuple[str, Any, int | None]],
    parameter: str,
) -> dict[str, Any]:
    """Plain links that can be bookmarked, from (value, label, count); value "" means all."""
    now = context["request"].GET.get(parameter, "")
    links = [
        {
            "url": address_with(context, **{parameter: value, "page": None}),
            "label": name,
            "count": count,
            "is_current": str(value) == now,
        }
        for value, name, count in choices
    ]
    return {"label": label, "links": links}


@register.inclusion_tag("components/filter_select.html", takes_context=True)
def filter_select(
    context: Context,
    label: Any,
    choices: Iterable[tuple[str, Any, int | None]],
    parameter: str,
) -> dict[str, Any]:
    """The same for many choices: a list to choose from, with a button, that keeps the rest."""
    return {
        "label": label,
        "parameter": parameter,
        "choices": [(str(value), name) for value, name, _count in choices],
        "value": context["request"].GET.get(parameter, ""),
        "kept": _kept(context, parameter),
        "path": context["request"].path,
    }


def _kept(context: Context, parameter: str) -> list[tuple[str, str]]:
    """What else stands in the address of this page, to be sent along by a form."""
    return [
        (name, value)
        for name, values in context["request"].GET.lists()
        for value in values
        if name not in (parameter, "page")
    ]


@register.inclusion_tag("components/search_box.html", takes_context=True)
def search_box(
    context: Context,
    label: Any,
    parameter: str = "q",
    results: str = "",
    hint: Any = "",
) -> dict[str, Any]:
    """A search form that keeps the other filters. `results` names the element (its id) that
    is replaced while typing; without script the button does the same.
    """
    return {
        "label": label,
        "parameter": parameter,
        "value": context["request"].GET.get(parameter, ""),
        "kept": _kept(context, parameter),
        "results": results,
        "path": context["request"].path,
        "hint": hint,
    }


@register.inclusion_tag("components/sort_heading.html", takes_context=True)
def sort_heading(
    context: Context,
    label: Any,
    field: str,
    parameter: str = "sort",
    default: str = "",
    number: bool = False,
) -> dict[str, Any]:
    """A table heading that is a link: first press sorts up, the second down."""
    now = context["request"].GET.get(parameter, "") or default
    direction = {field: "ascending", f"-{field}": "descending"}.get(now, "")
    following = f"-{field}" if direction == "ascending" else field
    return {
        "label": label,
        "direction": direction,
        "number": number,
        "icon": "components/icons/up.html"
        if direction == "ascending"
        else "components/icons/down.html",
        "url": address_with(context, **{parameter: following, "page": None}),
    }


@register.simple_block_tag
def table(content: str, caption: Any, show_caption: bool = False, keep: bool = False) -> SafeString:
    """A table that becomes cards on a phone; give each <td> a data-label.

    `keep` leaves it a table that scrolls sideways, for figures that must be compared.
    """
    return format_html(
        '<div class="table-wrap"{}><table class="table{}"><caption{}>{}</caption>{}</table></div>',
        mark_safe(' tabindex="0" role="region"') if keep else "",
        " keep" if keep else "",
        "" if show_caption else mark_safe(' class="visually-hidden"'),
        caption,
        content,
    )
