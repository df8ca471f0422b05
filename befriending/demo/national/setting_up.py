"""Writes the programme down: scheme, roles, towns, hosts with their agreements, cohorts."""

from collections import Counter
from datetime import date

from befriending.demo.national.calendar import day, stamp
from befriending.demo.national.places import TOWNS, WHAT_HOSTS_DO
from befriending.demo.national.programme import COHORT_DAYS, Host, Programme
from befriending.demo.national.staff import STAFF, Accounts
from befriending.demo.people import DOMAIN
from hosting.models import Cohort
from schemes.models import Organisation, Partnership, Role, RoleGrant, Scheme, SchemeKind, Site

SLUG = "neighbours-together"
NAME = "Neighbours Together"
WORDS = {
    "supporter": "volunteer",
    "supporters": "volunteers",
    "supportee": "neighbour",
    "supportees": "neighbours",
}
# Name, e-mail, part, what they do, days after the beginning on which they joined.
PARTNERS = (
    ("Common Ground Network", "hello", "lead", "Runs the programme and answers for it.", 0),
    ("The Long Acre Trust", "trust", "funder", "Pays the organisers for four years.", 0),
    ("Open Door College", "college", "training", "Trains each cohort and gives certificates.", 12),
    ("Health Alliance", "health", "referrer", "Its link workers send people to us.", 90),
    ("Tenants' Voice", "tenants", "partner", "Tells its members, and sits on the board.", 200),
)


def write_scheme(programme: Programme, accounts: Accounts) -> Scheme:
    """The scheme with its organisations, hosts, roles and cohorts."""
    began = programme.began
    partners = Organisation.objects.bulk_create(
        Organisation(
            name=name,
            email=f"{email}@{DOMAIN}",
            phone=f"07700 900{300 + number}",
            recorded_at=stamp(began + after, 9, 0),
        )
        for number, (name, email, _part, _does, after) in enumerate(PARTNERS)
    )
    scheme = Scheme.objects.create(
        slug=SLUG,
        name=NAME,
        kind=SchemeKind.COMMUNITY_ORGANISING,
        organisation=partners[0],
        own_words=WORDS,
        rhythm_days=7,
        usual_minutes=60,
        contact_name=STAFF[0].name,
        contact_phone="07700 900100",
        contact_email=f"{STAFF[0].email}@{DOMAIN}",
        started_on=day(began),
        recorded_at=stamp(began, 9, 0),
    )
    hosts = Organisation.objects.bulk_create(
        Organisation(
            name=host.name,
            email=f"host{number}@{DOMAIN}",
            phone=f"07700 900{(400 + number) % 1000:03}",
            recorded_at=stamp(host.started, 9, 0),
        )
        for number, host in enumerate(programme.hosts, start=1)
    )
    for host, organisation in zip(programme.hosts, hosts, strict=True):
        host.key = organisation.pk
    _write_partnerships(scheme, programme, partners)
    _write_cohorts(scheme, programme)
    _write_roles(scheme, programme, accounts)
    return scheme


def write_sites(scheme: Scheme, programme: Programme) -> list[Site]:
    """The towns it works in, in the order of their numbers."""
    towns = TOWNS[: max(host.town for host in programme.hosts) + 1]
    return Site.objects.bulk_create(Site(scheme=scheme, name=town) for town in towns)


def _write_partnerships(scheme: Scheme, programme: Programme, partners: list[Organisation]) -> None:
    Partnership.objects.bulk_create(
        Partnership(
            scheme=scheme,
            organisation=organisation,
            part=part,
            does=does,
            agreement_on=day(programme.began + after),
            started_on=day(programme.began + after),
            engagement="committed" if part in ("partner", "training") else "",
        )
        for organisation, (_name, _email, part, does, after) in zip(partners, PARTNERS, strict=True)
    )
    Partnership.objects.bulk_create(
        Partnership(
            scheme=scheme,
            organisation_id=host.key,
            part=Partnership.Part.HOST,
            does=WHAT_HOSTS_DO[number % len(WHAT_HOSTS_DO)],
            agreement_on=_day(host.agreement),
            agreement_undated=host.agreement_undated,
            started_on=day(host.started),
            ended_on=_day(host.ended),
            engagement=host.engagement,
            engagement_note=host.note,
            inducted_on=_day(host.inducted),
            followed_up_on=_day(host.followed_up),
        )
        for number, host in enumerate(programme.hosts)
    )


def _write_cohorts(scheme: Scheme, programme: Programme) -> None:
    cohorts = Cohort.objects.bulk_create(
        Cohort(
            scheme=scheme,
            name=f"Cohort {number}",
            started_on=day(start),
            ended_on=day(start + COHORT_DAYS - 1),
            recorded_at=stamp(start - 30, 9, 30),
        )
        for number, start in enumerate(programme.cohort_starts, start=1)
    )
    programme.cohort_keys = [cohort.pk for cohort in cohorts]


def _write_roles(scheme: Scheme, programme: Programme, accounts: Accounts) -> None:
    RoleGrant.objects.bulk_create(
        RoleGrant(
            scheme=scheme,
            user_id=accounts.keys[each.email],
            role=each.role,
            organisation_id=_host_of_the_partner(programme).key
            if each.role == Role.PARTNER
            else None,
            started_on=day(programme.began + number),
            granted_by_id=accounts.keys["manager"],
        )
        for number, each in enumerate(STAFF)
    )


def _host_of_the_partner(programme: Programme) -> Host:
    """The host at which most organisers work today: there is something to see."""
    at_hosts = Counter(
        each.host_on(programme.today)
        for each in programme.organisers
        if each.last >= programme.today
    )
    return programme.hosts[at_hosts.most_common(1)[0][0]]


def _day(number: int | None) -> date | None:
    return None if number is None else day(number)
