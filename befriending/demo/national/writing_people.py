"""Writes everybody down: accounts, persons, organisers, volunteers, supported people, checks."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import connection, models

from accounts.models import User
from befriending.demo.copying import copy_rows, reserve_keys, sign
from befriending.demo.national.calendar import day, stamp
from befriending.demo.national.cast import Cast, Helper, Somebody
from befriending.demo.national.places import REFERRERS, TOWNS
from befriending.demo.national.programme import Programme
from befriending.demo.national.staff import STAFF, Accounts
from befriending.demo.national.texts import CAN_HELP_WITH, INTERESTS
from befriending.demo.people import DOMAIN, FINISHED, postcode
from hosting.models import Organiser, Placement
from people.models import Person
from schemes.models import Scheme, Site
from supportees.models import Supportee
from volunteers.models import CriminalRecordCheck, Volunteer

HAS_EMAIL, HAS_TELEPHONE, HAS_OTHER_NAME = 0.6, 0.88, 0.04
SHORT_NAMES = {
    "Patricia": "Pat",
    "Dorothy": "Dot",
    "Margaret": "Maggie",
    "Susan": "Sue",
    "Robert": "Bob",
    "William": "Bill",
    "Thomas": "Tom",
    "Andrew": "Andy",
    "Michael": "Mike",
    "Elizabeth": "Liz",
    "Kenneth": "Ken",
    "Terry": "Tel",
}


def write_staff(programme: Programme) -> Accounts:
    """The accounts that roles are given to."""
    joined = stamp(programme.began, 9, 0)
    keys = _write_accounts([(each.email, each.name, joined) for each in STAFF])
    return Accounts(dict(zip((each.email for each in STAFF), keys, strict=True)))


@dataclass
class WriterOfPeople:
    """Writes people of one scheme, whose sites and cohorts are there already."""

    scheme: Scheme
    sites: list[Site]
    programme: Programme
    chance: Random

    def write(self, cast: Cast) -> None:
        """Everybody with all the steps they took, and the accounts some have."""
        everybody: list[Somebody] = [*cast.helpers, *cast.neighbours]
        self._write_accounts_of(everybody)
        keys = reserve_keys(Person, len(everybody))
        for somebody, key in zip(everybody, keys, strict=True):
            somebody.person_key = key
        self._write_persons([self._person(each) for each in everybody])
        self._write_helpers(cast.helpers)
        self._write_neighbours(cast)
        walk(Volunteer, cast.helpers)
        walk(Supportee, cast.neighbours)
        self._write_checks(cast.helpers)

    def write_organisers(self) -> None:
        """The paid organisers and where they were placed."""
        organisers = self.programme.organisers
        persons = reserve_keys(Person, len(organisers))
        self._write_persons(
            [
                (
                    key,
                    None,
                    each.given,
                    each.family,
                    "",
                    self._born(self.chance.randint(19, 52)),
                    self._phone(),
                    f"{each.email}@{DOMAIN}",
                    postcode(self.chance),
                    each.languages,
                    stamp(each.first - 20, 10, 0),
                )
                for each, key in zip(organisers, persons, strict=True)
            ]
        )
        for each, key in zip(organisers, reserve_keys(Organiser, len(organisers)), strict=True):
            each.key = key
        copy_rows(
            Organiser,
            ("id", "scheme", "person", "reference", "started_on", "left_on", "recorded_at"),
            (
                (
                    each.key,
                    self.scheme.pk,
                    person,
                    f"O{number:03}",
                    day(each.first),
                    day(each.last) if each.last < self.programme.today else None,
                    stamp(each.first - 20, 10, 0),
                )
                for number, (each, person) in enumerate(
                    zip(organisers, persons, strict=True), start=1
                )
            ),
        )
        copy_rows(
            Placement,
            ("organiser", "host", "cohort", "started_on", "ended_on", "recorded_at"),
            (
                (
                    each.key,
                    self.programme.hosts[placed.host].key,
                    self.programme.cohort_keys[each.cohort],
                    day(placed.first),
                    day(placed.last),
                    stamp(min(placed.first, self.programme.today - 1) - 6, 11, 0),
                )
                for each in organisers
                for placed in each.placed
            ),
        )

    def _write_accounts_of(self, everybody: list[Somebody]) -> None:
        signing_in = [
            each
            for each in everybody
            if each.signs_in and (len(each.steps) > 2 or not isinstance(each, Helper))
        ]
        keys = _write_accounts(
            [(each.email, each.name, stamp(each.steps[0][1], 10, 30)) for each in signing_in]
        )
        for somebody, key in zip(signing_in, keys, strict=True):
            somebody.user_key = key

    def _write_persons(self, rows: list[tuple[Any, ...]]) -> None:
        copy_rows(
            Person,
            (
                "id",
                "user",
                "given_name",
                "family_name",
                "known_as",
                "born_on",
                "phone",
                "email",
                "postcode",
                "languages",
                "recorded_at",
                "organisation",
                "email_is_doubtful",
            ),
            ((*row, self.scheme.organisation_id, False) for row in rows),
        )

    def _person(self, somebody: Somebody) -> tuple[Any, ...]:
        chance = self.chance
        known_as = SHORT_NAMES.get(somebody.given, "") if chance.random() < 0.5 else ""
        if known_as == "" and chance.random() < HAS_OTHER_NAME:
            known_as = chance.choice(("Sunny", "Mo", "Taff", "Jay", "Red", "Bee", "Nan", "Mack"))
        somebody.called = known_as or somebody.given
        has_email = somebody.user_key is not None or chance.random() < HAS_EMAIL
        return (
            somebody.person_key,
            somebody.user_key,
            somebody.given,
            somebody.family,
            known_as,
            self._born(somebody.age),
            self._phone() if chance.random() < HAS_TELEPHONE else "",
            f"{somebody.email}@{DOMAIN}" if has_email else "",
            postcode(chance),
            somebody.languages,
            stamp(somebody.steps[0][1], 10, 30),
        )

    def _born(self, age: int) -> Any:
        return day(self.programme.today - age * 365 - age // 4 - self.chance.randint(1, 360))

    def _phone(self) -> str:
        return f"07700 900{self.chance.randrange(1000):03}"

    def _write_helpers(self, helpers: list[Helper]) -> None:
        for helper, key in zip(helpers, reserve_keys(Volunteer, len(helpers)), strict=True):
            helper.key = key
        copy_rows(
            Volunteer,
            (
                "id",
                "scheme",
                "person",
                "reference",
                "status",
                "status_since",
                "imported_status",
                "status_in_doubt",
                "site",
                "host",
                "cohort",
                "organiser",
                "can_help_with",
                "interests",
                "most_supportees",
                "references_received",
                "started_on",
                "leaving_reason",
                "notes",
                "is_imported",
                "recorded_at",
            ),
            map(self._helper, helpers),
        )

    def _helper(self, helper: Helper) -> tuple[Any, ...]:
        chance = self.chance
        status, since = helper.steps[0]
        has_trained = len(helper.steps) > 1
        return (
            helper.key,
            self.scheme.pk,
            helper.person_key,
            f"V{helper.number + 1:04}",
            str(status),
            day(since),
            helper.imported_status,
            helper.in_doubt,
            self.sites[helper.town].pk,
            self.programme.hosts[helper.host].key,
            self.programme.cohort_keys[helper.cohort],
            self.programme.organisers[helper.organiser].key,
            chance.sample(CAN_HELP_WITH, chance.randint(1, 3)),
            chance.sample(INTERESTS, chance.randint(0, 4)),
            helper.most,
            2 if helper.started else int(has_trained),
            day(helper.started) if helper.started else None,
            "",
            "",
            helper.is_imported,
            stamp(since, 10, 30),
        )

    def _write_neighbours(self, cast: Cast) -> None:
        neighbours = cast.neighbours
        for each, key in zip(neighbours, reserve_keys(Supportee, len(neighbours)), strict=True):
            each.key = key
        chance = self.chance
        copy_rows(
            Supportee,
            (
                "id",
                "scheme",
                "person",
                "reference",
                "status",
                "status_since",
                "imported_status",
                "status_in_doubt",
                "site",
                "referred_on",
                "referred_by",
                "looking_for",
                "interests",
                "wished_gender",
                "ending_reason",
                "notes",
                "is_imported",
                "recorded_at",
            ),
            (
                (
                    each.key,
                    self.scheme.pk,
                    each.person_key,
                    f"S{each.number + 1:04}",
                    str(each.steps[0][0]),
                    day(each.steps[0][1]),
                    each.imported_status,
                    each.in_doubt,
                    self.sites[each.town].pk,
                    day(each.referred),
                    chance.choice(REFERRERS).format(town=TOWNS[each.town]),
                    chance.sample(CAN_HELP_WITH, chance.randint(1, 2)),
                    chance.sample(INTERESTS, chance.randint(0, 3)),
                    chance.choices(("any", "woman", "man"), (78, 17, 5))[0],
                    "",
                    "",
                    bool(each.imported_status),
                    stamp(each.referred, 10, 30),
                )
                for each in neighbours
            ),
        )

    def _write_checks(self, helpers: list[Helper]) -> None:
        """A check for everybody who may meet people, made while they were in training."""
        copy_rows(
            CriminalRecordCheck,
            ("volunteer", "number", "issued_on", "recorded_at"),
            (
                (
                    helper.key,
                    f"00{self.chance.randint(10**9, 10**10 - 1)}",
                    day(helper.started - self.chance.randint(5, 25)),
                    stamp(helper.started, 12, 0),
                )
                for helper in helpers
                if helper.started
            ),
        )


def walk(model: type[models.Model], everybody: Sequence[Somebody]) -> None:
    """Let everybody take their steps one by one, so that the history tells them."""
    finished, day_field, why_field = FINISHED[model]
    quote = connection.ops.quote_name
    update = (
        f"UPDATE {quote(model._meta.db_table)} SET status = step.status, "
        f"status_since = step.since, {day_field} = step.finished, {why_field} = step.why "
        "FROM unnest(%s::bigint[], %s::text[], %s::date[], %s::date[], %s::text[]) "
        "AS step(id, status, since, finished, why) "
        f"WHERE {quote(model._meta.db_table)}.id = step.id"
    )
    for number in range(1, max(len(each.steps) for each in everybody)):
        moving = [each for each in everybody if number < len(each.steps)]
        ends = [each.steps[number][0] == finished for each in moving]
        days = [day(each.steps[number][1]) for each in moving]
        with connection.cursor() as cursor:
            sign(cursor)
            cursor.execute(
                update,
                [
                    [each.key for each in moving],
                    [str(each.steps[number][0]) for each in moving],
                    days,
                    [on if end else None for on, end in zip(days, ends, strict=True)],
                    [
                        each.why_finished if end else ""
                        for each, end in zip(moving, ends, strict=True)
                    ],
                ],
            )


def _write_accounts(wanted: list[tuple[str, str, str]]) -> list[int]:
    """Accounts as an invitation opens them: confirmed address, no password."""
    keys = reserve_keys(User, len(wanted))
    copy_rows(
        User,
        ("id", "email", "name", "joined_at", "is_active", "password"),
        (
            (key, f"{email}@{DOMAIN}", name, joined, True, make_password(None))
            for key, (email, name, joined) in zip(keys, wanted, strict=True)
        ),
    )
    copy_rows(
        EmailAddress,
        ("user", "email", "primary", "verified"),
        (
            (key, f"{email}@{DOMAIN}", True, True)
            for key, (email, _name, _joined) in zip(keys, wanted, strict=True)
        ),
    )
    return keys
