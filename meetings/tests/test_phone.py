"""The phone pages: who sees what, and a sheet that counts once."""

from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.tests.factories import a_user
from matching.models import Match
from matching.tests.factories import a_match
from meetings.models import Meeting, RecordSheet
from meetings.tests.conftest import signed_in
from meetings.tests.factories import a_meeting
from schemes.models import Role, Scheme
from schemes.tests.factories import a_role
from supportees.models import Supportee
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("thursday")]
S = Meeting.State
LABELS = [
    "Date:",
    "Name of Supporter:",
    "Name of Supportee:",
    "Meeting at: (location)",
    "Why we met today:",
    "What we did:",
    "What we achieved:",
    "What we need to do next time:",
    "Date and time of next meeting:",
    "Signed (Supporter)",
    "Signed (Supportee)",
]


def a_sheet(**changed: Any) -> dict[str, Any]:
    """What a browser sends for a short sheet about today."""
    return {
        "submission_id": str(uuid4()),
        "held": "yes",
        "on": "2026-11-19",
        "place": "other",
        "place_other": "Library café",
        "way": "in_person",
        "minutes": "60",
        "did": "Read a letter together.",
        "next_on": "2026-11-26",
        "next_at": "14:00",
        **changed,
    }


def sheet_page(match: Match) -> str:
    return reverse("my_sheet", args=[match.pk])


def text_of(response: Any) -> str:
    return response.content.decode()


# The sheet


def test_the_labels_are_those_of_the_paper_in_their_order(match: Match, priya: User) -> None:
    page = text_of(signed_in(priya).get(sheet_page(match)))
    form = page[page.index("<form") :]

    places = [form.index(label) for label in LABELS]

    assert places == sorted(places)


def test_the_title_is_the_schemes_name_and_meeting_record_sheet(match: Match, priya: User) -> None:
    page = text_of(signed_in(priya).get(sheet_page(match)))

    assert '<p class="eyebrow">Side by side</p><h1>Meeting Record Sheet</h1>' in page


def test_a_sheet_is_saved_and_says_what_comes_next(match: Match, priya: User) -> None:
    client = signed_in(priya)

    answer = client.post(sheet_page(match), a_sheet(supporter_signs="on"), follow=True)

    sheet = RecordSheet.objects.get()
    assert (sheet.did, sheet.meeting.place, sheet.meeting.on, sheet.supporter_signed_name) == (
        "Read a letter together.",
        "Library café",
        date(2026, 11, 19),
        "Priya Khan",
    )
    assert "Next: Thu 26 Nov, 2 pm, Library café" in text_of(answer)


def test_sensible_answers_are_chosen_already(match: Match, priya: User) -> None:
    a_meeting(match, "2026-11-05", place="Library café", minutes=90, way="in_person")

    form = signed_in(priya).get(sheet_page(match)).context["form"]

    chosen = {name: form[name].value() for name in ("held", "on", "place", "minutes", "next_on")}
    assert chosen == {
        "held": "yes",
        "on": "2026-11-19",
        "place": "at:Library café",
        "minutes": "90",
        "next_on": "none",
    }


def test_a_plan_of_this_week_is_what_the_sheet_is_about(match: Match, priya: User) -> None:
    a_meeting(match, "2026-11-17", state=S.PLANNED, place="Her home", at=time(14))

    response = signed_in(priya).get(sheet_page(match))

    form = response.context["form"]
    assert (form["on"].value(), form["place"].value()) == ("2026-11-17", "at:Her home")
    assert "You had planned Tue 17 Nov, 2 pm, Her home." in text_of(response)


@pytest.mark.parametrize(
    ("address", "state"), [("", S.PLANNED), ("?plan={}", S.SUPERSEDED)], ids=["guessed", "named"]
)
def test_only_a_plan_that_was_named_is_moved_by_a_sheet_about_another_day(
    match: Match, priya: User, address: str, state: str
) -> None:
    plan = a_meeting(match, "2026-11-17", state=S.PLANNED)
    client, page = signed_in(priya), sheet_page(match) + address.format(plan.pk)
    shown = client.get(page).context["form"]

    client.post(page, a_sheet(plan=shown["plan"].value() or ""))

    plan.refresh_from_db()
    assert plan.state == state


