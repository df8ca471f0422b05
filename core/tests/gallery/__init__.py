"""Pages that show every component at once, for looking at and for the tests. Not a public address."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import path
from django.utils import timezone

from core.forms import DateField, HouseForm

NAVIGATION = [
    ("Today", "/gallery/desk/", None, True),
    ("Matches", "/gallery/form/", 31, False),
    ("People waiting", "/gallery/filled/", 9, False),
]
STAGES = [
    {
        "label": "Aims",
        "url": "#aims",
        "state": "done",
        "note": "For volunteers and for those they see.",
    },
    {
        "label": "Role description and limits",
        "url": "#role",
        "state": "started",
        "is_current": True,
        "note": "The limits are still missing.",
    },
    {"label": "Policies", "url": "#policies", "state": "missing"},
]


class VolunteerForm(HouseForm):
    """One field of every kind."""

    name = forms.CharField(help_text="As they like to be called.", max_length=80)
    email = forms.EmailField(label="E-mail", required=False)
    telephone = forms.CharField(required=False, widget=forms.TextInput(attrs={"type": "tel"}))
    joined = DateField(label="Joined on")
    role = forms.ChoiceField(
        choices=[("one", "One to one"), ("group", "Group"), ("phone", "By telephone")],
        widget=forms.RadioSelect,
    )
    rhythm = forms.ChoiceField(
        label="How often",
        choices=[
            ("weekly", "Every week, on the same day if both can"),
            ("fortnightly", "Every second week, as most pairs here do"),
            ("other", "In another rhythm that the pair agrees on"),
        ],
        widget=forms.RadioSelect,
        help_text="The pair can change this later.",
    )
    interests = forms.MultipleChoiceField(
        choices=[("diy", "DIY"), ("football", "Football"), ("guitar", "Guitar")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    site = forms.ChoiceField(choices=[("", "Choose a site"), ("a", "Day centre"), ("b", "Library")])
    notes = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), max_length=400, required=False
    )
    document = forms.FileField(required=False, help_text="A PDF or a photo, up to 5 MB.")
    agreed = forms.BooleanField(
        label="They agreed to be contacted", help_text="Ask before you tick this."
    )

    layout: ClassVar[Layout] = Layout(
        Fieldset("Who they are", "name", Row("email", "telephone"), "joined"),
        Fieldset("What they do", "role", "rhythm", "interests", "site"),
        "notes",
        "document",
        "agreed",
    )

    @property
    def helper(self) -> Any:
        """With sections, to see them drawn."""
        helper = super().helper
        helper.layout = self.layout
        return helper


class SheetForm(forms.Form):
    """The branches a record sheet needs."""

    hide_optional = True
    held = forms.ChoiceField(
        label="Did you meet?",
        choices=[("yes", "Yes"), ("no", "No, it did not happen")],
        initial="yes",
        widget=forms.RadioSelect,
    )
    day = forms.ChoiceField(
        label="Date:",
        initial="today",
        widget=forms.RadioSelect,
        choices=[
            ("today", "Today, Thu 19 Nov"),
            ("yesterday", "Yesterday"),
            ("other", "Another day"),
        ],
    )
    other_day = DateField(label="Which day?", required=False)
    place = forms.ChoiceField(
        label="Meeting at: (location)",
        initial="cafe",
        widget=forms.RadioSelect,
        choices=[("cafe", "Library café"), ("home", "Her home"), ("other", "Somewhere else")],
    )
    other_place = forms.CharField(label="Where?", required=False)
    why = forms.CharField(
        label="Why we met today:", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    did = forms.CharField(
        label="What we did:",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="A sentence is enough. Names of other people are better left out.",
    )
    feeling = forms.ChoiceField(
        label="How was it for you?",
        required=False,
        widget=forms.RadioSelect,
        choices=[("hard", "Hard"), ("all right", "All right"), ("good", "Good")],
    )
    reason = forms.CharField(label="What got in the way?", required=False)


class CodeForm(forms.Form):
    """A code from an e-mail."""

    code = forms.CharField(
        widget=forms.TextInput(attrs={"class": "code", "autocomplete": "one-time-code"})
    )


def desk(request: HttpRequest) -> dict[str, Any]:
    today = timezone.localdate()
    pairs = [
        (f"Priya Nair and Joan Hart {number}", today - timedelta(days=9 * number), number)
        for number in range(1, 120)
    ]
    page = Paginator(pairs, 6).get_page(request.GET.get("page"))
    return {
        "yesterday": today - timedelta(days=1),
        "weeks_ago": today - timedelta(days=17),
        "long_ago": today - timedelta(days=400),
        "stages": STAGES,
        "matches": page.object_list,
        "page": page,
        "rows": [("Kind", "Befriending"), ("Rhythm", "")],
        "choices": [("", "All", 119), ("running", "Running", 100), ("paused", "Paused", 19)],
    }


FILLED = {
    "name": "",
    "email": "priya@",
    "joined": "yesterday-ish",
    "role": "one",
    "interests": ["diy", "guitar"],
    "notes": "Speaks Somali.",
}
PAGES: dict[str, tuple[str, Callable[[HttpRequest], dict[str, Any]]]] = {
    "desk": ("desk.html", desk),
    "form": ("form.html", lambda request: {"form": VolunteerForm(initial={"role": "one"})}),
    "filled": ("form.html", lambda request: {"form": VolunteerForm(FILLED)}),
    "sheet": (
        "sheet.html",
        lambda request: {"form": SheetForm(), "back_url": "#", "back_label": "My matches"},
    ),
    "phone": ("phone.html", lambda request: {"names": ["Joan Hart", "Ewan Price"]}),
    "public": ("public.html", lambda request: {"form": CodeForm({"code": ""})}),
    "progress": ("progress.html", lambda request: {}),
}
ERROR_PAGES = ("400", "403", "403_csrf", "404", "413", "429", "500")


def show(request: HttpRequest, name: str) -> HttpResponse:
    """One page of the gallery, or one of the error pages."""
    if name in ERROR_PAGES:
        return render(request, f"{name}.html")
    file_name, context = PAGES[name]
    page = engines["django"].from_string((Path(__file__).parent / file_name).read_text())
    scheme = {"name": "Side by Side"}
    return HttpResponse(
        page.render({"navigation": NAVIGATION, "scheme": scheme, **context(request)}, request)
    )


urlpatterns = [path("gallery/<slug:name>/", show)]
