"""What happens to cohorts and paid organisers, and what is refused in words."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from core.errors import NotAllowed
from core.tests.signatures import signatures_of
from hosting.models import Cohort, Organiser, Placement
from hosting.queries import remarks_on
from hosting.services import (
    OrganiserDetails,
    add_cohort,
    add_organiser,
    change_cohort,
    change_placement,
    end_placement,
    leave,
    place,
    take_back_placement,
    update_organiser,
)
from hosting.tests.factories import a_cohort, a_host, a_placement, an_organiser
from people.models import Person
from people.services import PersonDetails
from people.tests.factories import a_person
from schemes.models import Organisation, Role, Scheme
from schemes.tests.expectations import refused
from schemes.tests.factories import a_coordinator, a_partnership, a_role, a_scheme, an_organisation

pytestmark = pytest.mark.django_db

SEPTEMBER, MARCH, APRIL = date(2025, 9, 1), date(2026, 3, 3), date(2026, 4, 1)


@pytest.fixture
def sam(scheme: Scheme) -> User:
    return a_coordinator(of=scheme)


def placed(organiser: Organiser, host: Organisation, actor: User, **days: Any) -> Placement:
    details = {"cohort": None, "started_on": SEPTEMBER, "ended_on": None, **days}
    return place(organiser=organiser, host=host, actor=actor, **details)


class TestCohorts:
    def test_a_cohort_is_added_and_changed(self, scheme: Scheme, sam: User) -> None:
        cohort = add_cohort(
            scheme=scheme, name=" Cohort  1", started_on=SEPTEMBER, ended_on=None, actor=sam
        )
        change_cohort(
            cohort=cohort, name="Autumn 2025", started_on=SEPTEMBER, ended_on=MARCH, actor=sam
        )

        cohort.refresh_from_db()
        assert (cohort.name, cohort.started_on, cohort.ended_on) == (
            "Autumn 2025",
            SEPTEMBER,
            MARCH,
        )

    def test_two_cohorts_have_two_names(self, scheme: Scheme, sam: User) -> None:
        a_cohort(scheme, "Cohort 1")
        with refused("There is a cohort of this name already", field="name"):
            add_cohort(scheme=scheme, name="cohort 1", started_on=MARCH, ended_on=None, actor=sam)

    def test_a_cohort_does_not_end_before_it_begins(self, scheme: Scheme, sam: User) -> None:
        with refused("This is before the cohort begins", field="ended_on"):
            add_cohort(
                scheme=scheme, name="Cohort 1", started_on=MARCH, ended_on=SEPTEMBER, actor=sam
            )


class TestOrganisers:
    def test_a_new_one_and_the_person_are_written_down(self, scheme: Scheme, sam: User) -> None:
        organiser = add_organiser(
            scheme=scheme,
            person=PersonDetails(given_name="Wren", family_name="Hughes"),
            details=OrganiserDetails(reference="O1", started_on=SEPTEMBER),
            actor=sam,
        )

        assert (str(organiser), organiser.reference, organiser.started_on) == (
            "Wren Hughes",
            "O1",
            SEPTEMBER,
        )
        assert signatures_of(organiser) == [
            {"what": "add an organiser", "why": "", "actor": sam.pk}
        ]

    def test_somebody_known_stays_one_person(self, scheme: Scheme, sam: User) -> None:
        person = a_person("Wren Hughes", organisation=scheme.organisation)
        add_organiser(scheme=scheme, person=person, details=OrganiserDetails(), actor=sam)

        assert Person.objects.count() == 1
        with refused("This person is on the list already"):
            add_organiser(scheme=scheme, person=person, details=OrganiserDetails(), actor=sam)

    def test_a_reference_belongs_to_one(self, scheme: Scheme, sam: User) -> None:
        an_organiser(scheme, reference="O1")
        with refused("Somebody else has this reference", field="reference"):
            add_organiser(
                scheme=scheme,
                person=PersonDetails(given_name="Tom"),
                details=OrganiserDetails(reference="O1"),
                actor=sam,
            )

    def test_somebody_marked_as_gone_is_taken_back(self, scheme: Scheme, sam: User) -> None:
        wren = an_organiser(scheme, left_on=MARCH)

        update_organiser(
            organiser=wren,
            person=PersonDetails(given_name="Wren"),
            details=OrganiserDetails(left_on=None),
            actor=sam,
        )

        wren.refresh_from_db()
        assert wren.left_on is None

    def test_a_first_day_after_a_placement_began_is_refused(
        self, scheme: Scheme, sam: User
    ) -> None:
        wren = an_organiser(scheme, at=a_host(scheme), since=SEPTEMBER)
        with refused(
            "Wren Hughes is placed at Forest Centre since 1 September 2025.", field="started_on"
        ):
            update_organiser(
                organiser=wren,
                person=PersonDetails(given_name="Wren"),
                details=OrganiserDetails(started_on=MARCH),
                actor=sam,
            )


class TestLeaving:
    def test_where_they_are_placed_ends_too(self, scheme: Scheme, sam: User) -> None:
        wren = an_organiser(scheme, at=a_host(scheme), since=SEPTEMBER)

        leave(organiser=wren, left_on=MARCH, actor=sam)

        wren.refresh_from_db()
        assert (wren.left_on, wren.placements.get().ended_on) == (MARCH, MARCH)

    def test_a_placement_that_was_over_keeps_its_end(self, scheme: Scheme, sam: User) -> None:
        wren = an_organiser(scheme, at=a_host(scheme), since=SEPTEMBER, until=MARCH)

        leave(organiser=wren, left_on=APRIL, actor=sam)

        assert wren.placements.get().ended_on == MARCH

    def test_a_day_to_come_is_refused(self, scheme: Scheme, sam: User) -> None:
        tomorrow = timezone.localdate() + timedelta(days=1)
        with refused("This day is in the future", field="left_on"):
            leave(organiser=an_organiser(scheme), left_on=tomorrow, actor=sam)

    def test_nobody_leaves_before_a_placement_begins(self, scheme: Scheme, sam: User) -> None:
        wren = an_organiser(scheme, at=a_host(scheme), since=APRIL)
        with refused("Wren Hughes is placed at Forest Centre from 1 April 2026.", field="left_on"):
            leave(organiser=wren, left_on=MARCH, actor=sam)
        wren.refresh_from_db()
        assert (wren.left_on, wren.placements.get().ended_on) == (None, None)

    def test_what_would_begin_later_is_taken_back_when_asked(
        self, scheme: Scheme, sam: User
    ) -> None:
        wren = an_organiser(scheme, at=a_host(scheme), since=SEPTEMBER, until=MARCH)
        tomorrow = timezone.localdate() + timedelta(days=1)
        a_placement(wren, a_host(scheme, "Old Mill"), since=tomorrow)

        leave(organiser=wren, left_on=MARCH, take_back_later=True, actor=sam)

        wren.refresh_from_db()
        assert wren.left_on == MARCH
        assert [str(each.host) for each in wren.placements.all()] == ["Forest Centre"]

    def test_nobody_leaves_twice(self, scheme: Scheme, sam: User) -> None:
        with refused("Wren Hughes left on 3 March 2026 already"):
            leave(organiser=an_organiser(scheme, left_on=MARCH), left_on=APRIL, actor=sam)


class TestPlacing:
    def test_an_organiser_works_at_a_host_in_a_cohort(self, scheme: Scheme, sam: User) -> None:
        wren, host, cohort = an_organiser(scheme), a_host(scheme), a_cohort(scheme)

        placement = placed(wren, host, sam, cohort=cohort, ended_on=MARCH)

        assert (
            Placement.objects.filter(
                organiser=wren, host=host, cohort=cohort, started_on=SEPTEMBER, ended_on=MARCH
            ).get()
            == placement
        )
        assert signatures_of(placement) == [
            {"what": "place an organiser", "why": "", "actor": sam.pk}
        ]

    @pytest.mark.parametrize(
        ("first", "last"),
        [(MARCH, None), (date(2026, 1, 1), date(2026, 1, 2)), (date(2025, 1, 1), SEPTEMBER)],
    )
    def test_two_placements_that_overlap_are_refused_by_the_name_of_the_other(
        self, scheme: Scheme, sam: User, first: date, last: date | None
    ) -> None:
        wren = an_organiser(scheme, at=a_host(scheme), since=SEPTEMBER, until=MARCH)
        with refused(
            "Wren Hughes is placed at Forest Centre until 3 March 2026. "
            "Choose days that do not overlap.",
            field="started_on",
        ):
            placed(wren, a_host(scheme, "Old Mill"), sam, started_on=first, ended_on=last)

    def test_one_without_an_end_is_to_be_ended_first(self, scheme: Scheme, sam: User) -> None:
        wren = an_organiser(scheme, at=a_host(scheme), since=SEPTEMBER)
        with refused(
            "Wren Hughes is placed at Forest Centre since 1 September 2025. "
            "Say when that ends first.",
            field="started_on",
        ):
            placed(wren, a_host(scheme, "Old Mill"), sam, started_on=APRIL)

    def test_the_day_after_is_free(self, scheme: Scheme, sam: User) -> None:
        wren = an_organiser(scheme, at=a_host(scheme), since=SEPTEMBER, until=MARCH)

        placed(wren, a_host(scheme, "Old Mill"), sam, started_on=MARCH + timedelta(days=1))

        assert wren.placements.count() == 2

    def test_a_day_before_they_start_is_refused(self, scheme: Scheme, sam: User) -> None:
        with refused("Wren Hughes starts on 3 March 2026.", field="started_on"):
            placed(an_organiser(scheme, started_on=MARCH), a_host(scheme), sam)

    def test_a_placement_beyond_their_last_day_is_refused(self, scheme: Scheme, sam: User) -> None:
        wren = an_organiser(scheme, left_on=MARCH)
        with refused("Wren Hughes left on 3 March 2026.", field="ended_on"):
            placed(wren, a_host(scheme), sam)

    def test_an_end_before_the_start_is_refused(self, scheme: Scheme, sam: User) -> None:
        with refused("It began on 1 April 2026.", field="ended_on"):
            placed(an_organiser(scheme), a_host(scheme), sam, started_on=APRIL, ended_on=MARCH)

    def test_an_organisation_that_is_no_host_is_refused(self, scheme: Scheme, sam: User) -> None:
        referrer = a_partnership(scheme).organisation
        with refused("Harbour House does not host people in this scheme.", field="host"):
            placed(an_organiser(scheme), referrer, sam)

    def test_no_day_in_common_with_the_host_is_refused(self, scheme: Scheme, sam: User) -> None:
        host = a_host(scheme, started_on=date(2024, 1, 1), ended_on=date(2024, 12, 31))
        with refused(
            "Forest Centre does not host anybody on these days. It is a host from 1 January 2024 "
            "to 31 December 2024.",
            field="started_on",
        ):
            placed(an_organiser(scheme), host, sam)

    def test_no_day_in_common_with_the_cohort_is_refused(self, scheme: Scheme, sam: User) -> None:
        cohort = a_cohort(scheme, started=date(2024, 1, 1), ended_on=date(2024, 12, 31))
        with refused("Cohort 1 runs from 1 January 2024 to 31 December 2024.", field="started_on"):
            placed(an_organiser(scheme), a_host(scheme), sam, cohort=cohort)

    def test_a_cohort_of_another_scheme_is_refused(self, scheme: Scheme, sam: User) -> None:
        with refused("Please choose one", field="cohort"):
            placed(
                an_organiser(scheme), a_host(scheme), sam, cohort=a_cohort(a_scheme("elsewhere"))
            )

    def test_days_that_only_reach_over_are_taken_and_told(self, scheme: Scheme, sam: User) -> None:
        cohort = a_cohort(scheme, started=MARCH)
        host = a_host(scheme, started_on=date(2025, 1, 1), ended_on=date(2026, 6, 30))

        placement = placed(an_organiser(scheme), host, sam, cohort=cohort)

        assert remarks_on(placement) == [
            "Some of these days are outside Cohort 1, which runs since 3 March 2026.",
            "Some of these days are outside those in which Forest Centre is a host: from 1 January "
            "2025 to 30 June 2026.",
        ]

    def test_days_that_fit_call_for_no_remark(self, scheme: Scheme, sam: User) -> None:
        placement = placed(an_organiser(scheme), a_host(scheme), sam, cohort=a_cohort(scheme))

        assert remarks_on(placement) == []


class TestEndingAPlacement:
    def test_it_ends_and_may_be_mended(self, scheme: Scheme, sam: User) -> None:
        placement = a_placement(an_organiser(scheme), a_host(scheme), since=SEPTEMBER)

        end_placement(placement=placement, ended_on=MARCH, actor=sam)
        end_placement(placement=placement, ended_on=APRIL, actor=sam)

        placement.refresh_from_db()
        assert placement.ended_on == APRIL

    def test_an_end_before_it_began_is_refused(self, scheme: Scheme, sam: User) -> None:
        placement = a_placement(an_organiser(scheme), a_host(scheme), since=MARCH)
        with refused("It began on 3 March 2026.", field="ended_on"):
            end_placement(placement=placement, ended_on=SEPTEMBER, actor=sam)

    def test_an_end_within_the_next_one_is_refused(self, scheme: Scheme, sam: User) -> None:
        wren = an_organiser(scheme)
        placement = a_placement(wren, a_host(scheme), since=SEPTEMBER, until=MARCH)
        a_placement(wren, a_host(scheme, "Old Mill"), since=APRIL)
        with refused("Wren Hughes is placed at Old Mill since 1 April 2026.", field="ended_on"):
            end_placement(placement=placement, ended_on=APRIL, actor=sam)


@pytest.mark.parametrize(
    "service", ["cohort", "organiser", "place", "change", "take back", "end", "leave"]
)
def test_a_host_s_own_staff_change_nothing(scheme: Scheme, service: str) -> None:
    reader = a_role(Role.PARTNER, of=scheme)
    host = a_host(scheme)
    wren = an_organiser(scheme, at=host, since=SEPTEMBER)
    calls = {
        "cohort": lambda: add_cohort(
            scheme=scheme, name="C", started_on=MARCH, ended_on=None, actor=reader
        ),
        "organiser": lambda: add_organiser(
            scheme=scheme,
            person=PersonDetails(given_name="Tom"),
            details=OrganiserDetails(),
            actor=reader,
        ),
        "place": lambda: placed(an_organiser(scheme, "Tom Reed"), host, reader),
        "change": lambda: change_placement(
            placement=wren.placements.get(),
            host=host,
            cohort=None,
            started_on=SEPTEMBER,
            ended_on=MARCH,
            actor=reader,
        ),
        "take back": lambda: take_back_placement(placement=wren.placements.get(), actor=reader),
        "end": lambda: end_placement(placement=wren.placements.get(), ended_on=MARCH, actor=reader),
        "leave": lambda: leave(organiser=wren, left_on=MARCH, actor=reader),
    }

    with pytest.raises(NotAllowed):
        calls[service]()

    assert (Cohort.objects.count(), Person.objects.filter(given_name="Tom").count()) == (
        0,
        1 if service == "place" else 0,
    )
    assert wren.placements.get().ended_on is None


def test_an_organisation_that_only_others_know_is_no_host(scheme: Scheme, sam: User) -> None:
    theirs = a_host(a_scheme("elsewhere", organisation=an_organisation("Others")))
    with refused("Forest Centre does not host people in this scheme.", field="host"):
        placed(an_organiser(scheme), theirs, sam)