def test_a_meeting_planned_for_later_can_be_written_about_today(match: Match, priya: User) -> None:
    plan = a_meeting(match, "2026-11-25", state=S.PLANNED)

    form = signed_in(priya).get(f"{sheet_page(match)}?plan={plan.pk}").context["form"]

    assert form["on"].value() == "2026-11-19"


def test_a_meeting_that_did_not_happen_needs_a_reason_and_no_place(
    match: Match, priya: User
) -> None:
    client = signed_in(priya)
    missed = a_sheet(held="no", place_other="", minutes="", did="")

    assert client.post(sheet_page(match), missed).status_code == 422
    assert client.post(sheet_page(match), {**missed, "missed_by": "supportee"}).status_code == 302
    assert Meeting.objects.get(state=S.MISSED).missed_by == "supportee"


def test_the_same_form_five_times_is_one_meeting_and_five_polite_answers(
    match: Match, priya: User
) -> None:
    client, sent = signed_in(priya), a_sheet()

    answers = [client.post(sheet_page(match), sent) for _ in range(5)]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, answers[0]["Location"])
    }
    assert (Meeting.objects.filter(state=S.HELD).count(), RecordSheet.objects.count()) == (1, 1)


def test_the_same_form_with_other_words_becomes_a_correction(match: Match, priya: User) -> None:
    client, sent = signed_in(priya), a_sheet()
    client.post(sheet_page(match), sent)

    again = client.post(sheet_page(match), {**sent, "did": "Read two letters."})
    form = again.context["form"]
    kept = {name: form[name].value() for name in (*sent, "known_version")}
    answer = client.post(again.context["form_action"], kept)

    assert (again.status_code, form["did"].value(), answer.status_code) == (
        422,
        "Read two letters.",
        302,
    )
    assert list(RecordSheet.objects.order_by("version").values_list("did", flat=True)) == [
        "Read a letter together.",
        "Read two letters.",
    ]
    assert Meeting.objects.filter(state=S.HELD).count() == 1


def test_nothing_typed_is_lost_when_something_is_wrong(match: Match, priya: User) -> None:
    sent = a_sheet(on="other", on_other="31 November", did="A long story.")

    response = signed_in(priya).post(sheet_page(match), sent)

    form = response.context["form"]
    assert response.status_code == 422
    assert {name: form[name].value() for name in sent} == sent
    assert form.errors["on_other"] == ["Write the date like 4 March 2026 or 4/3/2026."]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"on": "other"}, "on_other"),
        ({"on": "2026-11-20"}, "on"),
        ({"on": "2026-02-01"}, "on"),
        ({"on": "rubbish"}, "on"),
        ({"place_other": ""}, "place_other"),
        ({"place_other": "x" * 151}, "place_other"),
        ({"minutes": "other"}, "minutes_other"),
        ({"minutes": "other", "minutes_other": "0"}, "minutes_other"),
        ({"minutes": "other", "minutes_other": "1441"}, "minutes_other"),
        ({"minutes": "other", "minutes_other": "an hour"}, "minutes_other"),
        ({"minutes": ""}, "minutes"),
        ({"minutes": "1441"}, "minutes"),
        ({"way": "pigeon"}, "way"),
        ({"held": ""}, "held"),
        ({"held": "no"}, "missed_by"),
        ({"did": "x" * 10_001}, "did"),
        ({"next_on": "2026-11-19"}, "next_on"),
        ({"next_on": "other"}, "next_on_other"),
        ({"next_on": "none", "next_at": "14:00"}, "next_on"),
        ({"next_at": "half two"}, "next_at"),
    ],
)
def test_each_mistake_is_named_at_its_field(
    match: Match, priya: User, changed: dict[str, str], field: str
) -> None:
    response = signed_in(priya).post(sheet_page(match), a_sheet(**changed))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert not Meeting.objects.exists()


def test_what_is_hidden_by_another_answer_is_not_a_mistake(match: Match, priya: User) -> None:
    sent = a_sheet(on_other="rubbish", minutes_other="rubbish", next_on_other="rubbish")

    assert signed_in(priya).post(sheet_page(match), sent).status_code == 302


