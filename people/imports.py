"""Spreadsheets of people: the columns that volunteers and supportees share, and how somebody is known again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from tablib import Dataset

from core.spreadsheets.values import (
    can_be_written_to,
    cell_text,
    name_key,
    parse_name,
    phone_key,
    says_nothing,
)
from people.models import Person
from schemes.imports.fields import (
    ImportField,
    Reading,
    a_birth_date,
    a_list,
    a_phone,
    a_postcode,
    an_email,
    text,
)
from schemes.imports.resource import Draft, ImportResource, RowRefused
from schemes.models import Site


def _whole_name(cell: object, reading: Reading) -> Any:
    return parse_name(cell)


PERSON_FIELDS = (
    ImportField(
        "reference",
        gettext_lazy("Reference"),
        text(30),
        (
            "Ref | Ref no | Reference number | ID | ID no | No | Number | Code | Case no | "
            "Client ID | Person ID | Unique ID | URN | Membership no | %(supporter)s ref | "
            "%(supporter)s ID | %(supporter)s no | %(supportee)s ref | %(supportee)s ID | "
            "%(supportee)s no | Volunteer ref | Volunteer ID | Client ref | Cyf"
        ),
    ),
    ImportField(
        "name",
        gettext_lazy("Name"),
        _whole_name,
        (
            "Full name | Whole name | %(supporter)s | %(supportee)s | "
            "Name of %(supporter)s | Name of %(supportee)s | %(supporter)s name | "
            "%(supportee)s name | Volunteer | Volunteer name | Supporter | Supportee | "
            "Client | Client name | Service user | Young person | Name of supporter | "
            "Name of supportee | Name of volunteer | Enw"
        ),
        one_of="name",
    ),
    ImportField(
        "given_name",
        gettext_lazy("First name"),
        text(100),
        (
            "Forename | Forenames | First names | Given name | Given names | "
            "Christian name | First | Fname | Enw cyntaf"
        ),
        one_of="name",
    ),
    ImportField(
        "family_name",
        gettext_lazy("Family name"),
        text(100),
        "Surname | Last name | Second name | Last | Lname | Cyfenw",
    ),
    ImportField(
        "known_as",
        gettext_lazy("Likes to be called"),
        text(100),
        "Known as | Preferred name | Nickname | Called",
    ),
    ImportField(
        "born_on",
        gettext_lazy("Date of birth"),
        a_birth_date,
        (
            "DOB | D.O.B. | Born | Birth date | Birthdate | Birthday | Born on | D of B | "
            "Dyddiad geni"
        ),
    ),
    ImportField(
        "phone",
        gettext_lazy("Telephone"),
        a_phone,
        (
            "Tel | Tel no | Phone | Phone no | Phone number | Telephone number | "
            "Telephone no | Mobile | Mobile no | Mobile number | Mobile phone | Mob | "
            "Contact number | Contact no | Home phone | Landline | Cell | Ffôn"
        ),
    ),
    ImportField(
        "email",
        gettext_lazy("E-mail"),
        an_email,
        "Email address | Mail | E mail | E-mail address | Email addr | E-bost",
    ),
    ImportField(
        "postcode",
        gettext_lazy("Postcode"),
        a_postcode,
        "Post code | Postal code | Zip | PC | Home postcode | Cod post",
    ),
    ImportField(
        "languages",
        gettext_lazy("Languages"),
        a_list(60, joined_by_and=True),
        (
            "Language | Lang | Langs | Languages spoken | Language(s) | Speaks | "
            "Spoken languages | Ieithoedd"
        ),
    ),
)
NAME_FIELDS = frozenset({"name", "given_name", "family_name"})
STATUS_SYNONYMS = "State | Current status | Stage | Position | Active? | Statws"
SITE_SYNONYMS = (
    "Area | Location | Place | Branch | Office | Hub | Town | Base | Centre | Locality | "
    "Group | Ardal"
)


def a_status(cell: object, reading: Reading) -> str:
    """What the office calls somebody's state, as it was written: a hint for the room."""
    return "" if says_nothing(cell) else cell_text(cell)[:60]


