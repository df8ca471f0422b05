"""`manage.py doctor`: the command, each thing found by really being in that state."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from core.jobs import mark_success

JOBS = {"deliver": {"task": "core.tasks.deliver_due_messages", "schedule": 20}}
GB = 1_000_000_000


def doctor(*words: str) -> tuple[int, str]:
    said = StringIO()
    try:
        call_command("doctor", *words, stdout=said)
    except SystemExit as end:
        return int(end.code or 0), said.getvalue()
    return 0, said.getvalue()


@pytest.mark.django_db
def test_all_is_well(hashed, a_worker, monkeypatch):
    hashed.CELERY_BEAT_SCHEDULE = JOBS
    call_command("collectstatic", interactive=False, verbosity=0)
    monkeypatch.setattr(
        "befriending.operations.doctor.keeping.shutil.disk_usage",
        lambda folder: type("usage", (), {"free": 50 * GB, "total": 100 * GB}),
    )
    mark_success("deliver")
    mark_success("backup")
    code, said = doctor()
    assert code == 0, said
    assert said.splitlines()[-1] == "All is well."
    assert {line[:6] for line in said.splitlines()[:-1]} == {"● good"}
    assert "● good: 1 worker answers." in said


@pytest.mark.django_db
def test_what_is_urgent_is_told_with_what_to_do_and_an_exit_code():
    code, said = doctor()
    assert code == 1
    assert (
        "▲ urgent: No worker answers.\n"
        "    Mail is not sent, reports are not built, large spreadsheets are not read.\n"
        "    Run celery -A befriending worker, and see its log.\n"
    ) in said
    urgent = said.count("▲ urgent: ")
    assert said.splitlines()[-1] == f"{urgent} urgent, {said.count('◐ look here: ')} to look at."


@pytest.mark.django_db
def test_programs_get_json():
    code, said = doctor("--json")
    told = json.loads(said)
    assert (code, told["ok"]) == (1, False)
    assert {tuple(finding) for finding in told["findings"]} == {
        ("about", "state", "what", "may_lead_to", "to_do")
    }
    assert {finding["state"] for finding in told["findings"]} <= {"good", "look here", "urgent"}
