"""The components every page is built from; docs/look.md shows each with an example.

Each tag raises on an argument it does not know, so that a misspelt one is seen
at once instead of leaving a hole in a page.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.days import exact_words, relative_words
from core.devices import device_words

register = template.Library()
register.filter("device_words", device_words)

STATES = {"good", "look", "urgent", "plain"}
NOTICES = {"saved": "good", "good": "good", "look": "look", "urgent": "urgent", "info": ""}
BUTTONS = {"primary": "", "warm": "warm", "quiet": "quiet", "danger": "danger", "plain": "plain"}
STAGES = {"done": "good", "started": "look", "missing": "plain"}
TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "lady"}
FORMS_OF_WHEN = {"both", "relative", "exact"}


def one_of(allowed: Iterable[str], value: str, what: str) -> str:
    """Return `value`, or raise naming what is allowed."""
    if value not in allowed:
        raise template.TemplateSyntaxError(
            f"{what} {value!r} is unknown; choose from {', '.join(sorted(allowed))}."
        )
    return value


def _trimmed(content: str) -> SafeString:
    # What the block rendered was escaped already; str.strip() forgets that it is safe.
    return mark_safe(content.strip())


# States, people, days


@register.inclusion_tag("components/status_tag.html")
def status_tag(state: str, words: Any) -> dict[str, Any]:
    """A state as a word with a shape: good (round), look (half), urgent (triangle), plain."""
    one_of(STATES, state, "The state")
    return {"state": state, "words": words, "icon": f"components/icons/{state}.html"}


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name."""
    words = [word for word in str(name).split() if word[0].isalpha()]
    if len(words) > 1 and words[0].rstrip(".").lower() in TITLES:
        words = words[1:]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


@register.simple_tag
def person_badge(name: str, size: str = "normal") -> SafeString:
    """A round badge with initials. It repeats the name beside it, so readers skip it."""
    one_of({"normal", "large"}, size, "The size")
    return format_html(
        '<span class="badge{}" aria-hidden="true">{}</span>',
        " large" if size == "large" else "",
        initials(name),
    )


@register.inclusion_tag("components/person.html")
def person(name: str, url: str = "", note: Any = "", text: Any = "") -> dict[str, Any]:
    """A person in a list: badge, name (a link when there is an address), one line of note.

    `text` stands for the name where a sentence says more ("Tom has waited 61 days").
    """
    return {"name": name, "url": url, "note": note, "text": text or name}


@register.simple_tag
def when(moment: date | datetime | None, form: str = "both") -> SafeString | str:
    """A day in words with the exact date behind it: "3 weeks ago · Tue 4 Mar".

    `form` may be both, relative or exact. Of a moment the clock time is said too. None
    gives nothing.
    """
    one_of(FORMS_OF_WHEN, form, "The form")
    if moment is None:
        return ""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    today = timezone.localdate()
    exact = exact_words(moment, today)
    relative = relative_words(moment, today) if form != "exact" else ""
    shown = {"both": f"{relative} · {exact}", "relative": relative, "exact": exact}[form]
    title = exact if form == "relative" else ""
    return format_html(
        '<time datetime="{}"{}>{}</time>',
        moment.isoformat(),
        format_html(' title="{}"', title) if title else "",
        shown,
    )


# Blocks of a page


@register.simple_block_tag
def card(
    content: str,
    heading: Any = "",
    level: int = 2,
    link_url: str = "",
    link_label: Any = "",
    id: str = "",
) -> SafeString:
    """A card with a heading and, at its right, one link."""
    return render_to_string(
        "components/card.html",
        {
            "content": content,
            "heading": heading,
            "level": one_of({"2", "3"}, str(level), "The level"),
            "link_url": link_url,
            "link_label": link_label,
            "id": id,
        },
    )


