"""Policies, version by version, and the papers of a scheme."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleBroken
from core.history import change
from schemes.access import require
from schemes.models import Policy, PolicyVersion, Scheme, SupportingDocument
from schemes.rights import Right


def start_policy(
    *,
    scheme: Scheme,
    kind: str,
    title: str,
    text: str,
    kept_at: str,
    in_force_from: date,
    actor: User | None,
) -> PolicyVersion:
    """Add a policy with its first version. Needs CHANGE_PLAN.

    Raises RuleBroken when the scheme has one of this kind or title, or when it has neither
    words nor a place where it is kept.
    """
    with change("add a policy", actor=actor):
        scheme = Scheme.objects.select_for_update(no_key=True).get(pk=scheme.pk)
        others = Policy.objects.filter(scheme=scheme)
        if kind != Policy.Kind.OTHER and others.filter(kind=kind).exists():
            raise RuleBroken(
                _("There is a policy of this kind already. Open it and write a new version."),
                field="kind",
            )
        _check_title(others, title)
        require(actor, Right.CHANGE_PLAN, scheme)
        policy = Policy.objects.create(scheme=scheme, kind=kind, title=title)
        return _add_version(
            policy, 1, text=text, kept_at=kept_at, why="", in_force_from=in_force_from
        )


def write_policy_version(
    *,
    policy: Policy,
    based_on: int,
    text: str,
    kept_at: str,
    why: str,
    in_force_from: date,
    actor: User | None,
) -> PolicyVersion:
    """Add the next version of a policy; the earlier ones stay as they are. Needs CHANGE_PLAN.

    `based_on` is the number of the version the writer had in front of them. Raises
    RuleBroken when somebody else added one since, when nothing is different, or when it
    would come into force before the version it follows.
    """
    with change("write a version of a policy", actor=actor):
        policy = (
            Policy.objects.select_for_update(of=("self",), no_key=True)
            .select_related("scheme")
            .get(pk=policy.pk)
        )
        newest = policy.versions.order_by("-number").first()
        if newest is None or newest.number != based_on:
            raise RuleBroken(
                _(
                    "Somebody else saved version %(number)s while you were writing. Read it "
                    "first. Save again to make yours the version after it."
                )
                % {"number": newest.number if newest else 1}
            )
        if (text, kept_at) == (newest.text, newest.kept_at):
            raise RuleBroken(
                _("Nothing is different from version %(number)s yet.") % {"number": newest.number}
            )
        if in_force_from < newest.in_force_from:
            raise RuleBroken(
                _("Version %(number)s is in force from %(day)s. Choose that day or a later one.")
                % {"number": newest.number, "day": newest.in_force_from.strftime("%-d %B %Y")},
                field="in_force_from",
            )
        require(actor, Right.CHANGE_PLAN, policy.scheme)
        return _add_version(
            policy,
            newest.number + 1,
            text=text,
            kept_at=kept_at,
            why=why,
            in_force_from=in_force_from,
        )


def rename_policy(*, policy: Policy, title: str, actor: User | None) -> Policy:
    """Give a policy another title. Needs CHANGE_PLAN. Raises RuleBroken when it is taken."""
    with change("rename a policy", actor=actor):
        scheme = Scheme.objects.select_for_update(no_key=True).get(pk=policy.scheme_id)
        _check_title(Policy.objects.filter(scheme=scheme).exclude(pk=policy.pk), title)
        require(actor, Right.CHANGE_PLAN, scheme)
        policy.title = title
        policy.save(update_fields=["title"])
        return policy


def _check_title(others: QuerySet[Policy], title: str) -> None:
    if others.filter(title__iexact=title).exists():
        raise RuleBroken(_("There is a policy with this title already."), field="title")


def _add_version(
    policy: Policy, number: int, *, text: str, kept_at: str, why: str, in_force_from: date
) -> PolicyVersion:
    _check_words(text, kept_at)
    return PolicyVersion.objects.create(
        policy=policy,
        number=number,
        text=text,
        kept_at=kept_at,
        why=why,
        in_force_from=in_force_from,
    )


def _check_words(text: str, kept_at: str) -> None:
    if not text.strip() and not kept_at.strip():
        raise RuleBroken(_("Write what it says, or say where it is kept."), field="text")


@dataclass(frozen=True, kw_only=True)
class DocumentDetails:
    """A paper: words, or where it is kept, and from when to when it is used."""

    kind: str
    title: str
    started_on: date
    text: str = ""
    kept_at: str = ""
    ended_on: date | None = None


def add_document(
    *, scheme: Scheme, details: DocumentDetails, actor: User | None
) -> SupportingDocument:
    """Add a paper the scheme works with. Needs CHANGE_PLAN.

    Raises RuleBroken when it has neither words nor a place, or ends before it begins.
    """
    with change("add a paper", actor=actor):
        document = SupportingDocument(scheme=scheme)
        _fill(document, details)
        require(actor, Right.CHANGE_PLAN, scheme)
        document.save()
        return document


def change_document(
    *, document: SupportingDocument, details: DocumentDetails, actor: User | None
) -> SupportingDocument:
    """Mend a paper; the audit trail keeps what it was. Needs CHANGE_PLAN."""
    with change("change a paper", actor=actor):
        document = (
            SupportingDocument.objects.select_for_update(of=("self",))
            .select_related("scheme")
            .get(pk=document.pk)
        )
        _fill(document, details)
        require(actor, Right.CHANGE_PLAN, document.scheme)
        document.save()
        return document


def _fill(document: SupportingDocument, details: DocumentDetails) -> None:
    _check_words(details.text, details.kept_at)
    if details.ended_on and details.ended_on < details.started_on:
        raise RuleBroken(_("The last day is before the first."), field="ended_on")
    for name in details.__dataclass_fields__:
        setattr(document, name, getattr(details, name))
