"""Opening accounts: by invitation, with a link that works once."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleBroken
from core.history import change
from core.links import make_link, open_link, use_link
from core.models import OneTimeLink
from core.outbox import queue_message

INVITATION = "invitation"
INVITATION_LIFETIME = timedelta(days=14)


def open_account(*, email: str, name: str, actor: User | None) -> User:
    """The account with this address, made if there is none. Sends nothing."""
    email = email.strip().lower()
    with change("open an account", actor=actor):
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            user = User(email=email, name=name)
            user.set_unusable_password()
            user.save()
        EmailAddress.objects.get_or_create(
            user=user, email=user.email.lower(), defaults={"primary": True, "verified": True}
        )
        return user


def change_unused_address(user: User, *, email: str, actor: User | None) -> User:
    """Give an account that nobody has signed in with yet another address.

    Links sent to the old one stop working with the next invitation. Raises RuleBroken when
    the address already signs in somebody else.
    """
    email = email.strip().lower()
    with change("mend an address nobody signed in with", actor=actor):
        if User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists():
            raise RuleBroken(
                _("This e-mail address already signs in somebody else. Two people need two.")
            )
        EmailAddress.objects.filter(user=user).delete()
        user.email = email
        user.save(update_fields=["email"])
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
        return user


def invite(user: User, *, to_what: str, actor: User | None) -> None:
    """Send a link that signs the person in once; an earlier unused one stops working."""
    with transaction.atomic():
        token = make_link(INVITATION, str(user.pk), lifetime=INVITATION_LIFETIME, made_by=actor)
        address = settings.SITE_URL + reverse("invitation", args=[token])
        queue_message(
            what="invitation",
            whom=user.email,
            subject=_("You are invited to %(what)s") % {"what": to_what},
            body=_(
                "Hello %(name)s,\n\n"
                "you are invited to %(what)s. Open this page to begin:\n\n%(address)s\n\n"
                "The link works once, within 14 days. After that you sign in with your "
                "e-mail address; we send you a code each time. There is no password.\n"
            )
            % {"name": user.name, "what": to_what, "address": address},
            confidential=True,
        )


def read_invitation(token: str) -> User:
    """Who an invitation is for, without using it up. Raises RuleBroken with a sentence."""
    return _invited(open_link(INVITATION, token))


def accept_invitation(token: str) -> User:
    """Use the invitation up and give back its user, to be signed in by the page.

    Of two people at once one gets in. Raises RuleBroken with a sentence, and then the
    invitation is as it was.
    """
    with change("accept an invitation", actor=None):
        user = _invited(use_link(INVITATION, token))
        EmailAddress.objects.filter(user=user, email=user.email).update(verified=True)
        return user


def _invited(link: OneTimeLink) -> User:
    user = User.objects.filter(pk=link.about).first()
    if user is None:
        raise RuleBroken(
            _("The account this invitation was for is gone. Ask the person who sent it.")
        )
    if not user.is_active:
        raise RuleBroken(
            _("This sign-in is closed at the moment. Ask the person who sent the invitation.")
        )
    return user


def reset_second_factor(email: str) -> User:
    """Take every passkey, app and recovery code off an account, end its sessions, tell its owner.

    For somebody who lost all of them; run by hand on the server. Raises RuleBroken when
    nobody has the address.
    """
    with change("reset the second step of signing in", actor=None):
        user = User.objects.select_for_update().filter(email__iexact=email.strip()).first()
        if user is None:
            raise RuleBroken(_("Nobody here signs in with %(email)s.") % {"email": email})
        Authenticator.objects.filter(user=user).delete()
        for session in UserSession.objects.filter(user=user):
            session.end()
        queue_message(
            what="second step reset",
            whom=user.email,
            subject=_("Befriending: the second step of your sign-in was reset"),
            body=_(
                "Hello %(name)s,\n\n"
                "the passkeys, app and recovery codes of your sign-in were taken off, and you "
                "are signed out everywhere. The next time you sign in with a code, you set up a "
                "new one.\n\nIf you did not ask for this, tell your co-ordinator at once.\n"
            )
            % {"name": user.name},
        )
        return user