@pytest.mark.parametrize("letters", ["😀" * 5000, "a\r\n" * 5000])
def test_five_thousand_letters_fit(match: Match, priya: User, letters: str) -> None:
    assert signed_in(priya).post(sheet_page(match), a_sheet(did=letters)).status_code == 302
    assert len(RecordSheet.objects.get().did) in (5000, 9999)


def test_a_sheet_opened_before_midnight_is_about_the_day_it_showed(
    match: Match, priya: User
) -> None:
    with time_machine.travel("2026-12-31 23:58:00+00:00", tick=False):
        page = signed_in(priya).get(sheet_page(match))
        sent = a_sheet(on=page.context["form"]["on"].value(), next_on="none", next_at="")
    with time_machine.travel("2027-01-02 00:03:00+00:00", tick=False):
        assert signed_in(priya).post(sheet_page(match), sent).status_code == 302

    assert Meeting.objects.get().on == date(2026, 12, 31)


def test_a_second_sheet_for_a_day_is_asked_about_and_then_taken(match: Match, priya: User) -> None:
    client = signed_in(priya)
    client.post(sheet_page(match), a_sheet())

    asked = client.post(sheet_page(match), a_sheet())
    meant = client.post(sheet_page(match), a_sheet(another_that_day="on"))

    assert (asked.status_code, list(asked.context["form"].errors), meant.status_code) == (
        422,
        ["another_that_day"],
        302,
    )


# Correcting and signing


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


# Who sees what


def pages_of(match: Match, meeting: Meeting) -> list[str]:
    return [
        reverse("my_match", args=[match.pk]),
        reverse("my_sheet", args=[match.pk]),
        reverse("plan_my_meeting", args=[match.pk]),
        reverse("my_meeting", args=[meeting.pk]),
        reverse("correct_my_sheet", args=[meeting.pk]),
        reverse("move_my_meeting", args=[meeting.pk]),
        reverse("cancel_my_meeting", args=[meeting.pk]),
        reverse("sign_my_sheet", args=[meeting.pk]),
    ]


@pytest.mark.parametrize(
    "who", ["another volunteer", "another supportee", "coordinator", "steering"]
)
def test_somebody_elses_match_is_not_found(
    match: Match, scheme: Scheme, coordinator: User, who: str
) -> None:
    def another(make: Any) -> User:
        user = a_user("Tom Reed")
        make(scheme, "Tom Reed", user=user)
        return user

    user = {
        "another volunteer": lambda: another(a_volunteer),
        "another supportee": lambda: another(a_supportee),
        "coordinator": lambda: coordinator,
        "steering": lambda: a_role(Role.STEERING, of=scheme),
    }[who]()
    client, meeting = signed_in(user), a_meeting(match, "2026-11-12")

    codes = {client.get(page).status_code for page in pages_of(match, meeting)}
    codes |= {client.post(page, a_sheet()).status_code for page in pages_of(match, meeting)}

    assert codes == {404}


def test_an_ended_match_is_gone_for_its_volunteer(match: Match, priya: User) -> None:
    meeting = a_meeting(match, "2026-11-12")
    match.status, match.ended_on = Match.Status.ENDED, date(2026, 11, 18)
    match.save()
    client = signed_in(priya)

    assert {client.get(page).status_code for page in pages_of(match, meeting)} == {404}
    assert "Joan" not in text_of(client.get(reverse("me")))


def test_a_supportee_reads_and_does_not_write(match: Match, joan: User) -> None:
    meeting = a_meeting(match, "2026-11-12")
    client = signed_in(joan)

    found = {page: client.get(page).status_code for page in pages_of(match, meeting)}

    assert list(found.values()) == [200, 403, 403, 200, 403, 403, 403, 302]
    assert "Your befriender writes the sheet." in text_of(client.get(sheet_page(match)))


def test_a_supportee_keeps_sight_of_an_ended_match(match: Match, joan: User) -> None:
    meeting = a_meeting(match, "2026-11-12")
    match.status, match.ended_on = Match.Status.ENDED, date(2026, 11, 18)
    match.save()
    client = signed_in(joan)

    assert client.get(reverse("my_meeting", args=[meeting.pk])).status_code == 200
    assert "Priya" in text_of(client.get(reverse("me")))


