"""Rows about people who have a part in a scheme."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from tablib import Dataset

from core.spreadsheets.values import can_be_written_to, name_key, phone_key
from core.spreadsheets.values.reading import compare_key
from people.imports.fields import NAME_FIELDS
from people.imports.known import (
    Known,
    both_referenced,
    is_one_name,
    is_same,
    save_values,
    share_something,
    speak_against_it,
)
from people.models import Person
from schemes.imports.resource import Draft, ImportResource, RowRefused
from schemes.imports.wording import old_and_new, with_what_is_new
from schemes.models import Site

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

    def keep_left_over(self, values: dict[str, Any], left_over: dict[str, str]) -> None:
        lines = [f"{self.column_of(name)}: {words}" for name, words in left_over.items()]
        if lines and "notes" not in self.unread:
            values["notes"] = "\n".join([*filter(None, [values.get("notes")]), *lines])

    @property
    def left_over_words(self) -> str:
        return _("It was kept in the notes.")

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
        whole = values.get("name")
        if "name" in self.headings and whole and whole.last and values.get("family_name"):
            self.warn(
                _("“%(name)s” is taken as the family name, beside “%(whole)s”.")
                % {"name": values["family_name"], "whole": whole.full},
                "family_name",
            )
        known_as = self.person_values(values)["known_as"]
        for field, name in (("given_name", given), ("family_name", family), ("known_as", known_as)):
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
            if not is_one_name(by_reference.key, seen.key) and not share_something(
                by_reference, seen
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
        sure = [other for other in same_name if share_something(seen, other)]
        possible = sure or [other for other in same_name if not speak_against_it(seen, other)]
        if not possible:
            if unsure := [other for other in same_name if not both_referenced(seen, other)]:
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
        names = sorted(each.described(self._name_of_known(each)) for each in possible)
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
            if value and not is_same(name, getattr(member.person, name), value):
                draft.changes[name] = value
        if "email" in draft.changes:
            draft.changes["email_is_doubtful"] = not can_be_written_to(draft.changes["email"])
        for name, attribute in self.member_fields.items():
            value = values.get(name)
            if name == "notes":
                value = with_what_is_new(member.notes, value or "")
            if value not in (None, "", []) and not is_same(name, getattr(member, attribute), value):
                draft.changes[name] = value
        site = values.get("site")
        if site and (member.site is None or member.site.name.casefold() != site.casefold()):
            draft.changes["site"] = site
        status = values.get("status")
        here = (member.imported_status, str(member.get_status_display()))
        if status and compare_key(status) not in {compare_key(word) for word in here}:
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
        said: dict[str, str] = {}
        for name, value in draft.changes.items():
            if name in self.known:
                column = self.column_of(self._column_name(name))
                here = self._here(draft.record, name)
                said[column] = old_and_new(column, here, value) if column not in said else column
        return list(said.values())

    def _here(self, member: Any, name: str) -> Any:
        """What stands in a field now."""
        if name in PERSON_ATTRIBUTES:
            return getattr(member.person, name)
        if name == "status":
            return member.imported_status or member.get_status_display()
        return getattr(member, self.member_fields.get(name, name), "")

    def _column_name(self, name: str) -> str:
        """The field whose column it came from: one column may hold the whole name."""
        return "name" if name in NAME_FIELDS and name not in self.headings else name

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
                save_values(person, gaps)
        Person.objects.bulk_create(people, batch_size=1000)

    def _write_changes(self, draft: Draft) -> None:
        changes = dict(draft.changes)
        about_person = {name: changes[name] for name in PERSON_ATTRIBUTES if name in changes}
        save_values(draft.record.person, about_person)
        about_member = {
            attribute: changes[name]
            for name, attribute in self.member_fields.items()
            if name in changes
        }
        if "site" in changes:
            about_member["site"] = self.sites[changes["site"].casefold()]
        if "status" in changes:
            about_member |= self.status_values(draft.values, draft.record)
        save_values(draft.record, about_member)

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
