"""The register of events: its pages and its figures. The pages of all registers are proved here."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import signed_in
from reporting.building import build
from reporting.content import document
from reporting.models import Event
from reporting.tests.factories import a_built_report, a_report, an_event
from schemes.models import Scheme
from schemes.tests.factories import a_coordinator, a_scheme

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
