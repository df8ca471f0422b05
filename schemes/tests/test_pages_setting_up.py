"""The seven stages and who took part: what a form saves, what comes back."""

import pytest
from django.test import Client

from accounts.models import User
from accounts.tests.factories import signed_in
from schemes.models import (
    Role,
    Scheme,
    SetupText,
    TakingPart,
)
from schemes.services import text_mark, write_text
from schemes.tests.factories import (
    a_document,
    a_member,
    a_policy,
    a_role,
    a_steering_meeting,
    a_text,
    people_took_part,
)
from schemes.tests.visiting import address, send, words_of


def test_an_empty_scheme_is_led_to_its_first_step(staff: Client, scheme: Scheme) -> None:
    page = words_of(staff.get(address(scheme, "setup")))

    assert "Setting up: 0 of 7 stages are done" in page
    assert "It is not written yet what befrienders do." in page
    assert f'class="button warm" href="{address(scheme, "setup_text", "role-description")}"' in page


def test_who_may_not_write_gets_no_buttons(client: Client, scheme: Scheme) -> None:
    signed_in(client, a_role(Role.STEERING, of=scheme))

    page = words_of(client.get(address(scheme, "setup")))

    assert "It is not written yet what befrienders do." in page
    assert "button warm" not in page


@pytest.mark.parametrize("number", range(1, 8))
def test_every_stage_opens_empty_and_full(staff: Client, scheme: Scheme, number: int) -> None:
    empty = staff.get(address(scheme, "setup_stage", number))
    a_text(scheme, "aims-supporters")
    a_policy(scheme)
    a_document(scheme)
    a_steering_meeting(scheme, came=(a_member(scheme),))
    people_took_part(scheme, stage=number)
    full = staff.get(address(scheme, "setup_stage", number))

    assert (empty.status_code, full.status_code) == (200, 200)
    assert "Still missing" in words_of(empty)
    assert "Done" in words_of(full)


def test_a_text_is_written_and_shown_with_who_wrote_it(staff: Client, scheme: Scheme) -> None:
    answer = send(
        staff,
        address(scheme, "setup_text", "aims-supporters"),
        text="They gain skills.\n\nThey make friends.",
        seen=text_mark(""),
    )

    assert answer["Location"] == address(scheme, "setup_stage", 2) + "#aims-supporters"
    page = words_of(staff.get(answer["Location"]))
    assert "<p>They gain skills.</p> <p>They make friends.</p>" in page
    assert "Sam Rivers, <time" in page


def test_two_who_write_at_once_see_both_wordings(staff: Client, scheme: Scheme) -> None:
    a_text(scheme, "aims-supporters", "Newer words.")
    where = address(scheme, "setup_text", "aims-supporters")

    again = send(staff, where, text="My words.", seen=text_mark("Older words."))

    page = words_of(again)
    assert again.status_code == 422
    assert "What is saved now" in page
    assert "<p>Newer words.</p>" in page
    assert "My words.</textarea>" in page

    send(staff, where, text="My words.", seen=again.context["form"]["seen"].value())
    assert SetupText.objects.get().text == "My words."


def test_a_text_too_long_comes_back_whole(staff: Client, scheme: Scheme) -> None:
    text = "y" * 5001

    answer = send(staff, address(scheme, "setup_text", "aims-supporters"), text=text, seen="")

    assert answer.status_code == 422
    assert text in words_of(answer)
    assert not SetupText.objects.exists()


def test_earlier_wordings_are_shown_with_what_changed(
    staff: Client, scheme: Scheme, coordinator: User
) -> None:
    for text in ("Ring the lead the same day.", "Ring the lead at once."):
        write_text(scheme=scheme, item="aims-supporters", text=text, actor=coordinator)

    page = words_of(staff.get(address(scheme, "setup_text_history", "aims-supporters")))

    assert '<del><span class="visually-hidden">Taken out: </span>the same day.</del>' in page
    assert '<ins><span class="visually-hidden">New: </span>at once.</ins>' in page


TOOK_PART = {
    "stage": "1",
    "took_part_on": "2026-03-04",
    "took_part_as": "supportees",
    "did": "Wrote the role description",
}


def test_people_are_named_one_a_line(staff: Client, scheme: Scheme) -> None:
    answer = send(
        staff,
        address(scheme, "taking_part_add"),
        **TOOK_PART,
        named="yes",
        names=" Priya  Khan\n\nTom Okafor\nPriya Khan",
    )

    assert answer["Location"] == address(scheme, "taking_part")
    assert TakingPart.objects.get().names == ["Priya Khan", "Tom Okafor"]


def test_what_the_answer_put_out_of_sight_is_not_kept(staff: Client, scheme: Scheme) -> None:
    send(
        staff,
        address(scheme, "taking_part_add"),
        **TOOK_PART,
        named="no",
        names="Priya Khan",
        low="30",
        high="",
        basis="estimated",
        source="the youth worker",
    )

    entry = TakingPart.objects.get()
    assert (entry.names, entry.low, entry.high) == ([], 30, 30)


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"named": "yes"}, {"names"}),
        ({"named": "yes", "names": "x" * 151}, {"names"}),
        ({"named": "no"}, {"low", "basis", "source"}),
        ({"named": "no", "low": "30", "basis": "estimated"}, {"source"}),
        ({"named": "no", "low": "none", "basis": "estimated", "source": "x"}, {"low"}),
        ({"named": "no", "low": "9", "high": "8", "basis": "estimated", "source": "x"}, {"high"}),
        ({"named": "", "did": ""}, {"named", "did"}),
    ],
)
def test_all_that_is_missing_is_asked_for_at_once(
    staff: Client, scheme: Scheme, typed: dict[str, str], fields: set[str]
) -> None:
    answer = send(staff, address(scheme, "taking_part_add"), **{**TOOK_PART, **typed})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == fields


def test_the_stage_in_the_address_is_chosen_already(staff: Client, scheme: Scheme) -> None:
    page = words_of(staff.get(address(scheme, "taking_part_add") + "?stage=3"))

    assert '<option value="3" selected>' in page


def test_names_are_for_those_who_run_the_scheme(client: Client, scheme: Scheme) -> None:
    people_took_part(scheme, names=["Priya Khan"])
    seen = []
    for role in (Role.COORDINATOR, Role.STEERING, Role.PARTNER):
        signed_in(client, a_role(role, of=scheme))
        page = words_of(client.get(address(scheme, "taking_part")))
        seen.append(("1 befriendee" in page, "Priya Khan" in page))

    assert seen == [(True, True), (True, False), (True, False)]


def test_an_entry_is_changed(staff: Client, scheme: Scheme) -> None:
    entry = people_took_part(scheme)

    send(
        staff,
        address(scheme, "taking_part_change", entry.pk),
        **{**TOOK_PART, "stage": "5"},
        named="yes",
        names="Joan Ellis",
    )

    entry.refresh_from_db()
    assert (entry.stage, entry.names) == (5, ["Joan Ellis"])


def test_an_entry_is_taken_out(staff: Client, scheme: Scheme) -> None:
    entry = people_took_part(scheme)

    send(staff, address(scheme, "taking_part_remove", entry.pk))

    assert not TakingPart.objects.exists()
