"""The record sheet on the phone: its words, its answers, and that it counts once."""

from datetime import date, time

import pytest
import time_machine

from accounts.models import User
from matching.models import Match
from meetings.models import Meeting, RecordSheet
from meetings.tests.conftest import signed_in
from meetings.tests.factories import a_meeting
from meetings.tests.pages import a_sheet, sheet_page, text_of

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
