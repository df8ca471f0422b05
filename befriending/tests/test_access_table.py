"""Who gets what: role by page by expected answer, for every page there is.

A page that is not in the table fails the test below it. 200 is the page, 302 leads
somewhere else (to sign in, or to the page meant), 403 says no in words, 404 says nothing.
"""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django.fixtures import Settings

from befriending.tests.world import World, a_world

ROLES = (
    "anonymous",
    "coordinator",
    "manager",
    "lead",
    "trainer",
    "steering",
    "partner",
    "volunteer",
    "supportee",
    "coordinator elsewhere",
    "another volunteer",
    "nobody here",
    "coordinator until yesterday",
)

# Expected answers to GET, in the order of ROLES, and the pages that answer so.
TABLE: list[tuple[tuple[int, ...], str]] = [
    # Everybody's
    ((200,) * 13, "demo health invitation"),
    ((404,) * 13, "no_password"),
    ((302,) * 13, "account_confirm_login_code account_login"),
    ((200,) + (302,) * 12, "account_request_login_code"),
    ((200,) + (302,) * 10 + (200, 200), "home"),
    ((302,) + (200,) * 12, "usersessions_list"),
    ((302,) + (405,) * 12, "end_session"),
    ((302, 200, 200, 200, 200, 302, 302, 302, 302, 200, 302, 302, 302), "second_step"),
    # People's records, and what only those who run the scheme may change
    (
        (302, 200, 200, 403, 403, 403, 403, 403, 403, 404, 403, 404, 404),
        """
        today oddities matches match make_match change_match pause_match resume_match end_match
        volunteers volunteer add_volunteer change_volunteer move_volunteer invite_volunteer settle_volunteer
        supportees supportee add_supportee change_supportee move_supportee invite_supportee settle_supportee
        people_waiting meetings meeting write_sheet correct_sheet plan_meeting move_meeting
        cancel_meeting imports import_preview import_headings import_refused
        new_report report_answer report_download report_file report_records
        partnership_add partnership_change partnership_end document_add document_change
        policy_add policy_rename policy_version_add setup_text scheme_change scheme_words
        site_add site_rename steering_meeting_add steering_meeting_change steering_member_add
        steering_member_change decision_add decision_change decision_done decision_open
        taking_part_add taking_part_change taking_part_remove
        roles role_give role_end role_invite
        """,
    ),
    # The registers: a list, and pages to add, change and take out
    (
        (302, 200, 200, 403, 403, 403, 403, 403, 403, 404, 403, 404, 404),
        """
        registers
        events events_add events_change events_remove
        counted_people counted_people_add counted_people_change counted_people_remove
        activities activities_add activities_change activities_remove
        outcomes outcomes_add outcomes_change outcomes_remove
        targets targets_add targets_change targets_remove
        budget budget_add budget_change budget_remove
        staff_time staff_time_add staff_time_change staff_time_remove
        savings savings_add savings_change savings_remove
        findings findings_add findings_change findings_remove
        """,
    ),
    # Hosts, cohorts and paid organisers
    (
        (302, 200, 200, 403, 403, 403, 403, 403, 403, 404, 403, 404, 404),
        """
        hosts host cohorts add_cohort change_cohort organisers organiser add_organiser
        change_organiser place_organiser organiser_leaves end_placement hand_over
        change_placement take_back_placement
        """,
    ),
    (
        (302, 403, 403, 403, 403, 403, 200, 403, 403, 404, 403, 404, 404),
        "our_people our_volunteer our_organiser",
    ),
    # The same people take lists out
    (
        (302, 200, 200, 403, 403, 403, 403, 403, 403, 404, 403, 404, 404),
        "take_out_volunteers take_out_supportees take_out_matches take_out_meetings",
    ),
    # The same people; these only take a pressed button
    (
        (302, 405, 405, 403, 403, 403, 403, 403, 403, 404, 403, 404, 404),
        "cancel_report try_report_again import_discard import_stop",
    ),
    (
        (302, 302, 302, 403, 403, 403, 403, 403, 403, 404, 403, 404, 404),
        "import_apply import_progress",
    ),
    ((302, 403, 200, 403, 403, 403, 403, 403, 403, 404, 403, 404, 404), "scheme_add"),
    # Figures, without the records behind them
    ((302, 200, 200, 403, 403, 200, 403, 403, 403, 404, 403, 404, 404), "reports report"),
    (
        (302, 302, 302, 403, 403, 302, 403, 403, 403, 404, 403, 404, 404),
        "report_progress report_row",
    ),
    # About the scheme
    (
        (302, 200, 200, 200, 200, 200, 200, 403, 403, 404, 403, 404, 404),
        """
        setup setup_stage setup_text_history scheme organisations policies policy
        policy_version documents document steering steering_meeting taking_part
        """,
    ),
    # The phone: one's own
    ((302,) + (200,) * 12, "me"),
    ((302, 404, 404, 404, 404, 404, 404, 200, 200, 404, 404, 404, 404), "my_match my_meeting"),
    (
        (302, 404, 404, 404, 404, 404, 404, 200, 403, 404, 404, 404, 404),
        "my_sheet correct_my_sheet plan_my_meeting move_my_meeting cancel_my_meeting",
    ),
    ((302, 404, 404, 404, 404, 404, 404, 302, 302, 404, 404, 404, 404), "sign_my_sheet"),
]
EXPECTED = {name: answers for answers, names in TABLE for name in names.split()}
OURS = {
    "befriending", "desk", "reporting", "meetings", "outcomes", "matching", "volunteers",
    "supportees", "hosting", "people", "schemes", "accounts", "core",
}  # fmt: skip


