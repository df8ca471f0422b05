"""Rows about organisations and their parts. History is taken as it was; what is odd is told."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from tablib import Dataset

from core.spreadsheets.values import phone_key
from core.spreadsheets.values.reading import compare_key
from schemes.importers.fields import FIELDS, Agreement
from schemes.imports.order import order_by_start
from schemes.imports.resource import Draft, ImportResource, RowRefused
from schemes.imports.wording import old_and_new, with_what_is_new
from schemes.models import Organisation, Partnership
from schemes.queries import the_part_that_counts

P = Partnership.Part
LONGEST_NOTE = 300
HOSTS_ONLY = ("inducted_on", "followed_up_on")
CONTACT = ("email", "phone")
Key = tuple[str, str]


class PartnerResource(ImportResource):
    """Each row is a part of an organisation: known again by organisation, part and first day.

    An organisation is known by its name among those the lead organisation works with. Two rows of
    one organisation and part whose days overlap are refused: two such parts are one. Rows are
    taken in the order in which the parts began, whatever their order in the file. A file without
    first days is about the parts that are here; new ones begin with the scheme.
    """

    fields_known = FIELDS

    def prepare(self, dataset: Dataset) -> None:
        order_by_start(dataset, self.today)
        self.organisations: dict[str, Organisation] = {}
        for organisation in Organisation.objects.filter(
            Q(pk=self.scheme.organisation_id)
            | Q(partnerships__scheme__organisation=self.scheme.organisation_id)
        ).order_by("pk"):
            self.organisations.setdefault(compare_key(organisation.name), organisation)
        self.parts: dict[Key, list[Partnership]] = {}
        for each in Partnership.objects.filter(scheme=self.scheme).select_related("organisation"):
            key = compare_key(each.organisation.name), each.part
            self.parts.setdefault(key, []).append(each)
        self.in_file: dict[Key, list[Draft]] = {}
        # What the file said first of each organisation's e-mail and telephone, and in which row.
        self.contacts: dict[tuple[str, str], tuple[str, int]] = {}

    def name_of(self, values: dict[str, Any]) -> str:
        part = values.get("part")
        name = values.get("organisation") or ""
        return f"{name}: {P(part).label}" if part else name

    def keep_left_over(self, values: dict[str, Any], left_over: dict[str, str]) -> None:
        lines = [f"{self.column_of(name)}: {words}" for name, words in left_over.items()]
        if lines:
            values["does"] = "\n".join([*filter(None, [values.get("does")]), *lines])

    @property
    def left_over_words(self) -> str:
        return _("It was kept with what they do.")

    def check(self, values: dict[str, Any]) -> None:
        name = values.get("organisation") or ""
        if name and not any(letter.isalnum() for letter in name):
            raise RowRefused(_("There are no letters in this name."), "organisation")
        started_on, ended_on = values.get("started_on"), values.get("ended_on")
        if "started_on" in self.headings and not started_on and "started_on" not in self.unread:
            raise RowRefused(_("There is nothing here. It is needed."), "started_on")
        if started_on and ended_on and ended_on < started_on:
            raise RowRefused(_("This is before the day they began."), "ended_on")

    def identify(self, draft: Draft) -> None:
        values = draft.values
        self._settle(values)
        key = values["key"] = compare_key(values["organisation"]), values["part"]
        here = self.parts.get(key, [])
        if "started_on" not in self.headings:
            self._take_first_day(values, here)
        draft.record = next(
            (each for each in here if each.started_on == values["started_on"]), None
        ) or self._part_of_the_runner(values, here)
        self._leave_out_early_follow_up(draft)
        for earlier in self.in_file.get(key, []):
            if earlier.values["started_on"] == values["started_on"]:
                if not _says_nothing_more(values, earlier.values):
                    raise RowRefused(
                        _("Row %(row)s says something else of the same part. Keep what is right.")
                        % {"row": earlier.number}
                    )
                self.repeat(earlier)
                return
        self._refuse_overlap(draft, here)
        self._refuse_end_of_the_runner(draft)
        self._agree_on_contact(draft)
        self.in_file.setdefault(key, []).append(draft)

    def _settle(self, values: dict[str, Any]) -> None:
        """What the row leaves open or says in two places, told once."""
        if not values.get("part"):
            values["part"] = P.PARTNER
            if "part" in self.headings:
                self.warn(_("It does not say which part they have. They are taken as a partner."))
        engaged = values.get("engagement")
        values["how"] = engaged.how if engaged else ""
        note = values.get("engagement_note") or ""
        if engaged and engaged.words and engaged.words.casefold() not in note.casefold():
            joined = with_what_is_new(engaged.words, note)
            if len(joined) <= LONGEST_NOTE:
                values["engagement_note"] = joined
            else:
                self._keep_elsewhere(values, "engagement", engaged.words)
                self.warn(
                    _("The note is too long to hold this too. It was kept with what they do."),
                    "engagement",
                )
        if values["how"] == Partnership.Engagement.FOLDED and not values.get("ended_on"):
            self.warn(
                _("They have folded, but it does not say on which day. Add the day when you know."),
                "engagement",
            )
        agreement = values.get("agreement")
        if agreement and agreement.exists and agreement.on is None:
            self.warn(
                _("There is a written agreement, but no day of it. It was kept without a day."),
                "agreement",
            )
        for name in HOSTS_ONLY:
            if values.get(name) and values["part"] != P.HOST:
                self.warn(_("Only a host has this. It was left out."), name)
                values[name] = None

    def _keep_elsewhere(self, values: dict[str, Any], name: str, words: str) -> None:
        line = f"{self.column_of(name)}: {words}"
        values["does"] = "\n".join([*filter(None, [values.get("does")]), line])

    def _take_first_day(self, values: dict[str, Any], here: list[Partnership]) -> None:
        """That of the part which is here, else the scheme's: the same file twice adds nothing."""
        if here:
            values["started_on"] = the_part_that_counts(here, self.today).started_on
            return
        first = values["started_on"] = self.scheme.started_on or self.today
        if values.get("ended_on") and values["ended_on"] < first:
            raise RowRefused(
                _(
                    "The file does not say since when, and this is before %(day)s. "
                    "Add a column “From”."
                )
                % {"day": first.strftime("%d/%m/%Y")},
                "ended_on",
            )
        said = (
            _("The file does not say since when. %(day)s was taken, when the scheme began.")
            if self.scheme.started_on
            else _("The file does not say since when. Today was taken: %(day)s.")
        )
        self.warn(said % {"day": first.strftime("%d/%m/%Y")})

    def _leave_out_early_follow_up(self, draft: Draft) -> None:
        """A follow-up comes after the start and the induction, else it hides what is due."""
        values, here = draft.values, draft.record
        followed = values.get("followed_up_on") or (here and here.followed_up_on)
        inducted = values.get("inducted_on") or (here and here.inducted_on)
        first = max(filter(None, [values["started_on"], inducted]))
        if not followed or followed >= first:
            return
        for name in ("followed_up_on", "inducted_on"):
            if said := values.get(name):
                self._keep_elsewhere(values, name, said.strftime("%d/%m/%Y"))
                self.warn(
                    _(
                        "The follow-up would be before the start or the induction. "
                        "This day was kept with what they do."
                    ),
                    name,
                )
                values[name] = None
                return

    def _refuse_overlap(self, draft: Draft, here: list[Partnership]) -> None:
        first, last = draft.values["started_on"], _last_day(draft) or date.max
        in_file = self.in_file.get(draft.values["key"], [])
        # What the file says of a part that is here counts: it may bring the end of it.
        told_anew = {id(other.record) for other in in_file}
        for other in in_file:
            if other.values["started_on"] <= last and first <= (_last_day(other) or date.max):
                raise RowRefused(
                    _(
                        "Row %(row)s gives %(name)s the same part on some of these days. "
                        "Put the days into one row, or end one before the other begins."
                    )
                    % {"row": other.number, "name": draft.values["organisation"]},
                    "started_on",
                )
        for each in here:
            if each is draft.record or id(each) in told_anew:
                continue
            if each.started_on <= last and first <= (each.ended_on or date.max):
                raise RowRefused(
                    _(
                        "%(name)s has this part here already from %(day)s on. "
                        "The same part cannot overlap with itself."
                    )
                    % {
                        "name": each.organisation.name,
                        "day": each.started_on.strftime("%d/%m/%Y"),
                    },
                    "started_on",
                )

    def _is_of_the_runner(self, values: dict[str, Any]) -> bool:
        organisation = self.organisations.get(values["key"][0])
        return (
            organisation is not None
            and organisation.pk == self.scheme.organisation_id
            and values["part"] == P.LEAD
        )

    def _part_of_the_runner(
        self, values: dict[str, Any], here: list[Partnership]
    ) -> Partnership | None:
        """The lead of whoever runs the scheme, when the row gives it an earlier first day.

        That part was begun on the day on which the scheme was opened here, which the office knows better.
        """
        if not self._is_of_the_runner(values) or len(here) != 1:
            return None
        return here[0] if values["started_on"] < here[0].started_on else None

    def _refuse_end_of_the_runner(self, draft: Draft) -> None:
        if self._is_of_the_runner(draft.values) and draft.values.get("ended_on"):
            raise RowRefused(
                _("%(name)s runs the scheme, so it stays. The people in it belong to it.")
                % {"name": draft.values["organisation"]},
                "ended_on",
            )

    def _agree_on_contact(self, draft: Draft) -> None:
        """Of two addresses for one organisation the first counts, else the file never rests."""
        for name in CONTACT:
            said = draft.values.get(name)
            if not said:
                continue
            first, row = self.contacts.setdefault(
                (draft.values["key"][0], name), (said, draft.number)
            )
            if not _same_contact(name, first, said):
                self.warn(
                    _("Row %(row)s says something else of the same organisation. That was taken.")
                    % {"row": row},
                    name,
                )
            draft.values[name] = first

    def compare(self, draft: Draft) -> None:
        part, values = draft.record, draft.values
        said = {
            # It differs for whoever runs the scheme alone.
            "started_on": values["started_on"],
            "ended_on": values.get("ended_on"),
            "engagement": values["how"],
            "inducted_on": values.get("inducted_on"),
            "followed_up_on": values.get("followed_up_on"),
            "does": with_what_is_new(part.does, values.get("does") or ""),
            "engagement_note": self._note(part, values.get("engagement_note") or ""),
        }
        draft.changes = {
            name: value for name, value in said.items() if value and value != getattr(part, name)
        }
        if (agreement := self._new_agreement(part, values.get("agreement"))) is not None:
            draft.changes["agreement"] = agreement
        for name in CONTACT:
            value = values.get(name)
            if value and not _same_contact(name, getattr(part.organisation, name), value):
                draft.changes[name] = value

    def _note(self, part: Partnership, said: str) -> str:
        joined = with_what_is_new(part.engagement_note, said)
        if len(joined) <= LONGEST_NOTE:
            return joined
        self.warn(_("There is a longer note here. That stays."), "engagement_note")
        return part.engagement_note

    def _new_agreement(self, part: Partnership, agreement: Agreement | None) -> Agreement | None:
        if agreement is None or (agreement.exists and agreement.on is None and part.has_agreement):
            return None
        if not agreement.exists:
            if part.has_agreement:
                self.warn(_("There is a written agreement here. That stays."), "agreement")
            return None
        return None if agreement.on and agreement.on == part.agreement_on else agreement

    def change_words(self, draft: Draft) -> list[str]:
        part = draft.record
        here = {
            "email": part.organisation.email,
            "phone": part.organisation.phone,
            "agreement": part.agreement_on,
            "engagement": part.get_engagement_display(),
        }
        return [
            old_and_new(
                self.column_of(name),
                here[name] if name in here else getattr(part, name),
                _shown(name, value),
            )
            for name, value in draft.changes.items()
        ]

    def write(self, drafts: list[Draft]) -> None:
        drafts = sorted(drafts, key=lambda draft: draft.number)
        self._write_organisations(drafts)
        # Ends first: the same part may begin again in the same file.
        for draft in drafts:
            if draft.record is not None:
                self._write_changes(draft)
        Partnership.objects.bulk_create(
            [self._new_part(draft) for draft in drafts if draft.record is None], batch_size=1000
        )

    def _write_organisations(self, drafts: Iterable[Draft]) -> None:
        for draft in drafts:
            values = draft.values
            key = values["key"][0]
            if key not in self.organisations:
                self.organisations[key] = Organisation.objects.create(name=values["organisation"])
            organisation = self.organisations[key]
            said = {
                name: values[name]
                for name in CONTACT
                if values.get(name)
                and not _same_contact(name, getattr(organisation, name), values[name])
            }
            if said:
                for name, value in said.items():
                    setattr(organisation, name, value)
                organisation.save(update_fields=list(said))

    @staticmethod
    def _write_changes(draft: Draft) -> None:
        part: Partnership = draft.record
        for name, value in draft.changes.items():
            if name == "agreement":
                part.agreement_on, part.agreement_undated = value.on, value.on is None
            elif name not in CONTACT:
                setattr(part, name, value)
        part.save()

    def _new_part(self, draft: Draft) -> Partnership:
        values = draft.values
        agreement = values.get("agreement") or Agreement(False)
        return Partnership(
            scheme=self.scheme,
            organisation=self.organisations[values["key"][0]],
            part=values["part"],
            does=values.get("does") or "",
            agreement_on=agreement.on,
            agreement_undated=agreement.exists and agreement.on is None,
            started_on=values["started_on"],
            ended_on=values.get("ended_on"),
            engagement=values["how"],
            engagement_note=values.get("engagement_note") or "",
            inducted_on=values.get("inducted_on"),
            followed_up_on=values.get("followed_up_on"),
        )


def _last_day(draft: Draft) -> date | None:
    """The last day of the part a row is about: what the row says, else what is here."""
    here = draft.record.ended_on if draft.record is not None else None
    return draft.values.get("ended_on") or here


def _says_nothing_more(values: dict[str, Any], earlier: dict[str, Any]) -> bool:
    """Whether everything a row says stands in the earlier row too."""
    said = (
        "ended_on", "does", "agreement", "how", "engagement_note", *HOSTS_ONLY, *CONTACT,
    )  # fmt: skip
    return all(values.get(name) in (None, "", earlier.get(name)) for name in said)


def _same_contact(name: str, one: str, other: str) -> bool:
    if name == "phone":
        return one == other or phone_key(one) == phone_key(other)
    return one.casefold() == other.casefold()


def _shown(name: str, value: Any) -> Any:
    if name == "engagement":
        return Partnership.Engagement(value).label
    return value.on if name == "agreement" else value
