"""Spreadsheets of supportees."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.spreadsheets.values import parse_choice
from core.spreadsheets.values.reading import CannotRead, compare_key
from people.imports import SITE_SYNONYMS, STATUS_SYNONYMS, MemberResource, a_status, person_fields
from schemes.imports.fields import ImportField, Reading, a_list, a_past_date, text, words_as_written
from schemes.imports.registry import Importer
from schemes.imports.resource import Draft
from supportees.models import Supportee

S = Supportee.Status
STATUS_WORDS = {
    "referred": S.REFERRED, "new": S.REFERRED, "referral": S.REFERRED, "new referral": S.REFERRED,
    "assessed": S.ASSESSED, "assessment": S.ASSESSED, "in assessment": S.ASSESSED,
    "waiting": S.WAITING, "waiting list": S.WAITING, "on waiting list": S.WAITING,
    "awaiting match": S.WAITING, "unmatched": S.WAITING, "active": S.WAITING, "open": S.WAITING,
    # A match is what makes somebody matched; it comes with its own spreadsheet.
    "matched": S.WAITING, "paired": S.WAITING,
    "on hold": S.PAUSED, "paused": S.PAUSED, "hold": S.PAUSED, "suspended": S.PAUSED,
    "ended": S.ENDED, "closed": S.ENDED, "left": S.ENDED, "finished": S.ENDED, "withdrawn": S.ENDED,
    "completed": S.ENDED, "discharged": S.ENDED, "declined": S.ENDED,
}  # fmt: skip
W = Supportee.WishedGender
GENDER_WORDS = {
    "m": W.MAN, "male": W.MAN, "man": W.MAN, "men": W.MAN, "a man": W.MAN, "boy": W.MAN, "male only": W.MAN,
    "f": W.WOMAN, "female": W.WOMAN, "woman": W.WOMAN, "women": W.WOMAN, "a woman": W.WOMAN, "w": W.WOMAN,
    "girl": W.WOMAN, "female only": W.WOMAN,
    "any": W.ANY, "either": W.ANY, "no pref": W.ANY, "no preference": W.ANY, "no wish": W.ANY,
    "don't mind": W.ANY, "does not mind": W.ANY, "doesn't mind": W.ANY, "both": W.ANY, "m/f": W.ANY,
    "m or f": W.ANY, "none": W.ANY, "no": W.ANY,
}  # fmt: skip


def _a_wish(cell: object, reading: Reading) -> str | None:
    return parse_choice(cell, GENDER_WORDS)


FIELDS = (
    *person_fields("supportee"),
    ImportField(
        "referred_on",
        gettext_lazy("Referred on"),
        a_past_date,
        (
            "Waiting since | On list since | Referral date | Date of referral | Date referred | Referred | Ref date | "
            "Registered | Registered on | Date registered | Joined | Start date | Started"
        ),
    ),
    ImportField(
        "referred_by",
        gettext_lazy("Referred by"),
        text(150),
        (
            "Referrer | Referral source | Source | Source of referral | Referring agency | "
            "Agency | From"
        ),
        soft=True,
    ),
    ImportField(
        "looking_for",
        gettext_lazy("Looking for"),
        a_list(100),
        (
            "Wants support with | Reason for referral | Wishes | Needs | Needs help with | Wants | Wants help with | Help needed | "
            "Support needs | Support needed | Would like help with | Goals"
        ),
        soft=True,
    ),
    ImportField(
        "interests",
        gettext_lazy("Interests"),
        a_list(100),
        "Hobbies | Hobbies and interests | Likes | Diddordebau",
        soft=True,
    ),
    ImportField(
        "wished_gender",
        gettext_lazy("Would like to be matched with"),
        _a_wish,
        (
            "Gender pref | Prefers male/female | Prefers | Preference | Gender preference | Preferred gender | Prefers m/f/any | "
            "Wants m/f | Prefers gender | M/F preference"
        ),
        soft=True,
    ),
    ImportField("status", gettext_lazy("Status"), a_status, STATUS_SYNONYMS),
    ImportField(
        "ended_on",
        gettext_lazy("Ended on"),
        a_past_date,
        "Ended | End date | Closed | Closed on | Date closed | Left | Left on",
    ),
    ImportField(
        "ending_reason",
        gettext_lazy("Why it ended"),
        words_as_written(200),
        "Closure reason | Reason for ending | Reason ended | Why ended | Closing reason | Reason for closing",
    ),
    ImportField("site", gettext_lazy("Site"), text(120), SITE_SYNONYMS, soft=True),
    ImportField(
        "notes",
        gettext_lazy("Notes"),
        words_as_written(10_000),
        "Comments | Comment | Remarks | Other | Note | Nodiadau",
    ),
)


class SupporteeResource(MemberResource):
    """Supportees, from referral on."""

    model = Supportee
    fields_known = FIELDS
    member_fields = {
        "reference": "reference",
        "referred_on": "referred_on",
        "referred_by": "referred_by",
        "looking_for": "looking_for",
        "interests": "interests",
        "wished_gender": "wished_gender",
        "ended_on": "ended_on",
        "ending_reason": "ending_reason",
        "notes": "notes",
    }

    def check(self, values: dict[str, Any]) -> None:
        super().check(values)
        word, ended_on = values.get("status") or "", values.get("ended_on")
        if ended_on and self._meant(word) not in (None, S.ENDED):
            day = ended_on.strftime("%d/%m/%Y")
            self.warn(
                _(
                    "It says “%(word)s” and that it ended on %(day)s. That day was kept in the notes."
                )
                % {"word": word, "day": day},
                "ended_on",
            )
            values["ended_on"] = None
            self.keep_left_over(values, {"ended_on": day})

    def identify(self, draft: Draft) -> None:
        super().identify(draft)
        word = draft.values.get("status")
        if word and self._meant(word) is None:
            self.warn(
                _("We do not know the status “%(word)s”. It was kept as a note.") % {"word": word},
                "status",
            )

    def status_values(self, values: dict[str, Any], member: Supportee | None) -> dict[str, Any]:
        word = values.get("status") or ""
        meant = self._meant(word) or (S.ENDED if values.get("ended_on") else None)
        found: dict[str, Any] = {"imported_status": word}
        if _says_matched(word) and (member is None or member.status != S.MATCHED):
            # The spreadsheet of matches follows, and settles it.
            found["status_in_doubt"] = True
        if meant is None or (member is not None and member.status in (meant, S.MATCHED)):
            return found
        found["status"] = meant
        since = values.get("ended_on") if meant == S.ENDED else values.get("referred_on")
        found["status_since"] = since or self.today
        return found

    @staticmethod
    def _meant(word: str) -> str | None:
        try:
            return parse_choice(word, STATUS_WORDS)
        except CannotRead:
            return None


def _says_matched(word: str) -> bool:
    return compare_key(word) in {"matched", "paired"}


def follow_imported_matches(*, running: Mapping[int, date], ended: Mapping[int, date]) -> None:
    """Matches that came in say who is matched, whatever the spreadsheet of supportees said.

    `running` gives supportees with a running match and the day the first one began, `ended` those
    whose matches have all ended and the day the last one did: who waits, waits since then.
    Where the spreadsheet said something else, the status is in doubt until a person settles it.
    """
    changed = []
    for supportee in Supportee.objects.filter(pk__in=running).exclude(status=S.MATCHED):
        word = supportee.imported_status
        supportee.status_in_doubt = bool(word) and not _says_matched(word)
        supportee.status, supportee.status_since = S.MATCHED, running[supportee.pk]
        supportee.ended_on, supportee.ending_reason = None, ""
        changed.append(supportee)
    for supportee in Supportee.objects.filter(pk__in=ended, status__in=[S.MATCHED, S.WAITING]):
        since = ended[supportee.pk]
        if supportee.status == S.MATCHED or supportee.status_since < since:
            supportee.status, supportee.status_since = S.WAITING, since
            changed.append(supportee)
    Supportee.objects.bulk_update(
        changed,
        ["status", "status_since", "status_in_doubt", "ended_on", "ending_reason"],
        batch_size=500,
    )


SUPPORTEES = Importer(
    key="supportees",
    word="supportees",
    about=gettext_lazy("One row for each person who is supported or waits for it."),
    fields=FIELDS,
    resource=SupporteeResource,
    order=2,
    list_name="supportees",
)
