"""The register of events: its pages and its spreadsheet. The pages of all registers are proved here."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import signed_in
from reporting.building import build
from reporting.content import document
from reporting.models import Event
from reporting.tests.factories import a_built_report, a_report, an_event
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme
from schemes.tests.spreadsheets import bring_in, only_note, outcomes, said

pytestmark = pytest.mark.django_db
TALK = {"title": "Open day", "on": "2026-03-04", "state": "held"}


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


@pytest.fixture
def client(client: Client, scheme: Scheme) -> Client:
    signed_in(client, a_coordinator(of=scheme))
    return client


def address(scheme: Scheme, name: str, *parts: object) -> str:
    return reverse(name, args=[scheme.slug, *parts])


def test_an_event_is_written_down_with_who_came(client: Client, scheme: Scheme) -> None:
    answer = client.post(
        address(scheme, "events_add"),
        TALK
        | {"organisations": "12", "organisations_how_sure": "documented", "people": "30 to 40"},
    )

    event = Event.objects.get()
    assert answer.status_code == 302
    assert (event.title, event.on, event.state) == ("Open day", date(2026, 3, 4), "held")
    assert (event.organisations_low, event.organisations_high, event.organisations_how_sure) == (
        12, 12, "documented",
    )  # fmt: skip
    assert (event.people_low, event.people_high, event.people_how_sure) == (30, 40, "estimated")


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"people": "40 to 30"}, "people", "“40 to 30” goes down. Write the smaller number first."),
        ({"people": "30"}, "people_how_sure", "Say whether this was counted or is an estimate."),
        (
            {"people": "about 30", "people_how_sure": "documented"},
            "people_how_sure",
            "“About” is an estimate. Choose that, or write the exact number.",
        ),
        (
            {"people": "30 to 40", "people_how_sure": "documented"},
            "people_how_sure",
            "A range is an estimate. Choose that, or write the exact number.",
        ),
        (
            {"on": "2099-03-04"},
            "on",
            "This day is still to come. Choose “planned” until it has been held.",
        ),
        ({"title": ""}, "title", "Please fill this in."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    client: Client, scheme: Scheme, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = client.post(address(scheme, "events_add"), TALK | typed)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert Event.objects.count() == 0


def test_the_same_event_is_not_written_down_twice(client: Client, scheme: Scheme) -> None:
    an_event(scheme, "Open day", on="2026-03-04")

    answer = client.post(address(scheme, "events_add"), TALK | {"title": "OPEN DAY"})

    assert answer.context["form"].errors == {
        "title": ["An event of this name on this day is here already. Change that one."]
    }


def test_the_form_of_an_event_starts_with_what_is_known(client: Client, scheme: Scheme) -> None:
    event = an_event(scheme, people_low=30, people_high=30, people_how_sure="estimated")

    form = client.get(address(scheme, "events_change", event.pk)).context["form"]

    assert form["people"].value() == "about 30"
    assert form["people_how_sure"].value() == "estimated"


def test_an_event_is_changed(client: Client, scheme: Scheme) -> None:
    event = an_event(scheme)
    page = client.get(address(scheme, "events_change", event.pk))

    client.post(
        address(scheme, "events_change", event.pk),
        TALK | {"title": "Open evening", "seen": page.context["form"]["seen"].value()},
    )

    event.refresh_from_db()
    assert event.title == "Open evening"


def test_of_two_who_change_the_same_the_second_is_told_and_decides(
    client: Client, scheme: Scheme
) -> None:
    event = an_event(scheme)
    seen = client.get(address(scheme, "events_change", event.pk)).context["form"]["seen"].value()
    Event.objects.update(place="Town hall")

    refused = client.post(
        address(scheme, "events_change", event.pk), TALK | {"place": "Library", "seen": seen}
    )

    assert "Somebody else changed this while you were writing" in refused.content.decode()
    event.refresh_from_db()
    assert event.place == "Town hall"
    form = refused.context["form"]
    client.post(
        address(scheme, "events_change", event.pk),
        TALK | {"place": form["place"].value(), "seen": form["seen"].value()},
    )
    event.refresh_from_db()
    assert event.place == "Library"


def test_an_event_is_taken_out_and_the_history_keeps_it(client: Client, scheme: Scheme) -> None:
    event = an_event(scheme)

    client.post(address(scheme, "events_remove", event.pk))

    assert Event.objects.count() == 0
    assert Event.pgh_event_model.objects.filter(pgh_obj_id=event.pk).count() == 2  # type: ignore[attr-defined]


def test_an_event_of_another_scheme_is_not_there(client: Client) -> None:
    elsewhere = an_event(a_scheme("elsewhere"))

    answer = client.get(reverse("events_change", args=["side-by-side", elsewhere.pk]))

    assert answer.status_code == 404


def test_the_page_of_all_registers_says_how_much_is_in_each(client: Client, scheme: Scheme) -> None:
    an_event(scheme)
    an_event(a_scheme("elsewhere"))

    rows = client.get(address(scheme, "registers")).context["rows"]

    assert [row["count"] for row in rows if row["title"] == "Events"] == [1]


def test_the_list_is_searched_and_filtered(client: Client, scheme: Scheme) -> None:
    an_event(scheme, "Open day")
    an_event(scheme, "Conference", state="planned")

    found = client.get(address(scheme, "events"), {"q": "confer"}).context["rows"]
    held = client.get(address(scheme, "events"), {"state": "held"}).context["rows"]

    assert ([event.title for event in found], [event.title for event in held]) == (
        ["Conference"],
        ["Open day"],
    )


# Reports


def row(scheme: Scheme, number: int) -> dict[str, Any]:
    rows: list[dict[str, Any]] = document(a_built_report(scheme))["rows"]
    return rows[number - 1]


def frozen(scheme: Scheme, key: str) -> dict[str, Any]:
    return a_built_report(scheme).figures.get(key=key).frozen


def test_a_scheme_without_events_reports_none_of_their_numbers(scheme: Scheme) -> None:
    found = frozen(scheme, "events_held")

    assert (found["value"], found["warnings"]) == (
        None, ["No events are recorded, so nothing is reported about events."],
    )  # fmt: skip


def test_an_event_written_down_after_the_cut_off_changes_no_report_built_again(
    scheme: Scheme,
) -> None:
    report = a_report(scheme)
    an_event(scheme)

    build(report.pk)

    assert report.figures.get(key="events_held").frozen["value"] is None


def test_held_and_planned_events_are_never_counted_together(scheme: Scheme) -> None:
    an_event(scheme, "Open day", on="2026-02-03")
    an_event(scheme, "Talk", on="2026-03-31")
    an_event(scheme, "Conference", on="2026-03-20", state="planned")
    an_event(scheme, "Next spring", on="2026-04-01")

    values = [frozen(scheme, key)["value"] for key in ("events_held", "events_planned")]

    assert values == [2, 1]


def test_people_at_events_are_those_at_held_ones_estimates_apart(scheme: Scheme) -> None:
    an_event(scheme, "Open day", people_low=12, people_high=12, people_how_sure="documented")
    an_event(scheme, "Fair", people_low=30, people_high=40, people_how_sure="estimated")
    an_event(scheme, "Talk")
    an_event(
        scheme, "Conference", state="planned",
        people_low=500, people_high=500, people_how_sure="estimated",
    )  # fmt: skip

    found = frozen(scheme, "people_at_events")

    assert (found["value"], found["low"], found["high"]) == (None, 42, 52)
    assert (found["documented"], found["estimated"], found["n"]) == (12, 30, 2)
    assert found["warnings"] == ["1 event does not say how many people came. It adds nobody."]


def test_organisations_at_events_are_counted_the_same_way(scheme: Scheme) -> None:
    an_event(scheme, organisations_low=5, organisations_high=5, organisations_how_sure="documented")

    assert frozen(scheme, "organisations_at_events")["value"] == 5


def test_the_report_tells_held_events_apart_from_planned_ones(scheme: Scheme) -> None:
    an_event(
        scheme, "Open day", place="Town hall", notes="Three joined.",
        people_low=30, people_high=30, people_how_sure="estimated",
        organisations_low=4, organisations_high=4, organisations_how_sure="documented",
    )  # fmt: skip
    an_event(scheme, "Conference", on="2026-03-20", state="planned")

    told = row(scheme, 15)

    assert told["statements"] == [
        "Held:",
        "Open day, 4 March 2026, Town hall: organisations: 4 (counted from a list), "
        "people: about 30 (an estimate). Three joined.",
        "Planned:",
        "Conference, 20 March 2026.",
    ]
    assert told["data_warnings"] == [
        "“Conference” is still called planned, though its day has gone by. Say whether it was held."
    ]


def test_no_events_in_the_period_is_said(scheme: Scheme) -> None:
    an_event(scheme, on="2025-12-31")

    assert row(scheme, 15)["statements"] == ["No events are recorded for this period."]


def test_the_entries_behind_a_number_are_opened_as_in_their_list(
    client: Client, scheme: Scheme
) -> None:
    fair = an_event(scheme, "Fair", on="2026-02-03")
    an_event(scheme, "Open day")
    report = a_built_report(scheme)

    page = client.get(address(scheme, "report_records", report.pk, "events_held"))

    text = page.content.decode()
    assert [event.title for event in page.context["records"]] == ["Open day", "Fair"]
    assert f'href="{address(scheme, "events_change", fair.pk)}"' in text
    assert '<th scope="col">Event</th>' in text


# Spreadsheets


def test_events_come_in(scheme: Scheme) -> None:
    result = bring_in(
        scheme,
        "events",
        "Event,Date,Status,Orgs,Attended",
        "Open day,4/3/2026,held,12,about 30",
        "Conference,1/12/2026,planned,,",
    )

    assert outcomes(result) == ["added", "added"]
    open_day, conference = Event.objects.order_by("on")
    assert (open_day.organisations_low, open_day.organisations_how_sure) == (12, "documented")
    assert (open_day.people_low, open_day.people_high, open_day.people_how_sure) == (
        30, 30, "estimated",
    )  # fmt: skip
    assert (conference.state, conference.people_low) == ("planned", None)


def test_the_same_file_twice_changes_nothing_and_a_repeat_counts_once(scheme: Scheme) -> None:
    rows = ["Event,Date,People", "Open day,4/3/2026,30-40", "open  DAY,04/03/26,30 to 40"]

    first, second = bring_in(scheme, "events", *rows), bring_in(scheme, "events", *rows)

    assert (outcomes(first), outcomes(second)) == (
        ["added", "duplicate"],
        ["unchanged", "duplicate"],
    )


def test_a_repeat_that_says_less_counts_once_and_one_that_says_more_is_refused(
    scheme: Scheme,
) -> None:
    result = bring_in(
        scheme,
        "events",
        "Event,Date,People,Place",
        "Open day,4/3/2026,30-40,",
        "Open day,4/3/2026,,",
        "Open day,4/3/2026,30-40,Town hall",
    )

    assert outcomes(result) == ["added", "duplicate", "refused"]


def test_a_later_file_adds_what_was_not_known_and_wipes_nothing(scheme: Scheme) -> None:
    bring_in(scheme, "events", "Event,Date,Place", "Open day,4/3/2026,Town hall")

    result = bring_in(scheme, "events", "Event,Date,Place,People", "Open day,4/3/2026,,35")

    assert outcomes(result) == ["changed"]
    assert only_note(result).changes == ["People"]
    event = Event.objects.get()
    assert (event.place, event.people_low) == ("Town hall", 35)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("Open day,4/3/2026,held,40 to 30,,", "“40 to 30” goes down. Write the smaller number first."),
        (
            "Open day,4/3/2026,held,,40,30",
            "“At most” is 30, which is less than “at least”, 40.",
        ),
        (
            "Open day,4/3/2026,held,,30,",
            "“At least: 30” leaves one end open. Write a number, or a range such as 30 to 40.",
        ),
        (
            "Open day,4/3/2026,held,,,about 40",
            "“At most: about 40” leaves one end open. Write a number, or a range such as 30 to 40.",
        ),
        (
            "Open day,4/3/2026,held,50,30,40",
            "50 does not go with “at least” and “at most”. Keep what is right.",
        ),
        (
            "Open day,4/3/2026,held,35,30,",
            "35 does not go with “at least” and “at most”. Keep what is right.",
        ),
        ("Open day,4/3/2026,held,,30,lots", "“lots” is not an amount we can use. Write it like 30, “about 30” or “30 to 40”."),
        (
            "Open day,4/3/2027,held,,,",
            "This day is still to come. Choose “planned” until it has been held.",
        ),
        (",4/3/2026,held,,,", "There is nothing here. It is needed."),
        ("Open day,,held,,,", "There is nothing here. It is needed."),
        ("Open day,4/3/2026,perhaps,,,", "“perhaps” is not a word we know here. Use one of these: held, planned."),
    ],
)  # fmt: skip
def test_rows_nobody_could_accept(scheme: Scheme, row: str, sentence: str) -> None:
    result = bring_in(scheme, "events", "Event,Date,Status,People,At least,At most", row)

    assert outcomes(result) == ["refused"]
    assert said(result) == [sentence]
    assert Event.objects.count() == 0


def test_about_that_claims_to_be_counted_is_taken_as_an_estimate(scheme: Scheme) -> None:
    result = bring_in(
        scheme, "events", "Event,Date,People,Basis", "Open day,4/3/2026,about 30,counted"
    )

    assert said(result) == ["“About” is an estimate, so this was taken as one."]
    assert Event.objects.get().people_how_sure == "estimated"


def test_a_range_that_claims_to_be_counted_is_taken_as_an_estimate(scheme: Scheme) -> None:
    result = bring_in(
        scheme, "events", "Event,Date,People,Basis", "Open day,4/3/2026,30 to 40,counted"
    )

    assert said(result) == ["A range is an estimate, so this was taken as one."]
    assert Event.objects.get().people_how_sure == "estimated"


@pytest.mark.parametrize(
    ("cells", "kept", "told"),
    [
        ("35,30,40", (30, 40, "estimated"), ["35 lies within “at least” and “at most”. The range was taken."]),
        ("30 to 40,30,40", (30, 40, "estimated"), []),
        (",30,40", (30, 40, "estimated"), []),
        ("30,30,30", (30, 30, "documented"), []),
        ("30,30,", (30, 30, "documented"), []),
    ],
)  # fmt: skip
def test_a_number_beside_its_two_ends(
    scheme: Scheme, cells: str, kept: tuple[int, int, str], told: list[str]
) -> None:
    result = bring_in(
        scheme, "events", "Event,Date,People,At least,At most", f"Open day,4/3/2026,{cells}"
    )

    event = Event.objects.get()
    assert (event.people_low, event.people_high, event.people_how_sure) == kept
    assert said(result) == told


def test_without_a_word_about_it_a_day_gone_by_was_held(scheme: Scheme) -> None:
    bring_in(scheme, "events", "Event,Date", "Open day,4/3/2026", "Conference,1/12/2026")

    states = list(Event.objects.order_by("on").values_list("state", flat=True))
    assert states == ["held", "planned"]


def test_a_plan_from_a_file_stays_one_until_somebody_says_it_was_held(scheme: Scheme) -> None:
    rows = ["Event,Date", "Conference,1/12/2026"]
    bring_in(scheme, "events", *rows)

    with time_machine.travel("2026-12-05 12:00+00:00"):
        result = bring_in(scheme, "events", *rows)

    assert outcomes(result) == ["unchanged"]
