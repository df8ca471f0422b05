"""Organisations and their parts: the services."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from core.errors import NotAllowed
from schemes.models import Organisation, Partnership, Role, Scheme
from schemes.services import (
    PartnershipDetails,
    add_partnership,
    change_partnership,
    end_partnership,
)
from schemes.tests.expectations import refused
from schemes.tests.factories import a_partnership, a_role, a_scheme

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def add(scheme: Scheme, actor: User, **changes: Any) -> Partnership:
    named = {
        "organisation_name": changes.pop("organisation_name", "Harbour House"),
        "part": changes.pop("part", Partnership.Part.REFERRER),
    }
    details = PartnershipDetails(**{"started_on": MARCH, **changes})
    return add_partnership(scheme=scheme, actor=actor, details=details, **named)


def test_an_organisation_takes_part(scheme: Scheme, coordinator: User) -> None:
    partnership = add(scheme, coordinator, does="Refers young people", agreement_on=MARCH)

    assert (partnership.organisation.name, partnership.does, partnership.agreement_on) == (
        "Harbour House",
        "Refers young people",
        MARCH,
    )


def test_an_organisation_with_two_parts_is_one(scheme: Scheme, coordinator: User) -> None:
    first = add(scheme, coordinator)

    second = add(
        scheme, coordinator, organisation_name=" harbour  house", part=Partnership.Part.HOST
    )

    assert first.organisation == second.organisation


def test_a_partner_of_another_scheme_of_the_organisation_is_found(
    scheme: Scheme, coordinator: User
) -> None:
    known = a_partnership(a_scheme("second", organisation=scheme.organisation)).organisation

    assert add(scheme, coordinator).organisation == known


def test_an_organisation_that_only_others_know_stays_theirs(
    scheme: Scheme, coordinator: User
) -> None:
    theirs = a_partnership(a_scheme("elsewhere")).organisation

    assert add(scheme, coordinator).organisation != theirs


def test_the_organisation_that_runs_the_scheme_is_found(scheme: Scheme, coordinator: User) -> None:
    assert (
        add(scheme, coordinator, organisation_name="FOREST FRIENDS").organisation
        == scheme.organisation
    )


def test_an_organisation_needs_a_name(scheme: Scheme, coordinator: User) -> None:
    with refused("Say which organisation", field="organisation_name"):
        add(scheme, coordinator, organisation_name=" ")


def test_the_same_part_on_the_same_days_is_refused(scheme: Scheme, coordinator: User) -> None:
    add(scheme, coordinator)

    with refused("Harbour House has this part on these days", field="organisation_name"):
        add(scheme, coordinator, started_on=APRIL)


def test_a_part_comes_back_after_it_ended(scheme: Scheme, coordinator: User) -> None:
    end_partnership(partnership=add(scheme, coordinator), ended_on=APRIL, actor=coordinator)

    add(scheme, coordinator, started_on=MAY)

    assert scheme.partnerships.count() == 2


def test_what_they_do_is_changed(scheme: Scheme, coordinator: User) -> None:
    partnership = add(scheme, coordinator)

    change_partnership(
        partnership=partnership,
        details=PartnershipDetails(does="Lends a room", started_on=APRIL, agreement_on=MARCH),
        actor=coordinator,
    )

    partnership.refresh_from_db()
    assert (partnership.does, partnership.started_on, partnership.agreement_on) == (
        "Lends a room",
        APRIL,
        MARCH,
    )


def changed_start(partnership: Partnership, started_on: date, actor: User | None) -> Partnership:
    details = PartnershipDetails(started_on=started_on, ended_on=partnership.ended_on)
    return change_partnership(partnership=partnership, details=details, actor=actor)


def test_a_start_after_the_end_is_refused(scheme: Scheme, coordinator: User) -> None:
    partnership = a_partnership(scheme, started_on=MARCH, ended_on=APRIL)

    with refused("This is after the partnership ended", field="started_on"):
        changed_start(partnership, MAY, coordinator)


def test_a_start_inside_an_earlier_time_is_refused(scheme: Scheme, coordinator: User) -> None:
    earlier = a_partnership(scheme, started_on=MARCH, ended_on=APRIL)
    partnership = a_partnership(scheme, organisation=earlier.organisation, started_on=MAY)

    with refused("Harbour House has this part on these days", field="started_on"):
        changed_start(partnership, APRIL, coordinator)


def test_a_partnership_ends_and_is_kept(scheme: Scheme, coordinator: User) -> None:
    partnership = a_partnership(scheme, started_on=MARCH)

    end_partnership(partnership=partnership, ended_on=APRIL, actor=coordinator)

    partnership.refresh_from_db()
    assert partnership.ended_on == APRIL


def test_an_end_before_the_start_is_refused(scheme: Scheme, coordinator: User) -> None:
    partnership = a_partnership(scheme, started_on=APRIL)

    with refused("It began on 1 April 2026", field="ended_on"):
        end_partnership(partnership=partnership, ended_on=MARCH, actor=coordinator)


def test_a_partnership_does_not_end_twice(scheme: Scheme, coordinator: User) -> None:
    partnership = a_partnership(scheme, started_on=MARCH, ended_on=APRIL)

    with refused("This partnership has its last day already"):
        end_partnership(partnership=partnership, ended_on=MAY, actor=coordinator)


def test_the_organisation_that_runs_the_scheme_stays(scheme: Scheme, coordinator: User) -> None:
    lead = a_partnership(
        scheme, organisation=scheme.organisation, part=Partnership.Part.LEAD, started_on=MARCH
    )

    with refused("Forest Friends runs the scheme"):
        end_partnership(partnership=lead, ended_on=APRIL, actor=coordinator)


@pytest.mark.parametrize("service", ["add", "change", "end"])
def test_the_steering_group_may_not_change_partners(scheme: Scheme, service: str) -> None:
    reader = a_role(Role.STEERING, of=scheme)
    partnership = a_partnership(scheme, "The Wheel", started_on=MARCH)
    calls = {
        "add": lambda: add(scheme, reader),
        "change": lambda: changed_start(partnership, APRIL, reader),
        "end": lambda: end_partnership(partnership=partnership, ended_on=APRIL, actor=reader),
    }

    with pytest.raises(NotAllowed):
        calls[service]()

    assert not Organisation.objects.filter(name="Harbour House").exists()


def test_how_it_goes_is_kept_in_their_own_words(scheme: Scheme, coordinator: User) -> None:
    partnership = add(
        scheme,
        coordinator,
        ended_on=MAY,
        engagement=Partnership.Engagement.FOLDED,
        engagement_note="faded when core funding was cut",
    )

    partnership.refresh_from_db()
    assert (partnership.engagement, partnership.engagement_note, partnership.ended_on) == (
        "folded",
        "faded when core funding was cut",
        MAY,
    )


def test_one_that_has_folded_has_a_last_day(scheme: Scheme, coordinator: User) -> None:
    with refused("They have folded. Say which day", field="ended_on"):
        add(scheme, coordinator, engagement=Partnership.Engagement.FOLDED)


def test_the_organisation_that_runs_the_scheme_does_not_end_by_a_change(
    scheme: Scheme, coordinator: User
) -> None:
    lead = a_partnership(
        scheme, organisation=scheme.organisation, part=Partnership.Part.LEAD, started_on=MARCH
    )

    with refused("Forest Friends runs the scheme"):
        change_partnership(
            partnership=lead,
            details=PartnershipDetails(started_on=MARCH, ended_on=MAY),
            actor=coordinator,
        )


def test_induction_and_follow_up_are_kept_for_hosts_only(scheme: Scheme, coordinator: User) -> None:
    host = add(scheme, coordinator, part=Partnership.Part.HOST, inducted_on=APRIL)
    funder = add(scheme, coordinator, part=Partnership.Part.FUNDER, inducted_on=APRIL)

    assert (host.inducted_on, funder.inducted_on) == (APRIL, None)


def test_a_dated_agreement_is_no_undated_one(scheme: Scheme, coordinator: User) -> None:
    dated = add(scheme, coordinator, agreement_on=MARCH, agreement_undated=True)
    undated = add(scheme, coordinator, organisation_name="Old Mill", agreement_undated=True)

    assert (dated.agreement_on, dated.agreement_undated, dated.has_agreement) == (
        MARCH,
        False,
        True,
    )
    assert (undated.agreement_on, undated.agreement_undated, undated.has_agreement) == (
        None,
        True,
        True,
    )


def test_an_address_left_empty_keeps_the_one_that_is_known(
    scheme: Scheme, coordinator: User
) -> None:
    add(scheme, coordinator, email="hello@harbour.example", phone="07700 900301")
    again = add(scheme, coordinator, part=Partnership.Part.HOST, email=None, phone=None)

    again.organisation.refresh_from_db()
    assert (again.organisation.email, again.organisation.phone) == (
        "hello@harbour.example",
        "07700 900301",
    )


@pytest.mark.parametrize("what", ["agreement_on", "inducted_on", "followed_up_on"])
def test_what_happened_did_not_happen_on_a_day_to_come(
    scheme: Scheme, coordinator: User, what: str
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    with refused("This day is in the future.", field=what):
        add(scheme, coordinator, part=Partnership.Part.HOST, **{what: tomorrow})

    add(scheme, coordinator, part=Partnership.Part.HOST, **{what: timezone.localdate()})


@pytest.mark.parametrize(
    ("inducted", "sentence"),
    [(MAY, "This is before the induction."), (None, "This is before the day they began.")],
)
def test_a_follow_up_comes_after_the_start_and_the_induction(
    scheme: Scheme, coordinator: User, inducted: date | None, sentence: str
) -> None:
    host = a_partnership(scheme, part=Partnership.Part.HOST)

    with refused(sentence, field="followed_up_on"):
        change_partnership(
            partnership=host,
            details=PartnershipDetails(
                started_on=MARCH if inducted else MAY,
                inducted_on=inducted,
                followed_up_on=APRIL,
            ),
            actor=coordinator,
        )