@dataclass
class Known:
    """Somebody in the scheme, or earlier in the file: what they are known again by."""

    reference: str
    key: str
    born_on: date | None
    phone: str
    email: str
    record: Any = None
    draft: Draft | None = None

    def described(self, name: str) -> str:
        """Who it is, in a few words: "Rhys Green (V003, born 7 Jan 2004)"."""
        details = [self.reference]
        if self.born_on:
            details.append(_("born %(date)s") % {"date": self.born_on.strftime("%-d %b %Y")})
        elif self.phone:
            details.append(self.phone)
        details = [detail for detail in details if detail]
        return f"{name} ({', '.join(details)})" if details else name


class MemberResource(ImportResource):
    """Rows about people who have one part (volunteer, supportee) in the scheme.

    Somebody is known again by reference; else by name with date of birth, telephone or e-mail; else by
    name alone when nothing speaks against it. Two who might be meant, and a reference that belongs to
    somebody else, are refused by name. An empty cell never wipes what is known.
    """

    model: ClassVar[Any]
    # {field of the row: field of the member}, for what is copied as it is.
    member_fields: ClassVar[Mapping[str, str]]

    def prepare(self, dataset: Dataset) -> None:
        self.members = list(
            self.model.objects.filter(scheme=self.scheme).select_related("person", "site")
        )
        self.by_reference: dict[str, Known] = {}
        self.by_name: dict[str, list[Known]] = {}
        for member in self.members:
            person = member.person
            self._learn(
                Known(
                    member.reference,
                    name_key(person.name),
                    person.born_on,
                    phone_key(person.phone),
                    person.email.casefold(),
                    record=member,
                )
            )
        self.sites = {
            site.name.casefold(): site for site in Site.objects.filter(scheme=self.scheme)
        }
        self.others = self._people_elsewhere()

    def _learn(self, known: Known) -> None:
        if known.reference:
            self.by_reference[known.reference.casefold()] = known
        self.by_name.setdefault(known.key, []).append(known)

    def _people_elsewhere(self) -> dict[str, list[Person]]:
        """People of the organisation who are no members here yet: somebody may take up a second part."""
        here = {member.person_id for member in self.members}
        found: dict[str, list[Person]] = {}
        for person in Person.objects.filter(organisation=self.scheme.organisation_id):
            if person.pk not in here:
                found.setdefault(name_key(person.name), []).append(person)
        return found

    def name_of(self, values: dict[str, Any]) -> str:
        given, family = self._names(values)
        return f"{given} {family}".strip() or values.get("reference") or ""

    @staticmethod
    def _names(values: dict[str, Any]) -> tuple[str, str]:
        given, family = values.get("given_name") or "", values.get("family_name") or ""
        whole = values.get("name")
        if whole is not None and not given:
            return whole.first, family or whole.last
        return given, family

    def check(self, values: dict[str, Any]) -> None:
        given, family = self._names(values)
        if not given and not family and self.unread.isdisjoint(NAME_FIELDS):
            raise RowRefused(
                _("There is no name in this row."),
                "given_name" if "given_name" in self.headings else "name",
            )
        if given + family and not any(letter.isalpha() for letter in given + family):
            raise RowRefused(
                _("There are no letters in this name."), "given_name" if given else "name"
            )
        for field, name in (("given_name", given), ("family_name", family)):
            if len(name) > 100:
                raise RowRefused(_("This name is longer than 100 letters."), field)

    def identify(self, draft: Draft) -> None:
        values = draft.values
        seen = Known(
            values.get("reference") or "",
            name_key(" ".join(self._names(values))),
            values.get("born_on"),
            phone_key(values.get("phone") or ""),
            (values.get("email") or "").casefold(),
            draft=draft,
        )
        found = self._known_again(seen)
        if found is None:
            draft.record = None
            draft.changes["person"] = self._person_elsewhere(seen)
        elif found.draft is not None:
            self.repeat(found.draft)
            self._warn_of_differences(found.draft.values, values)
            return
        else:
            draft.record = found.record
            found.draft = draft
            if seen.reference:
                self.by_reference.setdefault(seen.reference.casefold(), found)
        if found is None:
            self._learn(seen)

    def _known_again(self, seen: Known) -> Known | None:
        by_reference = self.by_reference.get(seen.reference.casefold()) if seen.reference else None
        if by_reference is not None:
            if by_reference.key != seen.key and not (
                seen.born_on and by_reference.born_on == seen.born_on
            ):
                raise RowRefused(
                    _("%(reference)s is already the reference of %(name)s. Check which is right.")
                    % {"reference": seen.reference, "name": self._name_of_known(by_reference)},
                    "reference",
                )
            return by_reference
        same_name = [
            other
            for other in self.by_name.get(seen.key, [])
            if not (seen.born_on and other.born_on and seen.born_on != other.born_on)
        ]
        sure = [other for other in same_name if _share(seen, other)]
        possible = sure or [other for other in same_name if not _apart(seen, other)]
        if not possible:
            if unsure := [other for other in same_name if not _both_referenced(seen, other)]:
                self._refuse_as_unsure(unsure)
            if same_name:
                self.warn(_("Somebody else here has the same name."))
            return None
        if len(possible) > 1:
            self._refuse_as_unsure(possible)
        if seen.reference and possible[0].reference:
            raise RowRefused(
                _("This looks like %(name)s, who has another reference. Check which is right.")
                % {"name": possible[0].described(self._name_of_known(possible[0]))},
                "reference",
            )
        return possible[0]

    def _refuse_as_unsure(self, possible: Iterable[Known]) -> None:
        names = [each.described(self._name_of_known(each)) for each in possible]
        raise RowRefused(
            _("We cannot tell whether this is %(names)s. Add a reference or a date of birth.")
            % {"names": _(" or ").join(names[:4])}
        )

    def _name_of_known(self, known: Known) -> str:
        if known.record is not None:
            return known.record.person.name
        return self.name_of(known.draft.values) if known.draft else ""

    def _person_elsewhere(self, seen: Known) -> Person | None:
        """The same person in another part of the organisation: only when name and birth date both agree."""
        if not seen.born_on:
            return None
        same = [each for each in self.others.get(seen.key, []) if each.born_on == seen.born_on]
        return same[0] if len(same) == 1 else None

    def _warn_of_differences(self, taken: dict[str, Any], repeated: dict[str, Any]) -> None:
        differing = [
            self.column_of(name)
            for name, value in repeated.items()
            if value and taken.get(name) and value != taken[name]
        ]
        if differing:
            self.warn(
                _(
                    "Row %(row)s is the same person with other words for %(columns)s. Row %(row)s is taken."
                )
                % {"row": self.note.repeats, "columns": _(", ").join(differing)}
            )

    def compare(self, draft: Draft) -> None:
        member, values = draft.record, draft.values
        for name, value in self.person_values(values).items():
            if value and not _same(name, getattr(member.person, name), value):
                draft.changes[name] = value
        if "email" in draft.changes:
            draft.changes["email_is_doubtful"] = not can_be_written_to(draft.changes["email"])
        for name, attribute in self.member_fields.items():
            value = values.get(name)
            if value not in (None, "", []) and getattr(member, attribute) != value:
                draft.changes[name] = value
        site = values.get("site")
        if site and (member.site is None or member.site.name.casefold() != site.casefold()):
            draft.changes["site"] = site
        status = values.get("status")
        if status and status != member.imported_status:
            draft.changes["status"] = status

    def person_values(self, values: dict[str, Any]) -> dict[str, Any]:
        """What the row says about the person."""
        given, family = self._names(values)
        whole = values.get("name")
        return {
            "given_name": given,
            "family_name": family,
            "known_as": values.get("known_as") or (whole.known_as if whole else ""),
            "born_on": values.get("born_on"),
            "phone": values.get("phone") or "",
            "email": values.get("email") or "",
            "postcode": values.get("postcode") or "",
            "languages": values.get("languages") or [],
        }

    def change_words(self, draft: Draft) -> list[str]:
        names = [name for name in draft.changes if name in self.known]
        if "given_name" in names and "given_name" not in self.headings:
            names = [
                "name" if name == "given_name" else name for name in names if name != "family_name"
            ]
        return [self.column_of(name) for name in names]

    def write(self, drafts: list[Draft]) -> None:
        new = [draft for draft in drafts if draft.record is None]
        self._write_sites(drafts)
        self._write_people(new)
        members = [self.new_member(draft) for draft in new]
        self.model.objects.bulk_create(members, batch_size=1000)
        for draft, member in zip(new, members, strict=True):
            draft.record = member
        for draft in drafts:
            if draft not in new:
                self._write_changes(draft)
        self.write_more(drafts)

    def _write_sites(self, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            name = draft.values.get("site")
            if name and name.casefold() not in self.sites:
                self.sites[name.casefold()] = Site.objects.create(scheme=self.scheme, name=name)

    def _write_people(self, new: Sequence[Draft]) -> None:
        people = []
        for draft in new:
            values = self.person_values(draft.values)
            person = draft.changes["person"]
            if person is None:
                draft.changes["person"] = person = Person(
                    organisation_id=self.scheme.organisation_id,
                    email_is_doubtful=bool(values["email"])
                    and not can_be_written_to(values["email"]),
                    **values,
                )
                people.append(person)
            else:
                # They are known from elsewhere, perhaps to others only: gaps are filled, nothing is changed.
                gaps = {
                    name: value
                    for name, value in values.items()
                    if value and not getattr(person, name)
                }
                if "email" in gaps:
                    gaps["email_is_doubtful"] = not can_be_written_to(gaps["email"])
                _save(person, gaps)
        Person.objects.bulk_create(people, batch_size=1000)

    def _write_changes(self, draft: Draft) -> None:
        changes = dict(draft.changes)
        about_person = {name: changes[name] for name in PERSON_ATTRIBUTES if name in changes}
        _save(draft.record.person, about_person)
        about_member = {
            attribute: changes[name]
            for name, attribute in self.member_fields.items()
            if name in changes
        }
        if "site" in changes:
            about_member["site"] = self.sites[changes["site"].casefold()]
        if "status" in changes:
            about_member |= self.status_values(draft.values, draft.record)
        _save(draft.record, about_member)

    def new_member(self, draft: Draft) -> Any:
        """The member to be written for a new row, its person written already."""
        values = draft.values
        given = {
            attribute: values[name]
            for name, attribute in self.member_fields.items()
            if values.get(name) not in (None, "", [])
        }
        site = values.get("site")
        return self.model(
            scheme=self.scheme,
            person=draft.changes["person"],
            site=self.sites[site.casefold()] if site else None,
            is_imported=True,
            **given,
            **self.status_values(values, None),
        )

    def status_values(self, values: dict[str, Any], member: Any) -> dict[str, Any]:
        """What the office's word for the state means here; `member` is None for a new one."""
        raise NotImplementedError

    def write_more(self, drafts: list[Draft]) -> None:
        """What else a room keeps of a row."""


PERSON_ATTRIBUTES = (
    "given_name",
    "family_name",
    "known_as",
    "born_on",
    "phone",
    "email",
    "email_is_doubtful",
    "postcode",
    "languages",
)


def _share(one: Known, other: Known) -> bool:
    """Something beside the name is the same."""
    return bool(
        (one.born_on and one.born_on == other.born_on)
        or (one.phone and one.phone == other.phone)
        or (one.email and one.email == other.email)
    )


def _apart(one: Known, other: Known) -> bool:
    """Something beside the name speaks against it."""
    return _both_referenced(one, other) or any(
        mine and theirs and mine != theirs
        for mine, theirs in ((one.phone, other.phone), (one.email, other.email))
    )


def _both_referenced(one: Known, other: Known) -> bool:
    return bool(
        one.reference and other.reference and one.reference.casefold() != other.reference.casefold()
    )


def _same(name: str, known: Any, read: Any) -> bool:
    """Whether a cell says what is known already: another spelling of the same is no change."""
    if name == "phone":
        return known == read or phone_key(known) == phone_key(read)
    if name in ("given_name", "family_name", "known_as"):
        return name_key(known) == name_key(read)
    if name == "email":
        return known.casefold() == read.casefold()
    if name == "languages":
        return [each.casefold() for each in known] == [each.casefold() for each in read]
    return known == read


def _save(record: Any, values: Mapping[str, Any]) -> None:
    if values:
        for name, value in values.items():
            setattr(record, name, value)
        record.save(update_fields=list(values))
