"""Opening a scheme, its particulars, words and sites: the services."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from core.errors import NotAllowed
from schemes.models import Partnership, Role, RoleGrant, Scheme, SchemeKind
from schemes.services import (
    SchemeDetails,
    add_site,
    change_scheme,
    change_words,
    create_scheme,
    rename_site,
)
from schemes.tests.expectations import at_once, refused
from schemes.tests.factories import a_manager, a_role, a_scheme, a_site, an_organisation

DETAILS = SchemeDetails(name="Alongside", kind="mentoring", rhythm_days=7, usual_minutes=90)


def opened(**changes: Any) -> Scheme:
    details: dict[str, Any] = {
        "slug": "alongside",
        "name": "Alongside",
        "kind": SchemeKind.MENTORING,
        "actor": None,
    }
    details["organisation"] = changes.pop("organisation", None) or an_organisation("Harbour House")
    return create_scheme(**{**details, **changes})


def test_a_new_scheme_is_led_by_its_organisation_from_today(db: None) -> None:
    scheme = opened()

    lead = scheme.partnerships.get()
    assert (lead.part, lead.organisation, lead.started_on, lead.ended_on) == (
        Partnership.Part.LEAD,
        scheme.organisation,
        timezone.localdate(),
        None,
    )


def test_a_manager_opens_a_further_scheme_and_manages_it(scheme: Scheme) -> None:
    manager = a_manager(of=scheme)

    made = opened(organisation=scheme.organisation, opened_from=scheme, actor=manager)

    grant = RoleGrant.objects.get(scheme=made)
    assert (grant.user, grant.role, grant.ended_on) == (manager, Role.MANAGER, None)


def test_a_coordinator_does_not_open_schemes(scheme: Scheme, coordinator: User) -> None:
    with pytest.raises(NotAllowed):
        opened(organisation=scheme.organisation, opened_from=scheme, actor=coordinator)


def test_a_manager_opens_none_for_another_organisation(scheme: Scheme) -> None:
    manager = a_manager(of=scheme)

    with refused("Open a further scheme from one that the organisation has"):
        opened(opened_from=scheme, actor=manager)


@pytest.mark.parametrize("slug", ["", "Side", "side by side", "-side", "side--by", "ä", "a" * 51])
def test_an_address_that_is_not_plain_is_refused(db: None, slug: str) -> None:
    with refused("The address takes small letters", field="slug"):
        opened(slug=slug)


def test_an_address_that_is_taken_is_refused(scheme: Scheme) -> None:
    with refused("There is a scheme with the address “side-by-side” already", field="slug"):
        opened(slug="side-by-side")


@pytest.mark.parametrize(
    ("changes", "field"), [({"kind": "club"}, "kind"), ({"name": " "}, "name")]
)
def test_a_scheme_without_name_or_kind_is_refused(db: None, changes: dict, field: str) -> None:
    with refused("", field=field):
        opened(**changes)


@pytest.mark.django_db(transaction=True)
def test_of_two_schemes_at_once_with_one_address_one_is_refused() -> None:
    organisation = an_organisation()

    answers = at_once(
        lambda: opened(organisation=organisation), lambda: opened(organisation=organisation)
    )

    assert sorted(isinstance(answer, Scheme) for answer in answers) == [False, True]
    assert Partnership.objects.count() == 1


def test_the_particulars_change(scheme: Scheme, coordinator: User) -> None:
    change_scheme(scheme=scheme, details=DETAILS, actor=coordinator)

    scheme.refresh_from_db()
    assert (scheme.name, scheme.kind, scheme.rhythm_days, scheme.usual_minutes) == (
        "Alongside",
        "mentoring",
        7,
        90,
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"rhythm_days": 0}, "rhythm_days"),
        ({"rhythm_days": 367}, "rhythm_days"),
        ({"usual_minutes": 0}, "usual_minutes"),
        ({"usual_minutes": 1441}, "usual_minutes"),
    ],
)
def test_particulars_out_of_bounds_are_refused(
    scheme: Scheme, coordinator: User, changes: dict, field: str
) -> None:
    with refused("", field=field):
        change_scheme(scheme=scheme, details=replace(DETAILS, **changes), actor=coordinator)


def test_only_words_that_differ_are_kept(scheme: Scheme, coordinator: User) -> None:
    words = {
        "supporter": "ally",
        "supporters": "befrienders",
        "meeting": "  ",
        "match": " pair  up ",
    }

    change_words(scheme=scheme, words=words, actor=coordinator)

    scheme.refresh_from_db()
    assert scheme.own_words == {"supporter": "ally", "match": "pair up"}


@pytest.mark.parametrize(
    ("words", "field"), [({"king": "x"}, None), ({"supporter": "x" * 41}, "supporter")]
)
def test_words_nobody_knows_and_long_ones_are_refused(
    scheme: Scheme, coordinator: User, words: dict, field: str | None
) -> None:
    with refused("", field=field):
        change_words(scheme=scheme, words=words, actor=coordinator)


def test_a_site_is_added_without_stray_spaces(scheme: Scheme, coordinator: User) -> None:
    assert add_site(scheme=scheme, name="  New   Town ", actor=coordinator).name == "New Town"


@pytest.mark.parametrize("name", ["gloucester", " Gloucester ", "", " "])
def test_a_site_without_a_name_of_its_own_is_refused(
    scheme: Scheme, coordinator: User, name: str
) -> None:
    a_site(scheme, "Gloucester")

    with refused("", field="name"):
        add_site(scheme=scheme, name=name, actor=coordinator)


def test_a_site_keeps_its_name_in_other_letters(scheme: Scheme, coordinator: User) -> None:
    site = a_site(scheme, "gloucester")

    assert rename_site(site=site, name="Gloucester", actor=coordinator).name == "Gloucester"


def test_a_site_does_not_take_the_name_of_another(scheme: Scheme, coordinator: User) -> None:
    a_site(scheme, "Stroud")

    with refused("There is a site with this name already", field="name"):
        rename_site(site=a_site(scheme), name="stroud", actor=coordinator)


@pytest.mark.parametrize("service", ["change", "words", "add", "rename"])
def test_the_steering_group_may_not_change_the_scheme(scheme: Scheme, service: str) -> None:
    reader = a_role(Role.STEERING, of=scheme)
    site = a_site(scheme)
    calls = {
        "change": lambda: change_scheme(scheme=scheme, details=DETAILS, actor=reader),
        "words": lambda: change_words(scheme=scheme, words={}, actor=reader),
        "add": lambda: add_site(scheme=scheme, name="Stroud", actor=reader),
        "rename": lambda: rename_site(site=site, name="Stroud", actor=reader),
    }

    with pytest.raises(NotAllowed):
        calls[service]()


def test_two_schemes_may_have_sites_of_one_name(scheme: Scheme, coordinator: User) -> None:
    a_site(a_scheme("elsewhere"), "Stroud")

    assert add_site(scheme=scheme, name="Stroud", actor=coordinator).scheme == scheme
