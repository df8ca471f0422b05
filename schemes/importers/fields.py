"""The columns about an organisation and its part, with the headings that offices give them."""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.spreadsheets.values import (
    CannotRead,
    cell_text,
    parse_choice,
    parse_happened,
    parse_uk_date,
    says_nothing,
)
from core.spreadsheets.values.reading import quoted
from schemes.imports.fields import (
    ImportField,
    Reading,
    a_date,
    a_past_date,
    a_phone,
    an_email,
    an_end,
    text,
    words_as_written,
)
from schemes.models import Partnership

P, E = Partnership.Part, Partnership.Engagement
PART_WORDS = {
    "lead": P.LEAD, "lead organisation": P.LEAD, "lead partner": P.LEAD, "lead body": P.LEAD,
    "leads the scheme": P.LEAD, "accountable body": P.LEAD, "lead agency": P.LEAD, "lead provider": P.LEAD,
    "partner": P.PARTNER, "partners": P.PARTNER, "delivery partner": P.PARTNER, "delivery": P.PARTNER,
    "partnership member": P.PARTNER, "consortium member": P.PARTNER, "member": P.PARTNER,
    "host": P.HOST, "hosts": P.HOST, "host org": P.HOST, "host organisation": P.HOST, "hosting": P.HOST, "host partner": P.HOST,
    "hosts volunteers": P.HOST,
    "referral source": P.REFERRER, "referrer": P.REFERRER, "refers people": P.REFERRER, "referrals": P.REFERRER,
    "referral": P.REFERRER, "referring": P.REFERRER, "refers": P.REFERRER, "referral agency": P.REFERRER,
    "referral partner": P.REFERRER, "source of referrals": P.REFERRER, "referring agency": P.REFERRER,
    "training partner": P.TRAINING, "training": P.TRAINING, "trainer": P.TRAINING, "trains": P.TRAINING,
    "training provider": P.TRAINING,
    "funder": P.FUNDER, "funds": P.FUNDER, "funding": P.FUNDER, "funding body": P.FUNDER,
    "commissioner": P.FUNDER, "grant giver": P.FUNDER, "grant": P.FUNDER,
}  # fmt: skip
ENGAGEMENT_WORDS = {
    "engaged": E.ENGAGED, "active": E.ENGAGED, "involved": E.ENGAGED, "yes": E.ENGAGED,
    "committed": E.COMMITTED, "fully committed": E.COMMITTED, "very committed": E.COMMITTED,
    "strongly committed": E.COMMITTED, "fully engaged": E.COMMITTED,
    "quick fix": E.QUICK_FIX, "quickfix": E.QUICK_FIX, "one off": E.QUICK_FIX, "one-off": E.QUICK_FIX,
    "quick win": E.QUICK_FIX, "short term": E.QUICK_FIX, "short-term": E.QUICK_FIX, "once only": E.QUICK_FIX,
    "folded": E.FOLDED, "faded": E.FOLDED, "faded out": E.FOLDED, "faded away": E.FOLDED,
    "dropped out": E.FOLDED, "fell away": E.FOLDED, "withdrew": E.FOLDED, "withdrawn": E.FOLDED,
    "pulled out": E.FOLDED, "closed": E.FOLDED, "closed down": E.FOLDED, "stopped": E.FOLDED,
    "lapsed": E.FOLDED, "wound up": E.FOLDED,
}  # fmt: skip
# Said of an agreement, beside yes and no.
IN_PLACE = {"signed", "in place", "agreed", "received", "on file", "held", "exists"}
NOT_THERE = {"not signed", "unsigned", "outstanding", "awaited", "not in place", "not received"}
BEFORE_A_DAY = re.compile(
    r"(?:signed|agreed|dated|made|received|yes|y)\b[\s:,.–—-]*(?:on\b\s*)?", re.IGNORECASE
)
# Words that turn what was said before them.
TURNS = re.compile(
    r"\b(?:until|till|but|left|then|ended|not|never|no longer|at first|at the start|initially)\b",
    re.IGNORECASE,
)
BETWEEN_PARTS = re.compile(r"\s*(?:[/&+;,]|\band\b)\s*", re.IGNORECASE)


class Agreement(NamedTuple):
    """What a cell says of a written agreement: whether there is one, and of which day."""

    exists: bool
    on: date | None = None


class Engaged(NamedTuple):
    """How it goes with an organisation, and the words that stood there when they say more."""

    how: str
    words: str


def a_part(cell: object, reading: Reading) -> str | None:
    """The part an organisation has. Two in one cell are refused: each is a row of its own."""
    if says_nothing(cell):
        return None
    said = cell_text(cell)
    if part := _known(said, PART_WORDS):
        return part
    several = {part for each in BETWEEN_PARTS.split(said) if (part := _known(each, PART_WORDS))}
    if len(several) > 1:
        raise CannotRead(
            _("“%(text)s” names more than one part. Give each part a row of its own.")
            % {"text": quoted(said)}
        )
    raise CannotRead(
        _(
            "“%(text)s” is not a part we know. Use lead, partner, host, referral source, "
            "training partner or funder."
        )
        % {"text": quoted(said)}
    )


def an_agreement(cell: object, reading: Reading) -> Agreement | None:
    """The day of a written agreement, or whether there is one: "4 March 2026", "yes", "signed"."""
    if says_nothing(cell):
        return None
    said = cell_text(cell)
    word = said.casefold().strip(" .!")
    if word in IN_PLACE:
        return Agreement(True)
    if word in NOT_THERE:
        return Agreement(False)
    try:
        day = parse_uk_date(cell, today=reading.today)
    except CannotRead:
        found = _agreement_in_words(said, reading)
    else:
        found = Agreement(True, day)
    if found.on and found.on > reading.today:
        raise CannotRead(
            _("%(date)s lies in the future. Check it.") % {"date": found.on.strftime("%d/%m/%Y")}
        )
    return found