def test_how_it_was_for_the_supporter_is_not_shown_to_the_supportee(
    match: Match, priya: User, joan: User, coordinator: User
) -> None:
    signed_in(priya).post(sheet_page(match), a_sheet(feeling="hard"))
    meeting = Meeting.objects.get(state=S.HELD)
    sheet = RecordSheet.objects.get()
    signed_in(priya).post(
        reverse("correct_my_sheet", args=[meeting.pk]),
        a_sheet(known_version=str(sheet.version), feeling="good", did="Tea."),
    )
    page = reverse("my_meeting", args=[meeting.pk])

    assert "How was it for you?" in text_of(signed_in(priya).get(page))
    assert "How was it for you?" not in text_of(signed_in(joan).get(page))


def test_somebody_who_is_both_sees_both(match: Match, priya: User, scheme: Scheme) -> None:
    volunteer = a_volunteer(scheme, "Ann Lee")
    a_match(volunteer, a_supportee_who_is(priya, scheme), started="2026-04-01")

    page = text_of(signed_in(priya).get(reverse("me")))

    assert all(words in page for words in ("People I support", "Joan", "Who supports me", "Ann"))


def a_supportee_who_is(user: User, scheme: Scheme) -> Supportee:
    return Supportee.objects.create(scheme=scheme, person=user.person)


def test_me_says_whom_to_ring(match: Match, priya: User) -> None:
    page = text_of(signed_in(priya).get(reverse("me")))

    assert 'Ring Sam Rivers: <a class="nowrap" href="tel:07700900123">07700 900123</a>' in page


def test_missing_sheets_come_first(match: Match, priya: User) -> None:
    missing = a_meeting(match, "2026-11-16", state=S.PLANNED)
    a_meeting(match, "2026-11-17", state=S.PLANNED)

    response = signed_in(priya).get(reverse("me"))

    assert response.context["missing"] == [missing]
    assert f"{sheet_page(match)}?plan={missing.pk}" in text_of(response)


def test_signed_out_people_are_sent_to_sign_in_and_back(match: Match) -> None:
    answer = Client().post(sheet_page(match), a_sheet())

    assert answer["Location"].endswith(f"?next={sheet_page(match)}")


def test_a_volunteer_plans_moves_and_calls_off(match: Match, priya: User) -> None:
    client = signed_in(priya)
    plan = {"on": "2026-11-27", "at": "14:00", "place": "Library", "way": "in_person"}

    client.post(reverse("plan_my_meeting", args=[match.pk]), {**plan, "submission_id": uuid4()})
    first = Meeting.objects.get(state=S.PLANNED)
    client.post(
        reverse("move_my_meeting", args=[first.pk]),
        {**plan, "on": "28/11/2026", "submission_id": uuid4()},
    )
    second = Meeting.objects.get(state=S.PLANNED)
    client.post(
        reverse("cancel_my_meeting", args=[second.pk]),
        {"reason": "Snow.", "submission_id": uuid4()},
    )

    second.refresh_from_db()
    assert (first.on, second.on, second.state) == (
        date(2026, 11, 27),
        date(2026, 11, 28),
        S.CANCELLED,
    )


# Speed


def test_me_takes_as_many_queries_for_30_matches_as_for_one(
    match: Match, priya: User, scheme: Scheme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(priya)
    with_a_past(match)
    few = queries_for(client, reverse("me"))
    for number in range(29):
        with_a_past(a_match(match.volunteer, a_supportee(scheme, f"Ann Lee{number}")))

    with django_assert_num_queries(few):
        page = text_of(client.get(reverse("me")))
    assert page.count("Write a sheet") == 30


def test_a_match_takes_as_many_queries_for_30_meetings_as_for_one(
    match: Match, priya: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, page = signed_in(priya), reverse("my_match", args=[match.pk])
    a_written_meeting(match, date(2026, 11, 1))
    few = queries_for(client, page)
    for number in range(29):
        a_written_meeting(match, date(2026, 10, 1) - timedelta(days=number))

    with django_assert_num_queries(few):
        client.get(page)


def with_a_past(match: Match) -> None:
    a_meeting(match, "2026-11-12")
    a_meeting(match, "2026-11-27", state=S.PLANNED)
    a_meeting(match, "2026-11-02", state=S.PLANNED)


def a_written_meeting(match: Match, on: date) -> None:
    RecordSheet.objects.create(meeting=a_meeting(match, on.isoformat()), did="Tea.")


def queries_for(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
    return len(queries)
