"""An office's list of partners, as it really wrote it, through the command."""

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from schemes.models import Organisation, Partnership, Scheme
from schemes.tests.factories import a_scheme, an_organisation

OFFICE = Path(__file__).parent / "spreadsheets"
EXPECTED = json.loads((OFFICE / "EXPECTED.json").read_text())["partners"]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("the_day_the_file_was_made"),
]


@pytest.fixture
def the_day_the_file_was_made() -> Iterator[None]:
    with time_machine.travel("2026-11-21 12:00+00:00", tick=False):
        yield


@pytest.fixture
def scheme(db: None) -> Scheme:
    return a_scheme("side-by-side", organisation=an_organisation("Forest Friends"))


def bring_in() -> dict[str, Any]:
    out = io.StringIO()
    call_command(
        "import_data",
        "side-by-side",
        "partners",
        str(OFFICE / EXPECTED["file"]),
        "--json",
        stdout=out,
        stderr=io.StringIO(),
    )
    return json.loads(out.getvalue())


def counts(answer: dict[str, Any]) -> dict[str, int]:
    return {name: answer[name] for name in EXPECTED["counts"]}


def test_every_row_comes_to_what_it_should(scheme: Scheme) -> None:
    assert counts(bring_in()) == EXPECTED["counts"]


def test_the_parts_are_there(scheme: Scheme) -> None:
    bring_in()

    found = [
        [
            part.organisation.name,
            part.part,
            str(part.started_on),
            part.ended_on and str(part.ended_on),
            part.agreement_on and str(part.agreement_on),
            part.agreement_undated,
            part.engagement,
        ]
        for part in Partnership.objects.order_by("pk").select_related("organisation")
    ]
    assert found == EXPECTED["parts"]
    assert Organisation.objects.count() == len({name for name, *_rest in EXPECTED["parts"]})


def test_what_stood_there_is_kept_in_their_own_words(scheme: Scheme) -> None:
    bring_in()

    said = dict(
        Partnership.objects.exclude(engagement_note="").values_list(
            "organisation__name", "engagement_note"
        )
    )
    assert said == {
        "Café Cwtch": "Zoë is there on Tuesdays",
        "Cinderford Community Group": "faded when core funding was cut",
        "Lydney Link": "dropped out\nTwo volunteers looking for a new place",
        "Little Acorns Children's Centre": "one-off",
        "Severn Skills": "They wanted the certificate and no more",
    }
    mill = Partnership.objects.get(organisation__name="The Old Mill")
    assert mill.does == "Workshop on Fridays\nMoU signed?: verbal only"


def test_induction_and_follow_up_of_a_host_are_kept(scheme: Scheme) -> None:
    bring_in()

    harbour = Partnership.objects.get(organisation__name="Harbour House", part="host")
    assert (harbour.inducted_on, harbour.followed_up_on) == (date(2024, 10, 14), date(2025, 1, 20))
    assert (harbour.organisation.email, harbour.organisation.phone) == (
        "referrals@harbour.example",
        "07700 900301",
    )


def test_what_is_refused_says_where_and_why(scheme: Scheme) -> None:
    problems = bring_in()["problems"]

    assert [[each["row"], each["column"]] for each in problems] == EXPECTED["refused"]
    assert [each["message"] for each in problems] == [
        "Row 6 gives Harbour House the same part on some of these days. Put the days into one row, "
        "or end one before the other begins.",
        "“Host / funder” names more than one part. Give each part a row of its own.",
        "This is before the day they began.",
        "There is nothing here. It is needed.",
        "There is no such day as “31/02/2026”. Check it against your papers.",
        "There is nothing here. It is needed.",
        "“mascot” is not a part we know. Use lead, partner, host, referral source, training "
        "partner or funder.",
    ]


def test_the_same_file_twice_changes_nothing(scheme: Scheme) -> None:
    bring_in()
    before = list(Partnership.objects.order_by("pk").values())

    again = bring_in()

    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 11)
    assert list(Partnership.objects.order_by("pk").values()) == before
