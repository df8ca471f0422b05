"""How people reach the site and what it tells them: address, mail, demo mode, keys."""

from smtplib import SMTPException

from django.conf import settings
from django.core import checks
from django.core.mail import get_connection

from befriending.local.home import DataHome
from befriending.operations.doctor.findings import Finding, good, look, urgent
from befriending.operations.errors import OperationRefused
from befriending.operations.keys import fernets

# Said by the findings below, in the words of this software.
SAID_OTHERWISE = {"accounts.E001", "accounts.E002"}

SENDING = "django.core.mail.backends.smtp.EmailBackend"
WAIT_FOR_MAIL = 5


def examine_site() -> list[Finding]:
    """What the settings say, and what Django's own checks say of them."""
    return [_address(), *_proxies(), *_mail(), _demo(), _keys(), *_deployment()]


def _address() -> Finding:
    if settings.HTTPS:
        return good("address", f"People reach the site at {settings.SITE_URL}.")
    return urgent(
        "address",
        f"The site has no HTTPS: SITE_URL is {settings.SITE_URL}.",
        "Whoever shares a network with a volunteer can read along and take over the sign-in.",
        "Put a proxy with a certificate in front and set SITE_URL to its https:// address.",
    )


def _proxies() -> list[Finding]:
    if not settings.HTTPS:
        return []
    if settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return [
            good(
                "proxies",
                f"Proxies in front that are trusted: {settings.ALLAUTH_TRUSTED_PROXY_COUNT}.",
            )
        ]
    return [
        look(
            "proxies",
            "HTTPS is on and no proxy is trusted: TRUSTED_PROXY_COUNT is 0.",
            "Behind a proxy that ends HTTPS every page leads to itself for ever, and limits on "
            "attempts count all people as one.",
            "Set TRUSTED_PROXY_COUNT to the number of proxies, usually 1. Leave it at 0 only if "
            "gunicorn itself has the certificate.",
        )
    ]


def _mail() -> list[Finding]:
    """Only a mail server that takes us sends anything, so it is asked."""
    unsent = _unsent()
    if unsent:
        leads_to = "Nobody gets the code to sign in with, no invitation and no reminder."
        to_do = "Set EMAIL_URL to your mail server, such as smtp+tls://NAME:PASSWORD@HOST:587."
        return [urgent("mail", unsent, leads_to, to_do)]
    sender = settings.DEFAULT_FROM_EMAIL
    if sender.rstrip(">").endswith(("@localhost", ".localhost")):
        return [
            look(
                "mail",
                f"Mail comes from {sender}.",
                "Most mail servers throw away what comes from such an address.",
                "Set FROM_EMAIL to an address of your own domain.",
            )
        ]
    return [good("mail", f"Mail goes through {settings.EMAIL_HOST}.")]


def _unsent() -> str:
    """Why no mail can be sent, "" when it can."""
    if settings.EMAIL_BACKEND == "core.mail.EmlFileBackend":
        return f"No mail is sent: messages land as files in {settings.EMAIL_FILE_PATH}."
    if settings.EMAIL_BACKEND != SENDING or not settings.EMAIL_HOST:
        return "No mail is sent: EMAIL_URL names no mail server."
    server = get_connection(timeout=WAIT_FOR_MAIL)
    try:
        server.open()
    except (OSError, SMTPException) as error:
        return f"The mail server {settings.EMAIL_HOST} cannot be used: {error}."
    finally:
        server.close()
    return ""


def _demo() -> Finding:
    if not settings.DEMO:
        return good("demo mode", "Demo mode is off.")
    return urgent(
        "demo mode",
        "Demo mode is on.",
        "Anybody can sign in as anybody with one click at /demo/.",
        "Unset BEFRIENDING_DEMO.",
    )


def _keys() -> Finding:
    try:
        fernets()
    except OperationRefused as refusal:
        what, to_do = str(refusal).split(". ", 1)
        leads_to = "Nobody can set up or use an authenticator app."
        return urgent("keys", f"{what}.", leads_to, f"{to_do}.")
    folder = DataHome(settings.DATA_DIR).path / "secrets"
    in_use = {"secret-key": {settings.SECRET_KEY}, "field-keys": set(settings.FIELD_KEYS)}
    self_made = []
    for name, setting in (("secret-key", "SECRET_KEY"), ("field-keys", "FIELD_KEYS")):
        try:
            kept = set((folder / name).read_text().strip().split(","))
        except OSError:
            continue
        if kept & in_use[name]:
            self_made.append(setting)
    if not self_made:
        return good("keys", "The keys come from the environment, not from the data folder.")
    names = " and ".join(self_made)
    return urgent(
        "keys",
        f"{names} made themselves and lie beside the data, in {folder}.",
        "Whoever gets a copy of the folder can read the secrets in it; whoever loses the folder "
        "loses data and key together.",
        f"Move {names} into the environment of the site and keep a copy elsewhere, then delete "
        "the files.",
    )


def _deployment() -> list[Finding]:
    """What `check --deploy` says. Without HTTPS most of it would say that there is no HTTPS."""
    if not settings.HTTPS:
        return []
    messages = [
        message
        for message in checks.run_checks(include_deployment_checks=True)
        if not message.is_silenced() and message.id not in SAID_OTHERWISE
    ]
    if not messages:
        return [good("checks", "manage.py check --deploy finds nothing.")]
    return [
        look(
            "checks",
            f"{message.msg} ({message.id})",
            "The site may not work as it should, or be less safe than it could be.",
            message.hint or "See manage.py check --deploy.",
        )
        for message in messages
    ]
