"""Texts of the set-up and who took part: the services."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.models import User
from core.errors import NotAllowed
from schemes.models import Role, Scheme, SetupText, TakingPart
from schemes.services import (
    TakingPartDetails,
    change_taking_part,
    record_taking_part,
    remove_taking_part,
    text_mark,
    write_text,
)
from schemes.tests.expectations import at_once, refused
from schemes.tests.factories import a_coordinator, a_role, a_scheme, a_text, people_took_part

NAMED = TakingPartDetails(
    stage=1,
    took_part_on=date(2026, 3, 4),
    took_part_as=TakingPart.As.SUPPORTEES,
    did="Wrote the role description",
    names=("Priya Khan", "Tom Okafor"),
)
COUNTED = replace(
    NAMED, names=(), low=30, high=40, basis=TakingPart.Basis.ESTIMATED, source="the youth worker"
)


def texts_of(scheme: Scheme) -> dict[str, str]:
    return dict(SetupText.objects.filter(scheme=scheme).values_list("item", "text"))


def test_a_text_is_kept_under_its_heading(scheme: Scheme, coordinator: User) -> None:
    write_text(scheme=scheme, item="aims-supporters", text="They gain skills.", actor=coordinator)

    assert texts_of(scheme) == {"aims-supporters": "They gain skills."}


def test_writing_again_puts_the_new_text_in_place_of_the_old(
    scheme: Scheme, coordinator: User
) -> None:
    a_text(scheme, "aims-supporters", "They gain skills.")

    write_text(scheme=scheme, item="aims-supporters", text="Friends.", actor=coordinator)

    assert texts_of(scheme) == {"aims-supporters": "Friends."}


def test_an_unknown_heading_is_refused(scheme: Scheme, coordinator: User) -> None:
    with refused("There is no such heading"):
        write_text(scheme=scheme, item="aims-of-nobody", text="x", actor=coordinator)


def test_words_are_not_put_over_somebody_elses_newer_ones(
    scheme: Scheme, coordinator: User
) -> None:
    a_text(scheme, "aims-supporters", "Newer words.")

    with refused("Somebody else changed this text", field="text"):
        write_text(
            scheme=scheme,
            item="aims-supporters",
            text="My words.",
            seen=text_mark("Older words."),
            actor=coordinator,
        )

    assert texts_of(scheme) == {"aims-supporters": "Newer words."}


def test_the_same_words_as_somebody_elses_are_no_conflict(
    scheme: Scheme, coordinator: User
) -> None:
    a_text(scheme, "aims-supporters", "Skills.")

    write_text(
        scheme=scheme,
        item="aims-supporters",
        text="Skills.",
        seen=text_mark("Older words."),
        actor=coordinator,
    )

    assert texts_of(scheme) == {"aims-supporters": "Skills."}


def test_the_steering_group_may_not_write(scheme: Scheme) -> None:
    reader = a_role(Role.STEERING, of=scheme)

    with pytest.raises(NotAllowed):
        write_text(scheme=scheme, item="aims-supporters", text="x", actor=reader)


def test_a_coordinator_of_another_scheme_may_not_write(scheme: Scheme) -> None:
    stranger = a_coordinator(of=a_scheme("elsewhere"), name="Ana Stone")

    with pytest.raises(NotAllowed):
        write_text(scheme=scheme, item="aims-supporters", text="x", actor=stranger)

    assert texts_of(scheme) == {}


@pytest.mark.django_db(transaction=True)
def test_of_two_first_wordings_at_once_one_is_asked_to_look_again() -> None:
    scheme = a_scheme()
    coordinator = a_coordinator(of=scheme)

    def write(text: str):
        return lambda: write_text(
            scheme=scheme,
            item="aims-supporters",
            text=text,
            seen=text_mark(""),
            actor=coordinator,
        )

    answers = at_once(write("One."), write("Two."))

    kept = [answer.text for answer in answers if isinstance(answer, SetupText)]
    assert texts_of(scheme) == {"aims-supporters": kept[0]}
    assert len(kept) == 1


def test_people_who_took_part_are_kept_by_name(scheme: Scheme, coordinator: User) -> None:
    entry = record_taking_part(scheme=scheme, details=NAMED, actor=coordinator)

    entry.refresh_from_db()
    assert (entry.names, entry.low, entry.high, entry.basis, entry.source) == (
        ["Priya Khan", "Tom Okafor"],
        None,
        None,
        "",
        "",
    )


def test_people_who_took_part_are_kept_by_number(scheme: Scheme, coordinator: User) -> None:
    entry = record_taking_part(scheme=scheme, details=COUNTED, actor=coordinator)

    entry.refresh_from_db()
    assert (entry.names, entry.low, entry.high, entry.basis, entry.source) == (
        [],
        30,
        40,
        "estimated",
        "the youth worker",
    )


def test_about_thirty_is_thirty_to_thirty(scheme: Scheme, coordinator: User) -> None:
    entry = record_taking_part(
        scheme=scheme, details=replace(COUNTED, high=None), actor=coordinator
    )

    assert (entry.low, entry.high) == (30, 30)


@pytest.mark.parametrize(
    ("changes", "words", "field"),
    [
        ({"stage": 8}, "There are seven stages", "stage"),
        ({"stage": 0}, "There are seven stages", "stage"),
        ({"did": " "}, "Say what they did", "did"),
        ({"names": ()}, "Say who took part", "names"),
        ({"names": (" ",)}, "Say who took part", "names"),
        ({"low": 3}, "Give names or a number, not both", "low"),
    ],
)
def test_a_named_entry_is_refused(
    scheme: Scheme, coordinator: User, changes: dict, words: str, field: str
) -> None:
    with refused(words, field=field):
        record_taking_part(scheme=scheme, details=replace(NAMED, **changes), actor=coordinator)


@pytest.mark.parametrize(
    ("changes", "words", "field"),
    [
        ({"low": 41}, "The number starts at 1", "high"),
        ({"low": 0}, "The number starts at 1", "high"),
        ({"basis": ""}, "Say whether this was counted", "basis"),
        ({"source": " "}, "Say how you know the number", "source"),
    ],
)
def test_a_counted_entry_is_refused(
    scheme: Scheme, coordinator: User, changes: dict, words: str, field: str
) -> None:
    with refused(words, field=field):
        record_taking_part(scheme=scheme, details=replace(COUNTED, **changes), actor=coordinator)


def test_tomorrow_is_refused(scheme: Scheme, coordinator: User) -> None:
    tomorrow = timezone.localdate() + timedelta(1)

    with refused("This day is still to come", field="took_part_on"):
        record_taking_part(
            scheme=scheme, details=replace(NAMED, took_part_on=tomorrow), actor=coordinator
        )


def test_an_entry_changes_from_names_to_a_number(scheme: Scheme, coordinator: User) -> None:
    entry = people_took_part(scheme)

    change_taking_part(entry=entry, details=COUNTED, actor=coordinator)

    entry.refresh_from_db()
    assert (entry.names, entry.low, entry.high) == ([], 30, 40)


def test_an_entry_made_by_mistake_is_taken_out_and_the_history_keeps_it(
    scheme: Scheme, coordinator: User
) -> None:
    entry = people_took_part(scheme)

    remove_taking_part(entry=entry, actor=coordinator)

    assert not TakingPart.objects.exists()
    events = apps.get_model("schemes", "TakingPartEvent").objects.order_by("pgh_id")
    assert list(events.values_list("pgh_label", "names")) == [
        ("insert", ["Priya Khan"]),
        ("delete", ["Priya Khan"]),
    ]


def test_an_entry_somebody_else_took_out_cannot_be_changed(
    scheme: Scheme, coordinator: User
) -> None:
    entry = people_took_part(scheme)
    TakingPart.objects.filter(pk=entry.pk).delete()

    with refused("This entry was taken out"):
        change_taking_part(entry=entry, details=NAMED, actor=coordinator)


@pytest.mark.parametrize("service", ["record", "change", "remove"])
def test_the_steering_group_may_not_say_who_took_part(scheme: Scheme, service: str) -> None:
    reader = a_role(Role.STEERING, of=scheme)
    entry = people_took_part(scheme)
    calls = {
        "record": lambda: record_taking_part(scheme=scheme, details=NAMED, actor=reader),
        "change": lambda: change_taking_part(entry=entry, details=NAMED, actor=reader),
        "remove": lambda: remove_taking_part(entry=entry, actor=reader),
    }

    with pytest.raises(NotAllowed):
        calls[service]()
