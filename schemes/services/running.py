"""A scheme itself: opening one, its particulars, its words and its sites."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleBroken
from core.history import change
from schemes.access import require
from schemes.models import Organisation, Partnership, Role, RoleGrant, Scheme, SchemeKind, Site
from schemes.rights import Right
from schemes.words import WORD_KEYS, words_for

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 50
LONGEST_WORD = 40
LONGEST_RHYTHM = 366
LONGEST_MEETING = 24 * 60


def create_scheme(
    *,
    slug: str,
    name: str,
    kind: str,
    organisation: Organisation,
    actor: User | None,
    opened_from: Scheme | None = None,
) -> Scheme:
    """Open an empty scheme that the organisation leads from today.

    A person needs ADD_SCHEME in `opened_from`, a scheme of the same organisation, and
    becomes manager of the new one. Raises RuleBroken when the address is not plain or taken,
    the name is missing or the kind unknown.
    """
    with change("open a scheme", actor=actor):
        if not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG:
            raise RuleBroken(
                _("The address takes small letters, digits and single hyphens, 50 at the most."),
                field="slug",
            )
        if kind not in SchemeKind.values:
            raise RuleBroken(_("Please choose one from the list."), field="kind")
        if not name.strip():
            raise RuleBroken(_("Give the scheme a name."), field="name")
        if actor:
            _check_may_open(actor, organisation, opened_from)
        # Of two at once with one address the second waits here for the first to be done.
        scheme, is_new = Scheme.objects.get_or_create(
            slug=slug,
            defaults={"name": name.strip(), "kind": kind, "organisation": organisation},
        )
        if not is_new:
            raise RuleBroken(
                _("There is a scheme with the address “%(slug)s” already. Choose another one.")
                % {"slug": slug},
                field="slug",
            )
        today = timezone.localdate()
        Partnership.objects.create(
            scheme=scheme,
            organisation=organisation,
            part=Partnership.Part.LEAD,
            started_on=today,
        )
        if actor:
            RoleGrant.objects.create(
                scheme=scheme, user=actor, role=Role.MANAGER, started_on=today, granted_by=actor
            )
        return scheme


def _check_may_open(actor: User, organisation: Organisation, opened_from: Scheme | None) -> None:
    if opened_from is None or opened_from.organisation_id != organisation.pk:
        raise RuleBroken(_("Open a further scheme from one that the organisation has."))
    require(actor, Right.ADD_SCHEME, opened_from)


@dataclass(frozen=True, kw_only=True)
class SchemeDetails:
    """The particulars of a scheme. Rhythm in days, usual length in minutes."""

    name: str
    kind: str
    rhythm_days: int
    usual_minutes: int
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    started_on: date | None = None


def change_scheme(*, scheme: Scheme, details: SchemeDetails, actor: User | None) -> Scheme:
    """Change name, kind, rhythm, usual length and who to ring. Needs CHANGE_PLAN.

    Raises RuleBroken when the rhythm or the length is out of bounds, or the name is missing.
    """
    with change("change a scheme", actor=actor):
        scheme = Scheme.objects.select_for_update(no_key=True).get(pk=scheme.pk)
        if not details.name.strip():
            raise RuleBroken(_("Give the scheme a name."), field="name")
        if not 1 <= details.rhythm_days <= LONGEST_RHYTHM:
            raise RuleBroken(_("Between 1 and 366 days."), field="rhythm_days")
        if not 1 <= details.usual_minutes <= LONGEST_MEETING:
            raise RuleBroken(_("Between 1 and 1,440 minutes."), field="usual_minutes")
        require(actor, Right.CHANGE_PLAN, scheme)
        for name in details.__dataclass_fields__:
            setattr(scheme, name, getattr(details, name))
        scheme.save()
        return scheme


def change_words(*, scheme: Scheme, words: Mapping[str, str], actor: User | None) -> Scheme:
    """Set the scheme's own words; an empty one, or the usual one, goes back to what is usual.

    Needs CHANGE_PLAN. Raises RuleBroken for a word that is unknown or too long.
    """
    with change("change a scheme's words", actor=actor):
        scheme = Scheme.objects.select_for_update(no_key=True).get(pk=scheme.pk)
        usual = words_for(scheme.kind, {})
        own = {}
        for key, word in words.items():
            word = " ".join(word.split())
            if key not in WORD_KEYS:
                raise RuleBroken(_("There is no such word to choose."))
            if len(word) > LONGEST_WORD:
                raise RuleBroken(_("This is too long: 40 letters at the most."), field=key)
            if word and word != str(getattr(usual, key)):
                own[key] = word
        require(actor, Right.CHANGE_PLAN, scheme)
        scheme.own_words = own
        scheme.save(update_fields=["own_words"])
        return scheme


def add_site(*, scheme: Scheme, name: str, actor: User | None) -> Site:
    """Add a place the scheme works from. Needs CHANGE_PLAN. Raises RuleBroken when it is there."""
    with change("add a site", actor=actor):
        scheme = Scheme.objects.select_for_update(no_key=True).get(pk=scheme.pk)
        name = _free_site_name(scheme, name)
        require(actor, Right.CHANGE_PLAN, scheme)
        return Site.objects.create(scheme=scheme, name=name)


def rename_site(*, site: Site, name: str, actor: User | None) -> Site:
    """Give a site another name. Needs CHANGE_PLAN. Raises RuleBroken when another has it."""
    with change("rename a site", actor=actor):
        scheme = Scheme.objects.select_for_update(no_key=True).get(pk=site.scheme_id)
        site.name = _free_site_name(scheme, name, but=site)
        require(actor, Right.CHANGE_PLAN, scheme)
        site.save(update_fields=["name"])
        return site


def _free_site_name(scheme: Scheme, name: str, *, but: Site | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise RuleBroken(_("Give the site a name."), field="name")
    same = Site.objects.filter(scheme=scheme, name__iexact=name)
    if but:
        same = same.exclude(pk=but.pk)
    if same.exists():
        raise RuleBroken(_("There is a site with this name already."), field="name")
    return name
