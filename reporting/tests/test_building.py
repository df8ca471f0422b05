"""Building: frozen for good, cancelled between steps, picked up after a killed worker."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import InternalError, connection, transaction
from django.utils import timezone

from core.errors import NotAllowed, RuleBroken
from matching.tests.factories import a_match
from meetings.models import Meeting
from meetings.tests.factories import a_meeting
from reporting import building
from reporting.building import build
from reporting.layouts import layout
from reporting.models import Report
from reporting.services import cancel_report, pick_up_reports, try_again
from reporting.tests.factories import a_built_report, a_report
from reporting.transitions import MOVES
from schemes.models import Role, Scheme
from schemes.tests.factories import a_coordinator, a_role, a_scheme
from supportees.tests.factories import a_supportee
from volunteers.tests.factories import a_volunteer

pytestmark = pytest.mark.django_db
STEPS = len(layout("lsis-impact").figures) + 1


@pytest.fixture
def scheme() -> Scheme:
    return a_scheme()


def one_meeting(scheme: Scheme) -> Meeting:
    match = a_match(a_volunteer(scheme), a_supportee(scheme), started="2026-01-05")
    return a_meeting(match, "2026-02-10", minutes=45)


def frozen_value(report: Report, key: str) -> object:
    return report.figures.get(key=key).frozen["value"]


def test_a_built_report_holds_every_figure_and_says_how_far_it_was(scheme: Scheme) -> None:
    one_meeting(scheme)
    report = a_report(scheme)
    said: list[tuple[int, int]] = []

    build(report.pk, on_step=lambda done, total: said.append((done, total)))

    report.refresh_from_db()
    assert report.state == Report.State.BUILT
    assert said == [(done, STEPS) for done in range(1, STEPS + 1)]
    assert [figure.key for figure in report.figures.all()] == list(layout("lsis-impact").figures)
    assert frozen_value(report, "hours_given") == 0.75


def test_frozen_figures_stay_when_the_data_changes(scheme: Scheme) -> None:
    meeting = one_meeting(scheme)
    counted = meeting.pk
    report = a_built_report(scheme)

    a_meeting(meeting.match, "2026-02-20")
    meeting.delete()

    assert frozen_value(report, "meetings_held") == 1
    assert report.figures.get(key="meetings_held").record_ids == [counted]


def test_the_database_refuses_to_change_a_frozen_figure(scheme: Scheme) -> None:
    report = a_built_report(scheme)

    with pytest.raises(InternalError), transaction.atomic():
        report.figures.filter(key="meetings_held").update(frozen={})
    with pytest.raises(InternalError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(content={})


def test_building_twice_changes_nothing(scheme: Scheme) -> None:
    one_meeting(scheme)
    report = a_built_report(scheme)
    built_at = report.built_at

    build(report.pk)

    report.refresh_from_db()
    assert (report.built_at, report.attempts, report.figures.count()) == (built_at, 1, STEPS - 1)


def test_a_second_builder_leaves_a_busy_one_alone(scheme: Scheme) -> None:
    report = a_report(scheme)

    def second_builder(done: int, total: int) -> None:
        build(report.pk)

    build(report.pk, on_step=second_builder)

    report.refresh_from_db()
    assert (report.state, report.attempts) == (Report.State.BUILT, 1)


def test_a_wish_to_cancel_is_seen_before_the_next_step(scheme: Scheme) -> None:
    report = a_report(scheme)
    coordinator = a_coordinator(of=scheme)
    steps = []

    def cancel_at_the_third(done: int, total: int) -> None:
        steps.append(done)
        if done == 3:
            cancel_report(report, actor=coordinator)

    build(report.pk, on_step=cancel_at_the_third)

    report.refresh_from_db()
    assert report.state == Report.State.CANCELLED
    assert steps == [1, 2, 3]
    assert report.figures.count() == 0


def test_a_waiting_report_is_cancelled_at_once_and_never_built(scheme: Scheme) -> None:
    report = a_report(scheme)

    cancel_report(report, actor=a_coordinator(of=scheme))
    build(report.pk)

    report.refresh_from_db()
    assert report.state == Report.State.CANCELLED


def test_a_built_report_cannot_be_cancelled(scheme: Scheme) -> None:
    report = a_built_report(scheme)

    with pytest.raises(RuleBroken, match="finished"):
        cancel_report(report, actor=a_coordinator(of=scheme))


def test_the_steering_group_cannot_cancel(scheme: Scheme) -> None:
    report = a_report(scheme)

    with pytest.raises(NotAllowed):
        cancel_report(report, actor=a_role(Role.STEERING, of=scheme))


class WorkerKilled(BaseException):
    """Stands for the end of the process: nothing after it runs."""


def killed_after(report: Report, steps: int) -> None:
    def kill(done: int, total: int) -> None:
        if done == steps:
            raise WorkerKilled

    with pytest.raises(WorkerKilled):
        build(report.pk, on_step=kill)


def grown_silent(report: Report) -> None:
    long_ago = timezone.now() - building.SILENT_FOR - timedelta(seconds=1)
    Report.objects.filter(pk=report.pk).update(progress_at=long_ago)


def test_a_killed_build_is_found_and_goes_on_from_the_same_cut_off(scheme: Scheme) -> None:
    meeting = one_meeting(scheme)
    report = a_report(scheme)
    killed_after(report, steps=2)
    a_meeting(meeting.match, "2026-02-20")
    assert pick_up_reports() == []

    grown_silent(report)
    assert pick_up_reports() == [report.pk]
    build(report.pk)

    report.refresh_from_db()
    assert (report.state, report.attempts) == (Report.State.BUILT, 2)
    assert frozen_value(report, "meetings_held") == 1


def test_a_builder_that_was_thought_dead_writes_nothing_when_it_wakes(scheme: Scheme) -> None:
    report = a_report(scheme)

    def another_takes_over(done: int, total: int) -> None:
        if done == 2:
            grown_silent(report)
            build(report.pk)

    build(report.pk, on_step=another_takes_over)

    report.refresh_from_db()
    assert (report.state, report.attempts) == (Report.State.BUILT, 2)
    assert report.figures.count() == STEPS - 1


def test_a_report_that_keeps_dying_is_given_up_with_a_reason(scheme: Scheme) -> None:
    report = a_report(scheme)
    for _attempt in range(building.MOST_ATTEMPTS):
        killed_after(report, steps=1)
        grown_silent(report)

    assert pick_up_reports() == []

    report.refresh_from_db()
    assert report.state == Report.State.FAILED
    assert report.failed_because == "It was started 3 times and never got to the end."


def test_a_failed_report_can_be_tried_again(scheme: Scheme) -> None:
    report = a_report(scheme)
    Report.objects.filter(pk=report.pk).update(state=Report.State.FAILED, attempts=3)

    try_again(report, actor=a_coordinator(of=scheme))
    build(report.pk)

    report.refresh_from_db()
    assert report.state == Report.State.BUILT


def test_a_report_nobody_heard_of_is_picked_up(scheme: Scheme) -> None:
    report = a_report(scheme)
    assert pick_up_reports() == []

    later = timezone.now() + building.NOT_PICKED_UP_FOR + timedelta(seconds=1)

    assert pick_up_reports(later) == [report.pk]


def test_an_error_is_kept_as_a_sentence_and_raised(
    scheme: Scheme,
) -> None:
    report = a_report(scheme)

    def breaks(done: int, total: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        build(report.pk, on_step=breaks)

    report.refresh_from_db()
    assert report.state == Report.State.FAILED
    assert report.failed_because == "Something went wrong on our side. The error has been noted."


@pytest.mark.parametrize("state", Report.State)
def test_every_state_says_where_it_may_go(state: str) -> None:
    assert set(MOVES[state]) <= set(Report.State)


IN_ANOTHER_PROCESS = """
import sys, time
import django
django.setup()
from reporting.building import build

def say(done, total):
    print(done, flush=True)
    if done == 4:
        time.sleep(60)

build(int(sys.argv[1]), on_step=say)
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_by_the_machine_loses_nothing() -> None:
    scheme = a_scheme()
    one_meeting(scheme)
    report = a_report(scheme)
    given = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    address = f"{given.rpartition('/')[0]}/{connection.settings_dict['NAME']}"
    worker = subprocess.Popen(
        [sys.executable, "-c", IN_ANOTHER_PROCESS, str(report.pk)],
        env={**os.environ, "DATABASE_URL": address, "DATABASE_OWNER_URL": address},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout is not None
    with worker.stdout:
        for line in worker.stdout:
            if line.strip() == "4":
                break
    worker.kill()
    worker.wait()

    report.refresh_from_db()
    assert (report.state, report.progress_done) == (Report.State.BUILDING, 4)
    grown_silent(report)
    assert pick_up_reports() == [report.pk]
    build(report.pk)

    report.refresh_from_db()
    assert (report.state, report.attempts) == (Report.State.BUILT, 2)
    assert report.figures.count() == STEPS - 1
