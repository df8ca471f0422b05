"""The seven stages of setting a scheme up, as data.

Titles and sentences hold %(supporters)s and the like; `spoken` puts the scheme's own words
in. Whether an item is there is asked of the records in queries.py and is never stored.
"""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from django.template.defaultfilters import capfirst
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from schemes.models import Policy, SupportingDocument
from schemes.words import Words

Text = str | Promise


class Needs(StrEnum):
    """What has to be there for an item to be done."""

    TEXT = "a text under its heading"
    POLICY = "a policy in force"
    DOCUMENT = "a paper in use"
    MEMBERS = "members of the steering group"
    SERVICE_USERS = "a supportee in the steering group"
    MEETING = "a meeting of the steering group"
    TAKING_PART = "who took part in the stage"


@dataclass(frozen=True)
class Item:
    """One thing a stage asks for.

    `missing` is the sentence while it is not there, `action` the button that mends it.
    `kind` names the policy or paper, where the item is one.
    """

    key: str
    title: Text
    missing: Text
    action: Text
    hint: Text = ""
    needs: Needs = Needs.TEXT
    kind: str = ""


@dataclass(frozen=True)
class Stage:
    """One of the seven: number, title, what it is for, and its items in order."""

    number: int
    title: Text
    purpose: Text
    items: tuple[Item, ...]


def spoken(text: Text, words: Words) -> str:
    """A title or sentence in the scheme's own words, with a capital letter."""
    return capfirst(str(text) % {key: str(word) for key, word in asdict(words).items()})


WRITE = _("Write it")


def _taking_part(number: int) -> Item:
    return Item(
        key=f"taking-part-{number}",
        title=_("Who took part"),
        missing=_("Nobody is named yet who took part in this stage."),
        action=_("Say who took part"),
        hint=_("%(supportees)s and %(supporters)s who worked on this stage, by name or counted."),
        needs=Needs.TAKING_PART,
    )


def _policy(kind: Policy.Kind, missing: Text, hint: Text) -> Item:
    return Item(
        key=f"policy-{kind.value}",
        title=kind.label,
        missing=missing,
        action=_("Add the policy"),
        hint=hint,
        needs=Needs.POLICY,
        kind=kind.value,
    )


def _document(kind: SupportingDocument.Kind, missing: Text, hint: Text) -> Item:
    return Item(
        key=f"document-{kind.value}",
        title=kind.label,
        missing=missing,
        action=_("Add the paper"),
        hint=hint,
        needs=Needs.DOCUMENT,
        kind=kind.value,
    )


ROLE = Stage(
    1,
    _("The role of %(supporters)s"),
    _("Agree with the people the scheme is for what %(supporters)s do, and what they do not do."),
    (
        Item(
            "role-description",
            _("What %(supporters)s do"),
            _("It is not written yet what %(supporters)s do."),
            WRITE,
            _("What they do with %(supportees)s, how often, how long, and who stands behind them."),
        ),
        Item(
            "role-limits",
            _("What %(supporters)s do not do"),
            _("It is not written yet what %(supporters)s do not do."),
            WRITE,
            _(
                "For example: lend money, give medicine, be on call at night, keep secrets about harm."
            ),
        ),
        Item(
            "person-experience",
            _("Who can do it: experience"),
            _("It is not written yet what experience %(supporters)s need."),
            WRITE,
            _("What somebody has lived through or done that helps here. “None” is an answer too."),
        ),
        Item(
            "person-skills",
            _("Who can do it: skills"),
            _("It is not written yet what skills %(supporters)s need."),
            WRITE,
            _("What somebody can do, or can learn in your training."),
        ),
        Item(
            "person-qualities",
            _("Who can do it: qualities"),
            _("It is not written yet what qualities %(supporters)s need."),
            WRITE,
            _("What somebody is like: patient, on time, a good listener."),
        ),
        Item(
            "person-values",
            _("Who can do it: values"),
            _("It is not written yet what values %(supporters)s share."),
            WRITE,
            _("What somebody believes in: fairness, privacy, that people decide for themselves."),
        ),
        Item(
            "person-potential",
            _("Who can do it: potential"),
            _("It is not written yet what %(supporters)s can grow into."),
            WRITE,
            _("What somebody may not have yet but can grow into with your help."),
        ),
        _taking_part(1),
    ),
)

AIMS = Stage(
    2,
    _("Aims"),
    _("Say what you hope will be better, for %(supportees)s and for %(supporters)s."),
    (
        Item(
            "aims-supportees",
            _("Aims for %(supportees)s"),
            _("The aims for %(supportees)s are not written yet."),
            WRITE,
            _("What will be different for them, and how you will both notice. One aim a line."),
        ),
        Item(
            "aims-supporters",
            _("Aims for %(supporters)s"),
            _("The aims for %(supporters)s are not written yet."),
            WRITE,
            _(
                "What they gain: skills, confidence, people they know, a way into work. One aim a line."
            ),
        ),
        _taking_part(2),
    ),
)

MONITORING = Stage(
    3,
    _("Knowing how it goes"),
    _("Decide how you will know that %(matches)s go well and that the scheme helps."),
    (
        Item(
            "supervision",
            _("Supervision"),
            _("It is not written yet how %(supporters)s are supervised."),
            WRITE,
            _("Who sees %(supporters)s, alone and in a group, how often. Staff always do this."),
        ),
        Item(
            "feedback",
            _("Feedback forms"),
            _("It is not written yet how you ask for feedback."),
            WRITE,
            _("Who is asked, when, and how somebody can answer in confidence."),
        ),
        Item(
            "record-sheets",
            _("Record sheets"),
            _("It is not written yet how %(meetings)s are recorded."),
            WRITE,
            _("Who fills in the sheet after which %(meetings)s, who reads it, how soon."),
        ),
        Item(
            "evaluation",
            _("Longer evaluation"),
            _("It is not written yet how you look back over a longer time."),
            WRITE,
            _("What you look at after a year, and what effect it has on the service as a whole."),
        ),
        _taking_part(3),
    ),
)

