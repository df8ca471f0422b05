"""From when a wait is counted."""

from datetime import date

import pytest

from matching.queries import with_waiting_since
from matching.tests.factories import a_match
from schemes.tests.factories import a_scheme
from supportees.models import Supportee
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db
REFERRED, BACK = date(2024, 1, 1), date(2026, 6, 1)


def waiting_since() -> date:
    found: date = with_waiting_since(Supportee.objects.all()).get().waiting_since
    return found


def test_somebody_never_matched_waits_since_their_referral() -> None:
    a_supportee(a_scheme(), referred_on=REFERRED, status_since=BACK)

    assert waiting_since() == REFERRED


def test_without_a_day_of_referral_it_is_the_day_they_began_to_wait() -> None:
    a_supportee(a_scheme(), status_since=BACK)

    assert waiting_since() == BACK


def test_somebody_who_waits_again_waits_since_their_match_ended() -> None:
    scheme = a_scheme()
    supportee = a_supportee(scheme, referred_on=REFERRED, status_since=BACK)
    a_match(a_volunteer(scheme), supportee, started="2024-03-01", ended="2026-06-01")

    assert waiting_since() == BACK
