"""`manage.py doctor`: the site, each thing found by really being in that state."""

import pytest

from befriending.local.home import DataHome
from befriending.operations.doctor import State
from befriending.operations.doctor.site import examine_site
from befriending.tests.doctor.findings import about


def test_a_live_site_is_well(live):
    assert {finding.state for finding in examine_site()} == {State.GOOD}


def test_without_https(live):
    live.HTTPS, live.SITE_URL = False, "http://befriending.example"
    findings = examine_site()
    assert about("address", findings) == (
        "urgent",
        "The site has no HTTPS: SITE_URL is http://befriending.example.",
    )
    # Nothing else is said that only follows from it.
    assert {finding.about for finding in findings} == {"address", "mail", "demo mode", "keys"}


def test_https_without_a_trusted_proxy(live):
    live.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert about("proxies", examine_site())[0] == "look here"


def test_mail_that_lands_in_files(live, tmp_path):
    live.EMAIL_BACKEND, live.EMAIL_FILE_PATH = "core.mail.EmlFileBackend", tmp_path / "mail"
    assert about("mail", examine_site()) == (
        "urgent",
        f"No mail is sent: messages land as files in {tmp_path}/mail.",
    )


@pytest.mark.parametrize("backend", ["console", "dummy", "locmem", "filebased"])
def test_mail_that_goes_nowhere(live, backend):
    live.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    assert about("mail", examine_site()) == (
        "urgent",
        "No mail is sent: EMAIL_URL names no mail server.",
    )


@pytest.mark.parametrize("host", ["", None])
def test_mail_with_no_server_named(live, host):
    live.EMAIL_HOST = host
    assert about("mail", examine_site()) == (
        "urgent",
        "No mail is sent: EMAIL_URL names no mail server.",
    )


def test_mail_that_nobody_takes(live):
    live.EMAIL_PORT = 1
    assert about("mail", examine_site()) == (
        "urgent",
        "The mail server 127.0.0.1 cannot be used: [Errno 111] Connection refused.",
    )


def test_a_mail_server_that_does_not_know_us(live):
    live.EMAIL_HOST_USER, live.EMAIL_HOST_PASSWORD = "befriending", "wrong"
    state, what = about("mail", examine_site())
    assert state == "urgent"
    assert what.startswith("The mail server 127.0.0.1 cannot be used: ")


def test_mail_from_nowhere(live):
    live.DEFAULT_FROM_EMAIL = "Befriending <no-reply@localhost>"
    assert about("mail", examine_site()) == (
        "look here",
        "Mail comes from Befriending <no-reply@localhost>.",
    )


def test_demo_mode(live):
    live.DEMO = True
    findings = examine_site()
    assert about("demo mode", findings) == ("urgent", "Demo mode is on.")
    assert about("checks", findings)[0] == "good"


def test_keys_that_made_themselves(live, tmp_path):
    home = DataHome(tmp_path)
    home.prepare()
    live.FIELD_KEYS = [home.field_keys()]
    assert about("keys", examine_site()) == (
        "urgent",
        f"FIELD_KEYS made themselves and lie beside the data, in {tmp_path}/secrets.",
    )
    live.FIELD_KEYS = ["bmV3ZXIta2V5LW5ld2VyLWtleS1uZXdlci1rZXktMTI="]
    assert about("keys", examine_site())[0] == "good"


def test_an_older_key_that_made_itself(live, tmp_path):
    home = DataHome(tmp_path)
    home.prepare()
    live.FIELD_KEYS = ["bmV3ZXIta2V5LW5ld2VyLWtleS1uZXdlci1rZXktMTI=", home.field_keys()]
    assert about("keys", examine_site())[0] == "urgent"


def test_a_key_that_is_none(live):
    live.FIELD_KEYS = ["short"]
    assert about("keys", examine_site()) == (
        "urgent",
        "FIELD_KEYS holds something that is no key.",
    )


def test_what_djangos_own_checks_say(live):
    live.SECRET_KEY = "short"
    state, what = about("checks", examine_site())
    assert state == "look here"
    assert what.endswith("(security.W009)")
