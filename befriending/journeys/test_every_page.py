"""Every page there is, on a phone by day and at a desk by night: nothing for axe to find."""

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from befriending.journeys.browser import DESK, PHONE, Visitor
from befriending.tests.test_access_table import EXPECTED, ROLES
from befriending.tests.world import a_world

# Files, answers for machines, and pages that only lead elsewhere.
NOT_FOR_EYES = {"health", "import_refused", "report_file"} | {
    f"take_out_{kind}" for kind in ("volunteers", "supportees", "matches", "meetings")
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("screen", "dark"), [(PHONE, False), (DESK, True)], ids=["phone", "desk"])
@pytest.mark.parametrize("role", ["coordinator", "partner", "volunteer", "supportee", "anonymous"])
def test_there_is_nothing_to_complain_about(
    visit: Callable[..., Visitor],
    settings: Settings,
    tmp_path: object,
    role: str,
    screen: dict[str, int],
    dark: bool,
) -> None:
    settings.PRIVATE_ROOT = tmp_path
    world = a_world()
    visitor = visit(world.people[role], on=screen, dark=dark)
    place = ROLES.index(role)
    pages = [
        name
        for name, answers in EXPECTED.items()
        if answers[place] in (200, 403) and name not in NOT_FOR_EYES
    ]
    # One refusal looks like another; the pages themselves are what differs.
    refused = [name for name in pages if EXPECTED[name][place] == 403][:1]

    for name in [each for each in pages if EXPECTED[each][place] == 200] + refused:
        visitor.open(world.address(name))
        visitor.check_page()