def _agreement_in_words(said: str, reading: Reading) -> Agreement:
    if before := BEFORE_A_DAY.match(said):
        rest = said[before.end() :].strip(" ().")
        if rest:
            try:
                return Agreement(True, parse_uk_date(rest, today=reading.today))
            except CannotRead:
                pass
    try:
        answer = parse_happened(said)
    except CannotRead:
        answer = None
    if answer is None or answer.remark:
        raise CannotRead(
            _("“%(text)s” is neither a day nor yes or no. Write the day of the written agreement.")
            % {"text": quoted(said)}
        )
    return Agreement(answer.yes)


def an_engagement(cell: object, reading: Reading) -> Engaged | None:
    """Engaged, committed, "quick fix" or folded; what follows the word is kept as well.

    Where it turns what the word says ("committed until funding was cut"), none is chosen.
    """
    if says_nothing(cell):
        return None
    said = cell_text(cell)
    if how := _known(said, ENGAGEMENT_WORDS):
        # "faded" says more than "folded"; "active" says no more than "engaged".
        says_more = how in (E.FOLDED, E.QUICK_FIX) and _bare(said) not in ("folded", "quick fix")
        return Engaged(how, said if says_more else "")
    for word in sorted(ENGAGEMENT_WORDS, key=len, reverse=True):
        if len(word) > 3 and re.match(rf"{re.escape(word)}\b", said, re.IGNORECASE):
            how = ENGAGEMENT_WORDS[word]
            if not _turns(said[len(word) :], how):
                return Engaged(how, said)
            reading.warn(
                _(
                    "“%(text)s” can be read in two ways, so no word was chosen. "
                    "It was kept as a note. Choose how it goes on their page."
                )
                % {"text": quoted(said)}
            )
            return Engaged("", said)
    raise CannotRead(
        _("“%(text)s” is not a word we know here. Use engaged, committed, quick fix or folded.")
        % {"text": quoted(said)}
    )


def _turns(rest: str, how: str) -> bool:
    """Whether what follows an engagement word says something else than it."""
    return bool(TURNS.search(rest)) or any(
        means != how and len(word) > 3 and re.search(rf"\b{re.escape(word)}\b", rest, re.IGNORECASE)
        for word, means in ENGAGEMENT_WORDS.items()
    )


def _bare(text: str) -> str:
    return text.casefold().strip(" “”‘’\"'.!")


def _known(text: str, words: Mapping[str, str]) -> str | None:
    try:
        return parse_choice(text, words)
    except CannotRead:
        return None


FIELDS = (
    ImportField(
        "organisation",
        gettext_lazy("Organisation"),
        text(150),
        (
            "Organisation name | Name of organisation | Org | Org name | Partner | Partner name | "
            "Partner organisation | Name of partner | Name | Agency | Provider | Charity | Sefydliad"
        ),
        required=True,
    ),
    ImportField(
        "part",
        gettext_lazy("Part"),
        a_part,
        (
            "Role | Their role | Role in the partnership | Role in the project | Type | "
            "Type of partner | Partner type | Kind | Relationship | Part in the scheme"
        ),
    ),
    ImportField(
        "does",
        gettext_lazy("What they do"),
        words_as_written(2000),
        (
            "Does | What do they do | What they did | Specific role | Responsibilities | "
            "Contribution | Their contribution | What they bring | Description | Detail | Tasks"
        ),
    ),
    ImportField(
        "agreement",
        gettext_lazy("Written agreement"),
        an_agreement,
        (
            "Agreement | Agreement signed | Agreement date | Date of agreement | Signed | "
            "Signed agreement | MoU | MoU signed | SLA | SLA signed | Memorandum | "
            "Memorandum of understanding | Contract | Partnership agreement"
        ),
        soft=True,
    ),
    ImportField(
        "started_on",
        gettext_lazy("From"),
        a_date,
        (
            "Start | Start date | Started | Started on | Since | Joined | Date joined | "
            "Partner since | Host since | From date | Date from | Began"
        ),
    ),
    ImportField(
        "ended_on",
        gettext_lazy("Until"),
        an_end,
        "To | End | End date | Ended | Ended on | Left | Date left | To date | Date to | Finished",
    ),
    ImportField(
        "engagement",
        gettext_lazy("Engagement"),
        an_engagement,
        (
            "Engaged | How engaged | Level of engagement | Commitment | Engaged or committed | "
            "How it goes | How it went | Status | State"
        ),
        soft=True,
    ),
    ImportField(
        "engagement_note",
        gettext_lazy("Note"),
        words_as_written(300),
        "Notes | Comment | Comments | Remarks | In their own words | What happened | Other",
        soft=True,
    ),
    ImportField(
        "inducted_on",
        gettext_lazy("Host induction"),
        a_past_date,
        "Induction | Induction date | Date of induction | Inducted | Inducted on",
        soft=True,
    ),
    ImportField(
        "followed_up_on",
        gettext_lazy("Followed up"),
        a_past_date,
        "Follow up | Follow-up date | Followed up on | Three month follow up | 3 month follow up",
        soft=True,
    ),
    ImportField(
        "email",
        gettext_lazy("E-mail"),
        an_email,
        "Email address | Mail | E mail | E-mail address | Contact email | E-bost",
        soft=True,
    ),
    ImportField(
        "phone",
        gettext_lazy("Telephone"),
        a_phone,
        (
            "Tel | Tel no | Phone | Phone no | Phone number | Telephone number | Contact number | "
            "Contact no | Mobile | Ffôn"
        ),
        soft=True,
    ),
)
