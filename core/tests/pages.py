"""A small site of its own: one page of each kind, which write down notes."""

from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone

from core.errors import NotAllowed, RuleBroken
from core.forms import HouseForm
from core.lists import Choice, Filter, ListPage
from core.models import JobMark
from core.permissions import YES, Refused, Verdict
from core.views import FormPage, Page, anyone, signed_in


def only_for_sam(request: HttpRequest, **kwargs: Any) -> Verdict:
    return YES if request.user.name == "Sam Rivers" else Refused("Only Sam keeps these notes.")  # type: ignore[union-attr]


class OpenPage(Page):
    guard = anyone

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("open")


class NotesPage(Page):
    guard = only_for_sam

    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("notes")


class RefusedLaterPage(Page):
    guard = signed_in

    def get(self, request: HttpRequest) -> HttpResponse:
        raise NotAllowed("This note is locked.")


class NoteForm(HouseForm):
    title = forms.CharField(max_length=80)
    text = forms.CharField(required=False)
    paper = forms.FileField(required=False)


class AddNote(FormPage):
    """Writes a note down; some titles are refused by the service behind it."""

    guard = signed_in
    form_class = NoteForm
    done_message = "Kept."

    def perform(self, form: NoteForm) -> str:
        title = form.cleaned_data["title"]
        JobMark.objects.create(name=f"{title} {uuid4()}", last_success_at=timezone.now())
        if title == "taken":
            raise RuleBroken("There is a note with this title.", field="title")
        if title == "closed":
            raise RuleBroken("The book of notes is closed.", field="no such field")
        if title == "locked":
            raise NotAllowed("This book is locked.")
        return f"/notes/{title}/"


class AddNoteFromOutside(AddNote):
    guard = anyone


class NoteList(ListPage):
    """Notes by name; those about tea can be picked out."""

    guard = anyone
    template_name = "notes.html"
    default_sort = "name"
    sorts = {"name": ("name",), "when": (F("last_success_at").asc(), "name")}
    per_page = 3

    def records(self) -> QuerySet[JobMark]:
        return JobMark.objects.all()

    def found(self, records: QuerySet[Any], words: str) -> QuerySet[Any]:
        return records.filter(name__icontains=words)

    def filters(self) -> list[Filter]:
        tea = Choice("tea", "about tea", Q(name__contains="tea"))
        coffee = Choice("coffee", "about coffee", Q(name__contains="coffee"))
        return [Filter("about", "About", [tea, coffee], "All")]


urlpatterns = [
    path("sign-in/", OpenPage.as_view(), name="account_request_login_code"),
    path("open/", OpenPage.as_view(), name="open"),
    path("notes/", NotesPage.as_view(), name="notes"),
    path("refused-later/", RefusedLaterPage.as_view(), name="refused_later"),
    path("add/", AddNote.as_view(), name="add"),
    path("add-from-outside/", AddNoteFromOutside.as_view(), name="add_from_outside"),
    path("list/", NoteList.as_view(), name="list"),
]
