"""Volunteers belong to hosts and cohorts, and a paid organiser answers for them."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.tests.factories import signed_in
from core.errors import NotAllowed
from hosting.tests.factories import a_cohort, a_host, an_organiser, staff_of
from people.access import Part, person_ids_visible_to
from people.models import Person
from people.services import PersonDetails
from schemes.models import Role, Scheme
from schemes.tests.expectations import refused
from schemes.tests.factories import a_coordinator, a_partnership, a_role, a_scheme
from schemes.tests.spreadsheets import bring_in, outcomes, said
from schemes.tests.visiting import address, send, words_of
from volunteers.models import Volunteer
from volunteers.services import VolunteerDetails, hand_over, update_volunteer
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme("roots", kind="community-organising")


@pytest.fixture
def sam(scheme: Scheme) -> User:
    return a_coordinator(of=scheme)


@pytest.fixture
def staff(client: Client, sam: User) -> Client:
    return signed_in(client, sam)


def where_they_belong(volunteer: Volunteer) -> list[str]:
    volunteer.refresh_from_db()
    return [str(each or "") for each in (volunteer.host, volunteer.cohort, volunteer.organiser)]


class TestTheForm:
    TYPED = {
        "given_name": "Priya",
        "family_name": "Khan",
        "most_supportees": "1",
        "references_received": "0",
    }

    def test_host_cohort_and_organiser_are_kept(self, staff: Client, scheme: Scheme) -> None:
        volunteer = a_volunteer(scheme, "Priya Khan")
        host, cohort = a_host(scheme), a_cohort(scheme)
        wren = an_organiser(scheme, at=host, cohort=cohort)

        send(
            staff,
            address(scheme, "change_volunteer", volunteer.pk),
            **self.TYPED,
            host=host.pk,
            cohort=cohort.pk,
            organiser=wren.pk,
        )

        assert where_they_belong(volunteer) == ["Forest Centre", "Cohort 1", "Wren Hughes"]

    def test_what_a_scheme_does_not_have_is_not_asked(self, staff: Client, scheme: Scheme) -> None:
        a_cohort(scheme)

        form = staff.get(address(scheme, "add_volunteer")).context["form"]

        assert [name for name in ("host", "cohort", "organiser") if name in form.fields] == [
            "cohort"
        ]

    def test_a_host_that_is_one_no_longer_stays_until_it_is_changed(
        self, staff: Client, scheme: Scheme
    ) -> None:
        over = a_host(scheme, "Old Mill", ended_on=date(2026, 1, 1))
        volunteer = a_volunteer(scheme, "Priya Khan", host=over)
        another = a_volunteer(scheme, "Ann Lee")

        offered = [
            list(
                staff.get(address(scheme, "change_volunteer", each.pk))
                .context["form"]
                .fields["host"]
                .queryset
            )
            if "host"
            in staff.get(address(scheme, "change_volunteer", each.pk)).context["form"].fields
            else []
            for each in (volunteer, another)
        ]
        send(staff, address(scheme, "change_volunteer", volunteer.pk), **self.TYPED, host=over.pk)

        assert offered == [[over], []]
        assert where_they_belong(volunteer) == ["Old Mill", "", ""]

    def test_their_page_says_where_they_belong(self, staff: Client, scheme: Scheme) -> None:
        host = a_host(scheme)
        volunteer = a_volunteer(
            scheme,
            "Priya Khan",
            host=host,
            cohort=a_cohort(scheme),
            organiser=an_organiser(scheme, at=host),
        )

        page = words_of(staff.get(address(scheme, "volunteer", volunteer.pk)))

        assert ["Forest Centre" in page, "Cohort 1" in page, "Wren Hughes" in page] == [True] * 3


class TestTheService:
    def change(self, volunteer: Volunteer, actor: User, **details: Any) -> Volunteer:
        return update_volunteer(
            volunteer=volunteer,
            person=PersonDetails(given_name="Priya"),
            details=VolunteerDetails(**details),
            actor=actor,
        )

    def test_an_organisation_that_is_no_host_is_refused(self, scheme: Scheme, sam: User) -> None:
        referrer = a_partnership(scheme).organisation
        with refused("Harbour House does not host people in this scheme.", field="host"):
            self.change(a_volunteer(scheme), sam, host=referrer)

    @pytest.mark.parametrize("kind", ["cohort", "organiser"])
    def test_those_of_another_scheme_are_refused(
        self, scheme: Scheme, sam: User, kind: str
    ) -> None:
        elsewhere = a_scheme("elsewhere")
        theirs = a_cohort(elsewhere) if kind == "cohort" else an_organiser(elsewhere)
        with refused("Please choose one", field=kind):
            self.change(a_volunteer(scheme), sam, **{kind: theirs})


class TestHandingOver:
    def test_another_organiser_answers_for_those_who_have_not_left(
        self, scheme: Scheme, sam: User
    ) -> None:
        wren, owen = an_organiser(scheme), an_organiser(scheme, "Owen Price")
        here = a_volunteer(scheme, "Priya Khan", organiser=wren)
        gone = a_volunteer(scheme, "Ann Lee", organiser=wren, status="left")
        other = a_volunteer(scheme, "Tom Reed")

        assert hand_over(organiser=wren, to=owen, actor=sam) == 1

        assert [where_they_belong(each)[2] for each in (here, gone, other)] == [
            "Owen Price",
            "Wren Hughes",
            "",
        ]

    @pytest.mark.parametrize("who", ["gone", "elsewhere", "same"])
    def test_it_is_refused_for_who_cannot_take_them(
        self, scheme: Scheme, sam: User, who: str
    ) -> None:
        wren = an_organiser(scheme)
        to = {
            "gone": an_organiser(scheme, "Owen Price", left_on=date(2026, 1, 1)),
            "elsewhere": an_organiser(a_scheme("elsewhere"), "Ceri Vaughan"),
            "same": wren,
        }[who]
        with refused(f"{to.person.name} cannot take them over.", field="to"):
            hand_over(organiser=wren, to=to, actor=sam)

    def test_it_needs_somebody_who_may_change_people(self, scheme: Scheme) -> None:
        wren, owen = an_organiser(scheme), an_organiser(scheme, "Owen Price")
        with pytest.raises(NotAllowed):
            hand_over(organiser=wren, to=owen, actor=a_role(Role.STEERING, of=scheme))

    def test_by_the_page(self, staff: Client, scheme: Scheme) -> None:
        wren, owen = an_organiser(scheme), an_organiser(scheme, "Owen Price")
        priya = a_volunteer(scheme, "Priya Khan", organiser=wren)
        where = address(scheme, "hand_over", wren.pk)

        asked = words_of(staff.get(where))
        answer = send(staff, where, to=owen.pk)

        assert "They answer for 1 organiser now." in asked
        assert answer["Location"] == address(scheme, "organiser", owen.pk)
        assert where_they_belong(priya)[2] == "Owen Price"


class TestWhatAHostSees:
    def test_their_own_volunteers_who_have_not_left(self, scheme: Scheme) -> None:
        forest, mill = a_host(scheme), a_host(scheme, "Old Mill")
        a_volunteer(scheme, "Priya Khan", host=forest)
        a_volunteer(scheme, "Ann Lee", host=forest, status="left")
        a_volunteer(scheme, "Tom Reed", host=mill)
        a_volunteer(scheme, "Nell Stone")
        hope = staff_of(forest, in_scheme=scheme)

        def people(part: Part) -> list[str]:
            return [
                person.name for person in Person.objects.filter(person_ids_visible_to(hope, part))
            ]

        assert [str(each) for each in Volunteer.objects.visible_to(hope)] == ["Priya Khan"]
        assert (people(Part.CONTACT), people(Part.RECORD)) == (["Priya Khan"], [])

    def test_nobody_of_the_same_organisation_in_another_scheme(self, scheme: Scheme) -> None:
        forest = a_host(scheme)
        elsewhere = a_scheme("elsewhere", organisation=scheme.organisation)
        a_volunteer(elsewhere, "Priya Khan", host=forest)

        assert not Volunteer.objects.visible_to(staff_of(forest, in_scheme=scheme)).exists()

    def test_nobody_once_they_are_a_host_no_longer(self, scheme: Scheme) -> None:
        forest = a_host(scheme, ended_on=date(2026, 1, 1))
        a_volunteer(scheme, "Priya Khan", host=forest)

        assert not Volunteer.objects.visible_to(staff_of(forest, in_scheme=scheme)).exists()

    def test_nobody_without_an_organisation(self, scheme: Scheme) -> None:
        a_volunteer(scheme, "Priya Khan")
        a_volunteer(scheme, "Ann Lee", host=a_host(scheme))

        assert not Volunteer.objects.visible_to(staff_of(None, in_scheme=scheme)).exists()


class TestSpreadsheets:
    HEADINGS = "Ref,Forename,Surname,Host organisation,Cohort no,Supervised by,Comments"

    def rows(self, scheme: Scheme, *lines: str) -> Any:
        return bring_in(scheme, "volunteers", self.HEADINGS, *lines)

    def test_host_cohort_and_organiser_are_found_by_what_offices_call_them(
        self, scheme: Scheme
    ) -> None:
        a_host(scheme)
        a_cohort(scheme, "Cohort 3")
        an_organiser(scheme, "Wren Hughes", reference="O7")

        result = self.rows(
            scheme,
            "V1,Priya,Khan,FOREST centre,3,wren hughes,",
            "V2,Ann,Lee,Forest Centre,Cohort 3,O7,",
        )

        assert (outcomes(result), said(result)) == (["added", "added"], [])
        assert [where_they_belong(each) for each in Volunteer.objects.all()] == [
            ["Forest Centre", "Cohort 3", "Wren Hughes"]
        ] * 2

    def test_what_nobody_knows_is_named_and_kept_in_the_notes(self, scheme: Scheme) -> None:
        a_partnership(scheme, "Harbour House")
        an_organiser(scheme, "Wren Hughes", reference="O1")
        an_organiser(scheme, "Wren Hughes", reference="O2")

        result = self.rows(scheme, "V1,Priya,Khan,Harbour House,9,Wren Hughes,Evenings")

        assert (outcomes(result), said(result)) == (
            ["added"],
            [
                "We know no host called “Harbour House”. It was kept in the notes. Add the host, "
                "then bring this file in again.",
                "We know no cohort called “9”. It was kept in the notes. Add the cohort, then "
                "bring this file in again.",
                "There are two who are called “Wren Hughes”. It was kept in the notes. Use a "
                "reference.",
            ],
        )
        assert Volunteer.objects.get().notes == (
            "Evenings\nHost organisation: Harbour House\nCohort no: 9\nSupervised by: Wren Hughes"
        )

    def test_the_host_is_found_when_the_file_comes_again(self, scheme: Scheme) -> None:
        line = "V1,Priya,Khan,Forest Centre,,,"
        first, second = self.rows(scheme, line), self.rows(scheme, line)
        a_host(scheme)

        third, fourth = self.rows(scheme, line), self.rows(scheme, line)

        assert [outcomes(each) for each in (first, second, third, fourth)] == [
            ["added"],
            ["unchanged"],
            ["changed"],
            ["unchanged"],
        ]
        assert third.notes[0].changes == ["Host organisation"]
        assert where_they_belong(Volunteer.objects.get())[0] == "Forest Centre"

    def test_an_empty_cell_takes_nobody_from_their_host(self, scheme: Scheme) -> None:
        volunteer = a_volunteer(scheme, "Priya Khan", reference="V1", host=a_host(scheme))

        assert outcomes(self.rows(scheme, "V1,Priya,Khan,,,,")) == ["unchanged"]
        assert where_they_belong(volunteer)[0] == "Forest Centre"
