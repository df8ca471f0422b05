"""What pages and reports ask about a scheme: one definition of each notion."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from core.figures import Period
from schemes.figures import partnerships, takings_part
from schemes.models import (
    Organisation,
    Partnership,
    Policy,
    PolicyVersion,
    RoleGrant,
    Scheme,
    SetupText,
    SteeringDecision,
    SteeringMeeting,
    SteeringMember,
    SupportingDocument,
    TakingPart,
)
from schemes.models.plan import DatedQuerySet
from schemes.stages import STAGES, Item, Needs, Stage, spoken

# The set-up: what is there, what is missing


@dataclass(frozen=True)
class ItemState:
    """One item of a stage: whether it is there, and what there is, in short."""

    item: Item
    title: str
    missing: str
    is_done: bool
    text: str = ""
    hint: str = ""


@dataclass(frozen=True)
class StageState:
    """A stage with the state of its items."""

    stage: Stage
    title: str
    purpose: str
    items: tuple[ItemState, ...]

    @property
    def missing(self) -> list[ItemState]:
        """What is not there yet, in the order of the stage."""
        return [each for each in self.items if not each.is_done]

    @property
    def is_done(self) -> bool:
        return not self.missing

    @property
    def state(self) -> str:
        """done, started or missing."""
        if self.is_done:
            return "done"
        return "started" if any(each.is_done for each in self.items) else "missing"


def setup_state(scheme: Scheme, on: date | None = None) -> list[StageState]:
    """All seven stages, item by item, as they are on a day (today unless told).

    Nothing of this is stored: six queries, however much there is.
    """
    on = on or timezone.localdate()
    texts = dict(
        SetupText.objects.filter(scheme=scheme).exclude(text="").values_list("item", "text")
    )
    members = set(
        SteeringMember.objects.current(on).filter(scheme=scheme).values_list("capacity", flat=True)
    )
    there: dict[Needs, Any] = {
        Needs.TEXT: texts,
        Needs.POLICY: set(
            Policy.objects.filter(scheme=scheme, versions__in_force_from__lte=on).values_list(
                "kind", flat=True
            )
        ),
        Needs.DOCUMENT: set(
            SupportingDocument.objects.current(on)
            .filter(scheme=scheme)
            .values_list("kind", flat=True)
        ),
        Needs.TAKING_PART: set(
            TakingPart.objects.filter(scheme=scheme).values_list("stage", flat=True)
        ),
        Needs.MEMBERS: bool(members),
        Needs.SERVICE_USERS: SteeringMember.Capacity.SUPPORTEE in members,
        Needs.MEETING: SteeringMeeting.objects.filter(scheme=scheme, held_on__lte=on).exists(),
    }
    return [
        StageState(
            stage=stage,
            title=spoken(stage.title, scheme.words),
            purpose=spoken(stage.purpose, scheme.words),
            items=tuple(
                ItemState(
                    item=item,
                    title=spoken(item.title, scheme.words),
                    missing=spoken(item.missing, scheme.words),
                    hint=spoken(item.hint, scheme.words),
                    is_done=_is_there(item, stage, there),
                    text=texts.get(item.key, ""),
                )
                for item in stage.items
            ),
        )
        for stage in STAGES
    ]


def _is_there(item: Item, stage: Stage, there: dict[Needs, Any]) -> bool:
    found = there[item.needs]
    match item.needs:
        case Needs.TEXT:
            return item.key in found
        case Needs.POLICY | Needs.DOCUMENT:
            return item.kind in found
        case Needs.TAKING_PART:
            return stage.number in found
        case _:
            return bool(found)


@dataclass(frozen=True)
class Wording:
    """One wording of a text, from the audit trail."""

    text: str
    written_at: Any
    by: str


def wordings(scheme: Scheme, item: str) -> list[Wording]:
    """Every wording a heading has had, newest first, with who wrote it. Two queries."""
    events = list(
        SetupText.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
            scheme_id=scheme.pk, item=item
        )
        .select_related("pgh_context")
        .order_by("-pgh_id")
    )
    names = _names_of(event.pgh_context for event in events)
    return [
        Wording(event.text, event.pgh_created_at, names.get(_actor(event.pgh_context), ""))
        for event in events
    ]


def last_written(scheme: Scheme, items: Iterable[str]) -> dict[str, Wording]:
    """The newest wording of each of these headings, with who wrote it. Two queries."""
    events = list(
        SetupText.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
            scheme_id=scheme.pk, item__in=list(items)
        )
        .select_related("pgh_context")
        .order_by("item", "-pgh_id")
        .distinct("item")
    )
    names = _names_of(event.pgh_context for event in events)
    return {
        event.item: Wording(
            event.text, event.pgh_created_at, names.get(_actor(event.pgh_context), "")
        )
        for event in events
    }


def _actor(context: Any) -> int | None:
    return context.metadata.get("actor") if context else None


def _names_of(contexts: Iterable[Any]) -> dict[int | None, str]:
    keys = {key for context in contexts if (key := _actor(context)) is not None}
    return dict(User.objects.filter(pk__in=keys).values_list("pk", "name"))


# Aims, partners, participation, steering: what reports read


@dataclass(frozen=True)
class Aims:
    """What the scheme hopes for, in its own words; "" where nothing is written."""

    for_supportees: str
    for_supporters: str


def aims(scheme: Scheme) -> Aims:
    """The aims as they are written now."""
    texts = dict(
        SetupText.objects.filter(
            scheme=scheme, item__in=["aims-supportees", "aims-supporters"]
        ).values_list("item", "text")
    )
    return Aims(texts.get("aims-supportees", ""), texts.get("aims-supporters", ""))


@dataclass(frozen=True)
class Partner:
    """An organisation with one part in the scheme."""

    organisation: str
    part: str
    does: str
    agreement_on: date | None
    started_on: date
    ended_on: date | None

    @property
    def has_ended(self) -> bool:
        """Whether its last day has passed."""
        return self.ended_on is not None and self.ended_on < timezone.localdate()


def partners(scheme: Scheme, period: Period) -> list[Partner]:
    """Organisations with a part on at least one day of the period, those that left included."""
    return [
        Partner(
            organisation=each.organisation.name,
            part=str(each.get_part_display()),
            does=each.does,
            agreement_on=each.agreement_on,
            started_on=each.started_on,
            ended_on=each.ended_on,
        )
        for each in partnerships(scheme, period).select_related("organisation")
    ]


@dataclass
class Participation:
    """Who took part in a stage. `named` are different names; counts keep what kind they are."""

    stage: Stage
    names: set[str] = field(default_factory=set)
    documented_low: int = 0
    documented_high: int = 0
    estimated_low: int = 0
    estimated_high: int = 0

    @property
    def named(self) -> int:
        """How many different people are named; the same name in other letters is the same."""
        return len(self.names)

    @property
    def is_empty(self) -> bool:
        return not (self.names or self.documented_high or self.estimated_high)


def participation_by_stage(scheme: Scheme, period: Period | None = None) -> list[Participation]:
    """Who took part, for each of the seven stages, in a period or ever.

    Counts are added up inside a stage and never across stages: those who were not named may
    have taken part in several, and would be counted twice.
    """
    entries = takings_part(scheme, period) if period else TakingPart.objects.filter(scheme=scheme)
    found = {stage.number: Participation(stage) for stage in STAGES}
    for entry in entries.order_by():
        into = found[entry.stage]
        into.names.update(" ".join(name.split()).casefold() for name in entry.names)
        if entry.basis == TakingPart.Basis.DOCUMENTED:
            into.documented_low += entry.low or 0
            into.documented_high += entry.high or 0
        elif entry.basis == TakingPart.Basis.ESTIMATED:
            into.estimated_low += entry.low or 0
            into.estimated_high += entry.high or 0
    return list(found.values())


def steering_meetings_held(scheme: Scheme, period: Period) -> QuerySet[SteeringMeeting]:
    """Meetings of the steering group in a period."""
    return SteeringMeeting.objects.filter(
        period.known(), scheme=scheme, held_on__range=(period.first, period.last)
    )


# Lists


def policies_with_versions(policies: QuerySet[Policy]) -> QuerySet[Policy]:
    """Policies with their versions, without the words of them: two queries."""
    return policies.prefetch_related(
        Prefetch("versions", PolicyVersion.objects.defer("text").order_by("-number"))
    )


def open_decisions(scheme: Scheme) -> QuerySet[SteeringDecision]:
    """What the steering group decided and nobody has done yet, the most urgent first."""
    return (
        SteeringDecision.objects.filter(meeting__scheme=scheme, done_on=None)
        .select_related("meeting")
        .order_by("due_on", "meeting__held_on", "pk")
    )


def steering_meetings(scheme: Scheme) -> QuerySet[Any]:
    """All meetings, newest first, with `came_count` and `decision_count`."""
    return (
        SteeringMeeting.objects.filter(scheme=scheme)
        .annotate(
            came_count=Count("attendances", distinct=True),
            decision_count=Count("decisions", distinct=True),
        )
        .order_by("-held_on", "-pk")
    )


@dataclass(frozen=True)
class PartOfOrganisation:
    """An organisation with all it does and did in a scheme."""

    organisation: Organisation
    partnerships: list[Partnership]

    @property
    def is_over(self) -> bool:
        """Whether none of its parts holds today or begins later."""
        today = timezone.localdate()
        return all(each.ended_on and each.ended_on < today for each in self.partnerships)


def organisations_of(scheme: Scheme) -> list[PartOfOrganisation]:
    """Each organisation once with its parts in order of time. One query.

    The one that runs the scheme comes first, those that left come last.
    """
    parts: dict[Organisation, list[Partnership]] = defaultdict(list)
    for each in scheme.partnerships.select_related("organisation", "scheme").order_by(
        "organisation__name", "organisation_id", "started_on", "pk"
    ):
        parts[each.organisation].append(each)
    found = [PartOfOrganisation(organisation, its) for organisation, its in parts.items()]
    return sorted(
        found, key=lambda each: (each.is_over, each.organisation.pk != scheme.organisation_id)
    )


def the_part_that_counts(parts: Iterable[Partnership], on: date) -> Partnership:
    """Of the stretches of days in which one organisation has one part: the one that holds on a
    day, else the latest that has begun, else the next."""
    in_order = sorted(parts, key=lambda each: each.started_on)
    begun = [each for each in in_order if each.started_on <= on]
    return begun[-1] if begun else in_order[0]


def role_grants(scheme: Scheme) -> QuerySet[RoleGrant]:
    """All roles ever given in a scheme, with who holds them."""
    return (
        RoleGrant.objects.filter(scheme=scheme)
        .select_related("user", "organisation", "granted_by")
        .order_by("user__name", "role", "-started_on", "pk")
    )


def is_over(grant: RoleGrant, on: date | None = None) -> bool:
    """Whether a role no longer holds on a day (today unless told)."""
    return grant.ended_on is not None and grant.ended_on <= (on or timezone.localdate())


def current_members(scheme: Scheme, on: date | None = None) -> DatedQuerySet:
    """Members of the steering group on a day."""
    return SteeringMember.objects.current(on).filter(scheme=scheme)


def known_organisation_names(scheme: Scheme) -> list[str]:
    """Names to choose from for a partnership: those the lead organisation works with."""
    return list(
        Organisation.objects.filter(
            Q(pk=scheme.organisation_id)
            | Q(partnerships__scheme__organisation=scheme.organisation_id)
        )
        .order_by("name")
        .values_list("name", flat=True)
        .distinct()
    )
