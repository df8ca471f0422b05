"""The scheme's own words. Code says volunteer, supportee, match; pages say what the scheme says."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Word: TypeAlias = "StrOrPromise"


@dataclass(frozen=True)
class Words:
    """Each is written as in the middle of a sentence; pages use `capfirst` at the start of one."""

    supporter: Word = _("supporter")
    supporters: Word = _("supporters")
    supportee: Word = _("supportee")
    supportees: Word = _("supportees")
    match: Word = _("match")
    matches: Word = _("matches")
    meeting: Word = _("meeting")
    meetings: Word = _("meetings")


BEFRIENDING = Words(
    supporter=_("befriender"),
    supporters=_("befrienders"),
    supportee=_("befriendee"),
    supportees=_("befriendees"),
)
MENTORING = Words(
    supporter=_("mentor"),
    supporters=_("mentors"),
    supportee=_("mentee"),
    supportees=_("mentees"),
)
USUAL_WORDS: Mapping[str, Words] = {
    "peer-support": Words(supporter=_("peer supporter"), supporters=_("peer supporters")),
    "befriending": BEFRIENDING,
    "mentoring": MENTORING,
    "telephone": replace(BEFRIENDING, meeting=_("call"), meetings=_("calls")),
    "e-mentoring": MENTORING,
    "buddies": Words(supporter=_("buddy"), supporters=_("buddies")),
    "embedded-learning": Words(),
    "community-organising": Words(supporter=_("organiser"), supporters=_("organisers")),
}
WORD_KEYS = tuple(field.name for field in fields(Words))


def words_for(kind: str, own_words: Mapping[str, str]) -> Words:
    """The words usual for a kind of scheme, with the scheme's own in their place."""
    own = {key: own_words[key] for key in WORD_KEYS if own_words.get(key)}
    return replace(USUAL_WORDS[kind], **own)
