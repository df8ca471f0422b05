"""Correcting and signing a sheet on the phone."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.models import User
from matching.models import Match
from meetings.models import Meeting, RecordSheet
from meetings.tests.conftest import signed_in
from meetings.tests.factories import a_meeting
from meetings.tests.pages import a_sheet, sheet_page, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("thursday")]
S = Meeting.State


def test_a_correction_shows_what_changed(match: Match, priya: User) -> None:
    client = signed_in(priya)
    client.post(sheet_page(match), a_sheet(supporter_signs="on"))
    meeting = Meeting.objects.get(state=S.HELD)
    address = reverse("correct_my_sheet", args=[meeting.pk])
    shown = client.get(address).context["form"]
    sent = {name: shown[name].value() or "" for name in shown.fields if name != "on_other"}

    answer = client.post(address, {**sent, "did": "Made tea.", "minutes": "90"}, follow=True)

    page = text_of(answer)
    assert "<del>Read a letter together.</del><br><ins>Made tea.</ins>" in page
    assert "<del>1 hour</del><br><ins>1½ hours</ins>" in page
    assert "I sign this as Priya Khan" in page


def test_a_correction_onto_a_day_with_another_sheet_is_asked_about_and_then_taken(
    match: Match, priya: User
) -> None:
    client = signed_in(priya)
    a_meeting(match, "2026-11-18")
    client.post(sheet_page(match), a_sheet())
    meeting = Meeting.objects.get(on=date(2026, 11, 19))
    address = reverse("correct_my_sheet", args=[meeting.pk])

    asked = client.post(address, a_sheet(on="2026-11-18", known_version="1"))
    sent = a_sheet(on="2026-11-18", known_version="1", another_that_day="on")

    assert list(asked.context["form"].errors) == ["another_that_day"]
    assert client.post(address, sent).status_code == 302


def test_two_corrections_at_once_keep_both(match: Match, priya: User, coordinator: User) -> None:
    client = signed_in(priya)
    client.post(sheet_page(match), a_sheet())
    meeting = Meeting.objects.get(state=S.HELD)
    address = reverse("correct_my_sheet", args=[meeting.pk])
    seen = a_sheet(known_version="1", did="Priya's words.")
    desk = reverse("correct_sheet", args=[match.scheme.slug, meeting.pk])
    signed_in(coordinator).post(desk, a_sheet(known_version="1", did="Sam's words."))

    refused = client.post(address, seen)
    form = refused.context["form"]
    saved = client.post(address, {**seen, "known_version": form["known_version"].value()})

    assert (refused.status_code, form["did"].value(), saved.status_code) == (
        422,
        "Priya's words.",
        302,
    )
    assert list(RecordSheet.objects.order_by("version").values_list("did", flat=True)) == [
        "Read a letter together.",
        "Sam's words.",
        "Priya's words.",
    ]


def test_the_supportee_signs_what_they_read(match: Match, priya: User, joan: User) -> None:
    signed_in(priya).post(sheet_page(match), a_sheet())
    meeting = Meeting.objects.get(state=S.HELD)

    page = signed_in(joan).post(
        reverse("sign_my_sheet", args=[meeting.pk]), {"submission_id": str(uuid4())}, follow=True
    )

    assert RecordSheet.objects.get().supportee_signed_name == "Joan Abbott"
    assert "Signed. Thank you." in text_of(page)
