"""Writing people down, once each, and giving them a sign-in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import change_unused_address, invite, open_account
from core.errors import NotAllowed, RuleBroken
from core.history import change
from core.text import Plain
from people.access import Part, person_ids_visible_to
from people.models import Person
from schemes.models import Organisation


@dataclass(frozen=True, kw_only=True)
class PersonDetails:
    """What a form or a spreadsheet says about a person."""

    given_name: str
    family_name: str = ""
    known_as: str = ""
    born_on: date | None = None
    phone: str = ""
    email: str = ""
    email_is_doubtful: bool = False
    postcode: str = ""
    languages: tuple[str, ...] = ()

    @classmethod
    def from_cleaned(cls, cleaned_data: dict[str, Any]) -> "PersonDetails":
        """The details among a form's cleaned data."""
        given = {
            name: cleaned_data[name] for name in cls.__dataclass_fields__ if name in cleaned_data
        }
        return cls(**{**given, "languages": tuple(given.get("languages", ()))})


def likely_same(
    organisation: Organisation, details: PersonDetails, *, seen_by: User
) -> QuerySet[Person]:
    """People already known who may be this one: same name, or same telephone or e-mail.

    With a date of birth on both sides that differs, the same name alone does not count.
    Only people whose record this user may see: another scheme's people stay unknown here.
    """
    same_name = Q(
        search_name__startswith=Plain(Value(f"{details.given_name} {details.family_name} "))
    )
    if details.born_on:
        same_name &= Q(born_on=None) | Q(born_on=details.born_on)
    found = same_name
    if details.phone:
        found |= Q(phone=details.phone)
    if details.email:
        found |= Q(email__iexact=details.email)
    return Person.objects.filter(
        found, person_ids_visible_to(seen_by, Part.RECORD), organisation=organisation
    )


def add_person(*, organisation: Organisation, details: PersonDetails, actor: User | None) -> Person:
    """Write a new person down. Whether they are known already is asked before (likely_same)."""
    with change("add a person", actor=actor):
        person = Person(organisation=organisation)
        _fill(person, details)
        person.save()
        return person


def update_person(*, person: Person, details: PersonDetails, actor: User | None) -> Person:
    """Change what is known of a person; the history keeps what was there."""
    with change("change a person", actor=actor):
        person = Person.objects.select_for_update().get(pk=person.pk)
        _fill(person, details)
        person.save()
        return person


def fill_gaps(*, person: Person, details: PersonDetails, actor: User | None) -> list[str]:
    """Add what was not known of a person yet; what was known stays.

    Returns the fields in which something else was said, for a sentence about it.
    """
    with change("add to what is known of a person", actor=actor):
        person = Person.objects.select_for_update().get(pk=person.pk)
        differ = []
        for name in details.__dataclass_fields__:
            said, known = getattr(details, name), getattr(person, name)
            said = list(said) if isinstance(said, tuple) else said
            if not said or said == known or name in ("given_name", "email_is_doubtful"):
                continue
            if known:
                differ.append(name)
            else:
                setattr(person, name, said)
        person.save()
        return differ


def _fill(person: Person, details: PersonDetails) -> None:
    for name in details.__dataclass_fields__:
        setattr(person, name, getattr(details, name))
    person.languages = list(details.languages)


def give_sign_in(*, person: Person, to_what: str, actor: User) -> User:
    """Open an account for a person by their e-mail and send the invitation.

    Needs the right to see the person's record. Asking again sends a new link to the same
    account; where nobody signed in yet, to the address as it is now. Raises RuleBroken when there is no address to write to, or when it already signs
    in somebody else.
    """
    if not Person.objects.filter(person_ids_visible_to(actor, Part.RECORD), pk=person.pk).exists():
        raise NotAllowed(_("Only those who run the scheme may invite somebody to sign in."))
    with change("give a sign-in", actor=actor):
        person = Person.objects.select_for_update().get(pk=person.pk)
        if not person.email or person.email_is_doubtful:
            raise RuleBroken(
                _("There is no e-mail address we can write to. Mend it first, then invite.")
            )
        user = person.user
        if user is None:
            user = open_account(email=person.email, name=person.name, actor=actor)
        elif user.last_login is None and user.email != person.email.lower():
            # The first address was wrong: what was sent there must open nothing.
            user = change_unused_address(user, email=person.email, actor=actor)
        if Person.objects.filter(user=user).exclude(pk=person.pk).exists():
            raise RuleBroken(
                _("This e-mail address already signs in somebody else. Two people need two.")
            )
        person.user = user
        person.save(update_fields=["user"])
        invite(user, to_what=to_what, actor=actor)
        return user


def invited_address(person: Person) -> str:
    """Where an invitation would go: the account's address once somebody signed in with it."""
    if person.user and person.user.last_login:
        return person.user.email
    return person.email