@register.inclusion_tag("components/next_step.html", takes_context=True)
def next_step(
    context: Context,
    sentence: Any,
    label: Any = "",
    url: str = "",
    explanation: Any = "",
    method: str = "get",
) -> dict[str, Any]:
    """The one thing to do next on this page: sentence, why, and the only warm button.

    With method="post" the button is a form of its own.
    """
    one_of({"get", "post"}, method, "The method")
    return {
        "sentence": sentence,
        "label": label,
        "url": url,
        "explanation": explanation,
        "method": method,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """What is known of one thing, label by label; put `fact` blocks inside."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_block_tag
def fact(content: str, label: Any, change_url: str = "") -> SafeString:
    """One label and its value; an empty value says so. `change_url` adds a link to change it."""
    return render_to_string(
        "components/fact.html",
        {"label": label, "content": _trimmed(content), "change_url": change_url},
    )


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Sequence[tuple[Any, Any]]) -> dict[str, Any]:
    """The same as `facts` from a list of (label, value)."""
    return {"rows": rows}


@register.simple_block_tag
def timeline(content: str) -> SafeString:
    """A story, newest first or last as the page needs it; put `entry` blocks inside."""
    return format_html('<ol class="timeline">{}</ol>', content)


@register.simple_block_tag
def entry(
    content: str,
    title: Any,
    moment: date | datetime | None = None,
    state: str = "plain",
    url: str = "",
    by: Any = "",
) -> SafeString:
    """One thing that happened: title, when, by whom, and what there is to say about it."""
    one_of(STATES | {"done"}, state, "The state")
    return render_to_string(
        "components/entry.html",
        {
            "content": _trimmed(content),
            "title": title,
            "moment": moment,
            "state": state,
            "url": url,
            "by": by,
        },
    )


@register.simple_block_tag
def empty_state(content: str, title: Any, label: Any = "", url: str = "") -> SafeString:
    """For a list with nothing in it: what belongs here and how it gets here."""
    return render_to_string(
        "components/empty_state.html",
        {"content": _trimmed(content), "title": title, "label": label, "url": url},
    )


@register.simple_block_tag(takes_context=True)
def notice(
    context: Context,
    content: str,
    kind: str = "info",
    title: Any = "",
    undo_url: str = "",
    undo_label: Any = "",
) -> SafeString:
    """What happened and what comes next. `undo_url` is posted to; kind: saved, look, urgent, info."""
    one_of(NOTICES, kind, "The kind")
    return render_to_string(
        "components/notice.html",
        {
            "content": _trimmed(content),
            "look": NOTICES[kind],
            "title": title,
            "undo_url": undo_url,
            "undo_label": undo_label or _("Undo"),
            "role": "alert" if kind == "urgent" else "status",
            "csrf_token": context.get("csrf_token"),
        },
    )


@register.inclusion_tag("components/stepper.html")
def stepper(stages: Iterable[Any]) -> dict[str, Any]:
    """Stages in order, each with `label`, `url`, `state` (done, started, missing), `note`
    and `is_current`; objects or dictionaries.
    """
    shown = []
    words = {"done": _("Done"), "started": _("Begun"), "missing": _("Still missing")}
    for stage in stages:
        read = (
            stage.get if isinstance(stage, dict) else lambda name, of=stage: getattr(of, name, "")
        )
        state = one_of(STAGES, str(read("state")), "The state of a stage")
        shown.append(
            {
                "label": read("label"),
                "url": read("url"),
                "note": read("note"),
                "state": state,
                "is_current": bool(read("is_current")),
                "look": STAGES[state],
                "words": words[state],
            }
        )
    return {"stages": shown}


@register.simple_block_tag
def definition(content: str, label: Any = "") -> SafeString:
    """What a figure means, folded away until asked for."""
    return format_html(
        '<details class="definition"><summary>{}</summary><div>{}</div></details>',
        label or _("What this counts"),
        content,
    )


@register.inclusion_tag("components/progress_bar.html")
def progress_bar(
    done: int | None,
    total: int | None,
    words: Any,
    poll_url: str = "",
    label: Any = "",
) -> dict[str, Any]:
    """How far a job is, in words and as a bar. With `poll_url` it asks every second (htmx)
    and is replaced by the answer; leave it out when the job has ended.
    """
    return {
        "done": done,
        "total": total,
        "words": words,
        "poll_url": poll_url,
        "label": label or _("How far it is"),
    }


# Buttons and menus


@register.simple_tag
def link_button(label: Any, url: str, kind: str = "primary", compact: bool = False) -> SafeString:
    """A link that looks like a button; for going somewhere, never for changing something."""
    return format_html('<a class="{}" href="{}">{}</a>', _button_class(kind, compact), url, label)


@register.inclusion_tag("components/post_button.html", takes_context=True)
def post_button(
    context: Context,
    label: Any,
    url: str,
    kind: str = "primary",
    compact: bool = False,
    name: str = "",
    value: Any = "",
    submission_id: Any = "",
    about: Any = "",
) -> dict[str, Any]:
    """A form with one button. `about` is read out after the label ("End" … "Priya and Joan")."""
    return {
        "label": label,
        "url": url,
        "classes": _button_class(kind, compact),
        "name": name,
        "value": value,
        "submission_id": submission_id,
        "about": about,
        "csrf_token": context.get("csrf_token"),
    }


def _button_class(kind: str, compact: bool) -> str:
    parts = ["button", BUTTONS[one_of(BUTTONS, kind, "The kind of button")]]
    return " ".join([part for part in parts if part] + (["compact"] if compact else []))


@register.simple_block_tag
def menu(content: str, label: Any, kind: str = "quiet") -> SafeString:
    """A button that opens a short list of links and forms; put <li> inside."""
    return format_html(
        '<details class="menu"><summary class="{}">{}</summary><ul>{}</ul></details>',
        _button_class(kind, compact=True),
        label,
        content,
    )
