"""Large files are worked on by a worker: with progress, once, and able to be stopped."""

import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import signed_in
from core.models import JobMark
from schemes.imports import work
from schemes.models import SpreadsheetUpload
from schemes.tasks import pick_up_spreadsheets, throw_away_old_spreadsheets
from schemes.tests.factories import a_coordinator, a_scheme
from volunteers.models import Volunteer
from volunteers.tests.factories import a_volunteer

HOME = "/s/leaving-care/spreadsheets/"
ROWS = 450

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def every_file_is_large(settings, tmp_path, monkeypatch):
    settings.PRIVATE_ROOT = tmp_path / "private"
    monkeypatch.setattr(work, "LARGE_ROWS", 0)
    cache.clear()


@pytest.fixture
def scheme():
    return a_scheme("leaving-care")


@pytest.fixture
def coordinator(client, scheme):
    return signed_in(client, a_coordinator(of=scheme))


def send(client):
    content = "Ref,First name\n" + "".join(f"V{n},Rhys{n}\n" for n in range(ROWS))
    client.post(
        HOME,
        {
            "kind": "volunteers",
            "file": SimpleUploadedFile("list.csv", content.encode()),
            "submission_id": str(uuid.uuid4()),
        },
    )
    return SpreadsheetUpload.objects.get()


def ask_to_bring_in(client, upload):
    upload.refresh_from_db()
    client.post(f"{HOME}{upload.pk}/bring-in/", {"seen": upload.digest})
    upload.refresh_from_db()


def test_a_worker_looks_and_a_worker_brings_in(coordinator):
    upload = send(coordinator)
    assert upload.state == "looking"
    work.work_on(upload.pk)
    ask_to_bring_in(coordinator, upload)
    assert (upload.state, Volunteer.objects.count()) == ("applying", 0)
    work.work_on(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.counts["added"], Volunteer.objects.count()) == (
        "applied",
        ROWS,
        ROWS,
    )
    assert upload.applied_by is not None


def test_asked_twice_it_is_done_once(coordinator):
    upload = send(coordinator)
    work.work_on(upload.pk)
    ask_to_bring_in(coordinator, upload)
    ask_to_bring_in(coordinator, upload)
    work.work_on(upload.pk)
    work.work_on(upload.pk)
    assert Volunteer.objects.count() == ROWS


def test_a_second_worker_leaves_a_file_alone_that_has_one(coordinator):
    upload = send(coordinator)
    cache.set(f"spreadsheet-claim-{upload.pk}", 0, 60)
    work.work_on(upload.pk)
    upload.refresh_from_db()
    assert upload.state == "looking"


