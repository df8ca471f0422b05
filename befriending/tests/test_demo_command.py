"""`manage.py demo`: what it says, and how it refuses."""

from fractions import Fraction
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from befriending.demo.national import loading
from befriending.tests.installations import Installation
from matching.models import Match
from meetings.models import Meeting
from schemes.models import Scheme
from schemes.tests.factories import a_scheme
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


def demo(*words: str, **options: Any) -> str:
    """Run the command; gives what it said on stderr."""
    said = StringIO()
    call_command("demo", *words, stderr=said, **options)
    return said.getvalue()


def test_it_loads_the_small_size_for_a_day() -> None:
    said = demo("--size", "small", "--today", "2026-11-19")
    assert said.startswith("Loaded “Side by Side” in ")
    assert Volunteer.objects.count() == 24
    assert (
        Match.objects.get(supportee__person__given_name="Kieran").started_on.isoformat()
        == "2026-04-23"
    )


def test_a_second_time_it_says_that_it_is_there() -> None:
    demo("--size", "small")
    assert demo("--size", "small") == (
        "The demo scheme “Side by Side” is there already. Nothing was changed.\n"
    )


def test_quietly_it_says_nothing() -> None:
    assert demo("--size", "small", verbosity=0) == ""


def test_it_loads_the_national_size_and_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loading, "FULL", Fraction(1, 100))
    said = demo("--size", "national", "--today", "2026-11-19").splitlines()
    assert said[:-1] == [
        "Making up the people …",
        "Writing down the people …",
        "Writing down the meetings …",
        "Making a report …",
    ]
    assert said[-1].startswith("Loaded “Neighbours Together” in ")
    assert Meeting.objects.count() == 2_500


def test_the_small_size_is_not_loaded_beside_the_national(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loading, "FULL", Fraction(1, 100))
    demo("--size", "national")
    with pytest.raises(CommandError, match="another demo, “Neighbours Together”"):
        demo("--size", "small")


def test_without_demo_mode_it_refuses(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="Set BEFRIENDING_DEMO=1") as refusal:
        demo("--size", "small")
    assert refusal.value.returncode == 1
    assert not Scheme.objects.exists()


def test_among_real_data_it_refuses_in_one_line() -> None:
    a_scheme("kind-hearts", name="Kind Hearts")
    with pytest.raises(CommandError) as refusal:
        demo("--size", "small")
    assert str(refusal.value) == (
        "This database holds “Kind Hearts”, which is not the demo. Made-up people are never "
        "mixed with real ones: use another database or data folder."
    )
    assert refusal.value.returncode == 1


@pytest.mark.parametrize("day", ["30 February", "2026-02-30", "0001-01-01"])
def test_a_day_that_is_none_is_explained(day: str) -> None:
    with pytest.raises(CommandError, match=f"“{day}” is not a day. Write it as") as refusal:
        demo("--size", "small", "--today", day)
    assert refusal.value.returncode == 2
    assert not Scheme.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("command", ["demo", "bench"])
def test_without_tables_it_says_what_to_do_first(
    empty: Installation, settings: Settings, command: str
) -> None:
    settings.DEMO = True
    assert empty.manage(command, "--size", "small") == (
        1,
        "",
        "CommandError: The tables are not those of this version. Run manage.py migrate first.\n",
    )