STEERING = Stage(
    4,
    _("Support for staff, and a steering group"),
    _("Nobody runs a scheme alone: %(supportees)s and %(supporters)s help to steer it."),
    (
        Item(
            "staff-support",
            _("Support for staff"),
            _("It is not written yet who supports the staff."),
            WRITE,
            _("Who the co-ordinator can turn to, how often they meet, who covers for holidays."),
        ),
        Item(
            "steering-members",
            _("Members of the steering group"),
            _("Nobody is in the steering group yet."),
            _("Add a member"),
            needs=Needs.MEMBERS,
        ),
        Item(
            "steering-service-users",
            _("%(supportees)s in the steering group"),
            _("None of the %(supportees)s is in the steering group yet."),
            _("Add a member"),
            needs=Needs.SERVICE_USERS,
        ),
        Item(
            "steering-meeting",
            _("First meeting of the steering group"),
            _("The steering group has not met yet."),
            _("Write down a meeting"),
            needs=Needs.MEETING,
        ),
        _taking_part(4),
    ),
)


def _training(key: str, title: str) -> Item:
    return Item(
        f"training-{key}",
        title,
        format_lazy(_("“{title}” is not planned yet."), title=title),
        _("Plan it"),
        _("What you do in this part, how long it takes, who gives it, and who helps."),
    )


# The six core elements are the field's own titles, to the letter; they are not translated.
TRAINING = Stage(
    5,
    _("The training"),
    _("Plan what %(supporters)s learn before they begin. Spread it over some weeks."),
    (
        _training("role", "Understanding the Peer Supporter's Role and Responsibilities"),
        _training("communication", "Developing Communication Skills"),
        _training("relationship", "Developing a Supportive Relationship"),
        _training("goals", "Setting goals with your Supportee"),
        _training("ending", "Ending the Relationship"),
        _training(
            "policies",
            "Important Policies Child Protection, Confidentiality, Anti-Discrimination",
        ),
        _taking_part(5),
    ),
)

_Document = SupportingDocument.Kind
_Policy = Policy.Kind
PAPERS = Stage(
    6,
    _("Papers and policies"),
    _("Get the papers ready that you work with, and the rules that everybody keeps."),
    (
        _document(
            _Document.ROLE_DESCRIPTION,
            _("There is no role description on paper yet."),
            _("What you wrote in stage 1 is the start of it."),
        ),
        _document(
            _Document.PERSON_SPECIFICATION,
            _("There is no person specification on paper yet."),
            _("What you wrote in stage 1 is the start of it."),
        ),
        _document(
            _Document.AGREEMENT,
            _("There is no agreement for %(supporters)s and %(supportees)s to sign yet."),
            _("Purpose, how often, boundaries, goals, and what to do if it goes wrong."),
        ),
        _document(
            _Document.RECORD_SHEET,
            _("There is no record sheet for %(meetings)s yet."),
            _("The sheet in this software can be yours. Say here that you use it."),
        ),
        _document(
            _Document.FEEDBACK_FORM,
            _("There are no feedback forms yet."),
            _("The questions you ask %(supportees)s and %(supporters)s."),
        ),
        _document(
            _Document.MATCHING_FORM,
            _("There are no matching forms yet."),
            _("What %(supporters)s offer and what %(supportees)s look for."),
        ),
        _policy(
            _Policy.CHILD_PROTECTION,
            _("No policy on child protection is in force yet."),
            _("What to do, and whom to tell, when somebody may be harmed."),
        ),
        _policy(
            _Policy.CONFIDENTIALITY,
            _("No policy on confidentiality is in force yet."),
            _("What stays private, what is passed on, and to whom."),
        ),
        _policy(
            _Policy.ANTI_DISCRIMINATION,
            _("No policy against discrimination is in force yet."),
            _("How you treat everybody fairly, and what happens if somebody does not."),
        ),
        _policy(
            _Policy.HEALTH_AND_SAFETY,
            _("No policy on health and safety is in force yet."),
            _("How people stay safe when they meet, travel and work alone."),
        ),
        _taking_part(6),
    ),
)

MATCHING = Stage(
    7,
    _("Matching"),
    _("Say how you bring two people together."),
    (
        Item(
            "matching-how",
            _("How matching is done"),
            _("It is not written yet how matching is done."),
            WRITE,
            _(
                "Who suggests, what you look at, how the first meeting goes, how both say yes "
                "or no, and when the agreement is signed."
            ),
        ),
        _taking_part(7),
    ),
)

STAGES = (ROLE, AIMS, MONITORING, STEERING, TRAINING, PAPERS, MATCHING)
TEXT_ITEMS: dict[str, tuple[Stage, Item]] = {
    item.key: (stage, item) for stage in STAGES for item in stage.items if item.needs is Needs.TEXT
}
PERSON_SPECIFICATION = tuple(item for item in ROLE.items if item.key.startswith("person-"))


def stage_numbered(number: int) -> Stage:
    """The stage with this number. Raises KeyError when there is none."""
    if not 1 <= number <= len(STAGES):
        raise KeyError(number)
    return STAGES[number - 1]


def stage_choices(words: Words) -> list[tuple[Any, str]]:
    """The stages for a select field."""
    return [(stage.number, f"{stage.number}. {spoken(stage.title, words)}") for stage in STAGES]