def test_the_page_says_how_far_it_is_and_moves_on_by_itself(coordinator):
    upload = send(coordinator)
    address = f"{HOME}{upload.pk}/"
    assert "It waits for its turn." in coordinator.get(address).content.decode()
    cache.set(f"spreadsheet-progress-{upload.pk}", (200, ROWS), 60)
    moving = coordinator.get(f"{address}progress/", headers={"HX-Request": "true"})
    assert "200 of 450 rows are read." in moving.content.decode()
    assert "HX-Refresh" not in moving.headers
    work.work_on(upload.pk)
    done = coordinator.get(f"{address}progress/", headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"


def test_the_worker_tells_how_far_it_is(coordinator, monkeypatch):
    upload = send(coordinator)
    told = []
    real = cache.set

    def tell(key, value, *rest):
        if "progress" in key:
            told.append(value)
        real(key, value, *rest)

    monkeypatch.setattr(cache, "set", tell)
    work.work_on(upload.pk)
    assert told == [(0, ROWS), (200, ROWS), (400, ROWS), (ROWS, ROWS)]


def test_what_is_stopped_leaves_nothing(coordinator, monkeypatch):
    upload = send(coordinator)
    work.work_on(upload.pk)
    ask_to_bring_in(coordinator, upload)
    coordinator.post(f"{HOME}{upload.pk}/stop/")
    work.work_on(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, Volunteer.objects.count()) == ("previewed", 0)
    assert "You stopped it." in coordinator.get(f"{HOME}{upload.pk}/").content.decode()


def test_a_worker_in_the_middle_hears_that_it_was_stopped(coordinator, monkeypatch):
    upload = send(coordinator)
    work.work_on(upload.pk)
    ask_to_bring_in(coordinator, upload)
    real = work._bring_in

    def stopped_in_the_middle(busy, tell):
        def tell_and_stop(done, total):
            if done == 200:
                cache.set(f"spreadsheet-stop-{upload.pk}", True, 60)
            tell(done, total)

        real(busy, tell_and_stop)

    monkeypatch.setattr(work, "_bring_in", stopped_in_the_middle)
    work.work_on(upload.pk)
    assert Volunteer.objects.count() == 0


def test_a_worker_that_did_not_hear_of_the_stop_takes_all_back_at_the_end(coordinator):
    upload = send(coordinator)
    work.work_on(upload.pk)
    ask_to_bring_in(coordinator, upload)
    at_work = SpreadsheetUpload.objects.get()
    coordinator.post(f"{HOME}{upload.pk}/stop/")
    cache.clear()
    work._work(at_work)
    upload.refresh_from_db()
    assert (upload.state, Volunteer.objects.count()) == ("previewed", 0)


def test_stopped_it_can_be_asked_for_again(coordinator):
    upload = send(coordinator)
    work.work_on(upload.pk)
    ask_to_bring_in(coordinator, upload)
    coordinator.post(f"{HOME}{upload.pk}/stop/")
    ask_to_bring_in(coordinator, upload)
    work.work_on(upload.pk)
    assert Volunteer.objects.count() == ROWS


def test_what_changed_since_is_looked_at_again_by_the_worker(coordinator, scheme):
    upload = send(coordinator)
    work.work_on(upload.pk)
    ask_to_bring_in(coordinator, upload)
    a_volunteer(scheme, "Rhys7", reference="V7")
    work.work_on(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, Volunteer.objects.count()) == ("looking", 1)
    work.work_on(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.counts["unchanged"]) == ("previewed", 1)


def test_a_file_whose_worker_died_is_picked_up(coordinator, monkeypatch):
    upload = send(coordinator)
    called: list[int] = []
    monkeypatch.setattr(work, "call_worker", called.append)
    pick_up_spreadsheets()
    assert called == []
    SpreadsheetUpload.objects.update(asked_at=timezone.now() - timedelta(minutes=2))
    pick_up_spreadsheets()
    pick_up_spreadsheets()
    assert called == [upload.pk, upload.pk]
    cache.set(f"spreadsheet-claim-{upload.pk}", 0, 60)
    pick_up_spreadsheets()
    assert len(called) == 2
    assert JobMark.objects.filter(name="pick up spreadsheets").exists()


def test_a_file_that_no_worker_survives_is_given_back_with_words(coordinator):
    upload = send(coordinator)
    SpreadsheetUpload.objects.update(asked_at=timezone.now() - timedelta(minutes=2), attempts=3)
    pick_up_spreadsheets()
    upload.refresh_from_db()
    assert (upload.state, upload.failure) == (
        "uploaded", "This file could not be worked through. Split it and try again.",
    )  # fmt: skip


def test_files_are_thrown_away_after_thirty_days(coordinator, django_capture_on_commit_callbacks):
    upload = send(coordinator)
    throw_away_old_spreadsheets()
    assert SpreadsheetUpload.objects.count() == 1
    SpreadsheetUpload.objects.update(uploaded_at=timezone.now() - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        throw_away_old_spreadsheets()
        throw_away_old_spreadsheets()
    assert SpreadsheetUpload.objects.count() == 0
    assert not upload.file.storage.exists(upload.file.name)


def test_rows_say_what_is_large_and_not_bytes(coordinator, monkeypatch):
    monkeypatch.setattr(work, "LARGE_ROWS", ROWS)
    assert send(coordinator).state == "looking"
    SpreadsheetUpload.objects.all().delete()
    monkeypatch.setattr(work, "LARGE_ROWS", ROWS + 1)
    assert send(coordinator).state == "previewed"


def test_a_worker_that_is_writing_is_not_taken_for_dead(coordinator, scheme, monkeypatch):
    upload = send(coordinator)
    long_ago = timezone.now() - timedelta(minutes=5)
    SpreadsheetUpload.objects.update(asked_at=long_ago, attempts=work.MOST_ATTEMPTS)
    writing = connection.get_new_connection(connection.get_connection_params())
    try:
        writing.cursor().execute("SELECT pg_advisory_lock(hashtext('imports'), %s)", [scheme.pk])
        pick_up_spreadsheets()
        upload.refresh_from_db()
        assert upload.state == "looking"
    finally:
        writing.close()
    pick_up_spreadsheets()
    upload.refresh_from_db()
    assert upload.state == "uploaded"
