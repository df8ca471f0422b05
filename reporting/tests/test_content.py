"""What a report says: rows to the letter, sentences from records, words kept and reused."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.errors import NotAllowed, RuleBroken
from matching.tests.factories import a_match
from meetings.tests.factories import an_activity
from reporting.content import document, warnings_about
from reporting.layouts import layout
from reporting.models import NarrativeAnswer
from reporting.services import save_answer
from reporting.tests.factories import a_budget_line, a_built_report
from schemes.models import (
    Organisation,
    Partnership,
    Role,
    Scheme,
    SteeringMeeting,
    SteeringMember,
    TakingPart,
)
from schemes.tests.factories import a_manager, a_role, a_scheme
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


def row(scheme: Scheme, number: int) -> dict:
    return document(a_built_report(scheme))["rows"][number - 1]


def took_part(scheme: Scheme, **values: object) -> TakingPart:
    values.setdefault("took_part_on", date(2026, 2, 3))
    values.setdefault("took_part_as", TakingPart.As.SUPPORTEES)
    values.setdefault("did", "Chose the name of the scheme.")
    return TakingPart.objects.create(scheme=scheme, stage=1, **values)


def figure(scheme: Scheme, key: str) -> dict:
    figures = document(a_built_report(scheme))["figures"]
    return next(each for each in figures if each["key"] == key)


def test_the_first_rows_come_from_the_scheme() -> None:
    scheme = a_scheme(name="Side by side", contact_name="Mo Bright", contact_email="mo@example.org")

    assert row(scheme, 1)["answer"] == "Forest Friends: Side by side"
    assert row(scheme, 2)["answer"] == "Mo Bright\nmo@example.org"


def test_organisations_are_listed_with_what_they_did_also_those_that_left(scheme: Scheme) -> None:
    def partner(
        name: str, part: str, first: date, last: date | None = None, does: str = ""
    ) -> None:
        Partnership.objects.create(
            scheme=scheme,
            organisation=Organisation.objects.create(name=name),
            part=part,
            started_on=first,
            ended_on=last,
            does=does,
        )

    partner("Town Library", Partnership.Part.HOST, date(2025, 5, 1), does="Gives us a room.")
    partner("Old Mill", Partnership.Part.PARTNER, date(2025, 5, 1), date(2026, 2, 1))
    partner("Too Early", Partnership.Part.PARTNER, date(2024, 5, 1), date(2025, 12, 31))
    partner("Too Late", Partnership.Part.PARTNER, date(2026, 4, 1))

    assert row(scheme, 5)["statements"] == [
        "Old Mill: partner. Until 1 February 2026.",
        "Town Library: hosts volunteers. Gives us a room.",
    ]


def test_how_it_goes_with_an_organisation_is_told_in_whole_sentences(scheme: Scheme) -> None:
    Partnership.objects.create(
        scheme=scheme,
        organisation=Organisation.objects.create(name="Old Mill"),
        part=Partnership.Part.PARTNER,
        started_on=date(2025, 5, 1),
        engagement=Partnership.Engagement.ENGAGED,
        engagement_note="asks after everybody",
    )

    assert row(scheme, 5)["statements"] == ["Old Mill: partner. Engaged. Asks after everybody."]


def test_no_organisations_is_said_and_warned_about(scheme: Scheme) -> None:
    sentence = "No organisations are recorded for this period."

    assert row(scheme, 5)["answer"].split("\n") == [
        "Organisations in the partnership: not reported.",
        sentence,
    ]
    assert row(scheme, 5)["warnings"] == [sentence]


def test_row_six_holds_the_numbers_and_the_text_below_them(scheme: Scheme) -> None:
    a_match(a_volunteer(scheme), a_supportee(scheme))
    report = a_built_report(scheme)
    save_answer(report, 6, "We also made a film.", actor=a_manager(of=scheme))

    lines = document(report)["rows"][5]["answer"].split("\n")

    assert lines[0] == "People supported: 0."
    assert "Training days: not reported." in lines
    assert lines[-1] == "We also made a film."


def test_people_named_twice_count_once_and_estimates_stand_apart(scheme: Scheme) -> None:
    took_part(scheme, names=["Amira Khan", "Joe Bell"])
    took_part(scheme, names=["amira  khan"])
    took_part(scheme, low=5, high=5, basis="documented", source="the list at the door")
    took_part(scheme, low=30, high=40, basis="estimated", source="seen from the stage")
    took_part(scheme, names=["Not Then"], took_part_on=date(2025, 12, 31))

    found = figure(scheme, "people_in_planning")

    assert (found["value"], found["low"], found["high"]) == (None, 37, 47)
    assert (found["documented"], found["estimated"], found["n"]) == (7, 30, 4)


def test_how_people_took_part_is_told_without_their_names(scheme: Scheme) -> None:
    took_part(scheme, names=["Amira Khan", "Joe Bell"])
    took_part(
        scheme, low=30, high=40, basis="estimated", source="seen from the stage", did="Voted."
    )
    member = SteeringMember.objects.create(
        scheme=scheme, name="Zed", capacity="supportee", started_on=date(2026, 1, 1)
    )
    meeting = SteeringMeeting.objects.create(
        scheme=scheme, held_on=date(2026, 2, 1), place="The Hub"
    )
    meeting.attendances.create(member=member)

    answer = row(scheme, 14)["answer"]

    assert answer.split("\n") == [
        "People who took part in planning: 32 to 42, of which 2 documented.",
        "3 February 2026, 2 people, named, as the people who are supported: "
        "Chose the name of the scheme.",
        "3 February 2026, 30 to 40 people, an estimate (seen from the stage), "
        "as the people who are supported: Voted.",
        "Supported people and volunteers in the steering group: 1. "
        "Meetings of the group in the period: 1.",
    ]


def test_an_answer_is_kept_for_the_next_report_and_the_old_one_keeps_its_own(
    scheme: Scheme,
) -> None:
    manager = a_manager(of=scheme)
    first = a_built_report(scheme)
    save_answer(first, 3, "The first words.", actor=manager)
    second = a_built_report(scheme)
    save_answer(second, 3, "Better words.", actor=manager)

    texts = [document(report)["rows"][2]["text"] for report in (first, second)]

    assert texts == ["The first words.", "Better words."]
    assert row(scheme, 3)["text"] == "Better words."


def test_every_saved_version_stays_and_the_same_words_add_none(scheme: Scheme) -> None:
    manager = a_manager(of=scheme)
    report = a_built_report(scheme)
    for text in ("One.", "Two.", "Two.", ""):
        save_answer(report, 3, text, actor=manager)

    versions = NarrativeAnswer.objects.order_by("pk").values_list("text", "written_by__name")

    assert list(versions) == [("One.", "Mo Bright"), ("Two.", "Mo Bright"), ("", "Mo Bright")]
    assert document(report)["rows"][2]["text"] == ""


def test_only_whoever_makes_reports_writes_answers(scheme: Scheme) -> None:
    report = a_built_report(scheme)

    with pytest.raises(NotAllowed):
        save_answer(report, 3, "Words.", actor=a_role(Role.STEERING, of=scheme))
    with pytest.raises(RuleBroken, match="no row 20"):
        save_answer(report, 20, "Words.", actor=a_manager(of=scheme))


def test_a_period_that_is_not_over_is_said_first(scheme: Scheme) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)

    over = document(a_built_report(scheme))["warnings"]
    going_on = document(a_built_report(scheme, last=tomorrow.isoformat()))["warnings"]

    assert not over[0].startswith("The period is not over yet.")
    assert going_on[0].startswith("The period is not over yet.")


@pytest.mark.parametrize(
    "text",
    [
        "We did this:\n- found people\n- trained them",
        "* found people,\n* trained them; and\n* met",
        "- met people in the park.\n\nThen it ended.",
        "It went well.",
        "Did it?",
        "They said “we will come again.”",
        "See (appendix 2.)",
        "More at https://example.org/film",
        "Write to mo@example.org",
        "It went on…",
        "It ended well. \n ",
    ],
)
def test_finished_answers_raise_no_warning(text: str) -> None:
    assert warnings_about(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "It went",
        "It went,",
        "We learned:",
        "a b c\n\nand then we",
        "- found people\n- trained them and",
        "- found people\n- ",
        "- found people.\n\nThen we",
    ],
)
def test_an_answer_that_stops_in_mid_sentence_is_warned_about(text: str) -> None:
    assert warnings_about(text) == ["This answer stops in the middle of a sentence."]


def test_an_empty_answer_is_warned_about_unless_it_may_be_empty() -> None:
    assert warnings_about(" \n ") == ["This answer is empty."]
    assert warnings_about("", is_optional=True) == []


def test_the_questions_are_the_funders_to_the_letter() -> None:
    rows = layout("lsis-impact").rows

    assert [each.number for each in rows] == list(range(1, 20))
    assert rows[1].question == (
        "Contact person (Please include an email address or telephone number if you are happy "
        "to be contacted by other providers)"
    )
    assert rows[8].question == (
        "How many learners did the project have an impact on, and what was the impact? "
        "How many of them were from the equality groups you aimed to benefit?"
    )
    assert rows[16].prompts == (
        "Lack of learner engagement",
        "Staff resistance",
        "Lack of full engagement from partnership members",
        "How did you overcome any difficulties?",
    )
    assert rows[18].question == "Additional comments"


def test_the_guide_has_the_funders_eleven_headings_to_the_letter() -> None:
    rows = layout("lsis-guide").rows

    assert [(each.number, each.question) for each in rows] == [
        (1, "Provider name/consortia members"),
        (2, "Project title"),
        (3, "Project summary"),
        (4, "What were the aims of the project?"),
        (5, "What did you do?"),
        (6, "What did the project cost, including LSIS funding?"),
        (
            7,
            "Impact: what difference did the project make/changes of behaviour in beneficiaries",
        ),
        (8, "What were the lessons learned?"),
        (9, "What tips do you have for other providers?"),
        (10, "Further information and key resources"),
        (11, "Contact details for further information"),
    ]
    assert rows[4].prompts == ("What is involved? list actions as bullet points",)


def test_the_guide_names_the_provider_its_members_and_the_project(scheme: Scheme) -> None:
    for name, part in (
        ("Town Library", Partnership.Part.HOST),
        ("Old Mill", Partnership.Part.PARTNER),
        ("Old Mill", Partnership.Part.REFERRER),
        ("The Fund", Partnership.Part.FUNDER),
    ):
        Partnership.objects.create(
            scheme=scheme,
            organisation=Organisation.objects.get_or_create(name=name)[0],
            part=part,
            started_on=date(2025, 5, 1),
        )

    rows = document(a_built_report(scheme, layout="lsis-guide"))["rows"]

    assert rows[0]["stated"] == [
        {"text": "Forest Friends"},
        {"points": ["Old Mill", "Town Library"]},
    ]
    assert rows[1]["answer"] == scheme.name
    assert [row["heading"] for row in rows] == [row["question"] for row in rows]


def test_what_is_written_in_the_guide_is_kept_for_the_next_guide_alone(scheme: Scheme) -> None:
    save_answer(
        a_built_report(scheme, layout="lsis-guide"), 8, "Start early.", actor=a_manager(of=scheme)
    )

    guide, impact = (
        document(a_built_report(scheme, layout=key)) for key in ("lsis-guide", "lsis-impact")
    )

    assert guide["rows"][7]["text"] == "Start early."
    assert impact["rows"][7]["text"] == ""


def test_what_to_know_about_a_figure_names_it(scheme: Scheme) -> None:
    an_activity(scheme, on="2026-01-14", people=None)
    an_activity(scheme, on="2026-01-21", title="Evening out", people=4)

    warnings = document(a_built_report(scheme))["warnings"]

    assert (
        "People at group activities: 1 activity does not say how many people came. "
        "They are not in the number." in warnings
    )


def test_of_many_figures_three_are_named(scheme: Scheme) -> None:
    a_budget_line(scheme)

    (said,) = [
        each
        for each in document(a_built_report(scheme))["warnings"]
        if "does not say what was spent" in each
    ]

    assert said.startswith("Money spent, Money from grants, Cost per person supported and ")