def our_pages(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    """The names of all pages whose views are ours."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from our_pages(pattern.url_patterns)
        elif pattern.callback.__module__.split(".")[0] in OURS:
            yield pattern.name or str(pattern.pattern)


@pytest.fixture
def world(db: None, settings: Settings, tmp_path: object) -> World:
    settings.PRIVATE_ROOT = tmp_path
    return a_world()


def test_every_page_is_in_the_table() -> None:
    assert sorted(set(our_pages(get_resolver().url_patterns))) == sorted(EXPECTED)


@pytest.mark.parametrize("role", ROLES)
def test_each_page_answers_as_the_table_says(world: World, role: str) -> None:
    client = world.client(role)

    answers = {name: client.get(world.address(name)).status_code for name in EXPECTED}

    place = ROLES.index(role)
    assert answers == {name: expected[place] for name, expected in EXPECTED.items()}


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("coordinator", "manager")])
def test_pressing_a_button_asks_for_the_same_right(world: World, role: str) -> None:
    client = world.client(role)
    place = ROLES.index(role)
    refused = {
        name: expected[place]
        for name, expected in EXPECTED.items()
        if expected[place] in (403, 404) and name != "no_password"
    }

    answers = {name: client.post(world.address(name), {}).status_code for name in refused}

    # A page that takes no button says so only to those who may open it.
    assert answers == refused


@pytest.mark.parametrize(
    ("role", "name", "words"),
    [
        ("steering", "report_records", "see people, matches and meetings"),
        ("volunteer", "today", "see people, matches and meetings"),
        ("supportee", "my_sheet", "writes the sheet"),
    ],
)
def test_a_refusal_says_why(world: World, role: str, name: str, words: str) -> None:
    answer = world.client(role).get(world.address(name))

    assert answer.status_code == 403
    assert words in answer.content.decode()


def test_a_match_that_ended_is_no_longer_the_volunteers(world: World) -> None:
    world.match.status, world.match.ended_on = "ended", "2026-06-01"
    world.match.save()

    answers = [
        world.client(role).get(world.address("my_match")).status_code
        for role in ("volunteer", "supportee")
    ]

    assert answers == [404, 200]
