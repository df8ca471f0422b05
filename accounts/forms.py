"""Signing in: asking for a code, writing it, and the number of the second step."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import AddEmailForm, ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.account.models import EmailAddress
from allauth.core import context, ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User

# What the database keeps; nobody here has a longer one, and it is answered like any other.
LONGEST_ADDRESS = 254
ONE_TIME = {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}


class RequestCodeForm(RequestLoginCodeForm):
    """An address, whatever its case and the spaces around it."""

    _user: User | None

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("Your e-mail address")
        self.fields["email"].widget.attrs.pop("placeholder", None)
        self.fields["email"].error_messages["required"] = _("Write your e-mail address.")
        self.fields["email"].error_messages["invalid"] = _(
            "Write the whole address, like name@example.org."
        )

    def clean_email(self) -> str:
        """Find who it belongs to. The words and the work are the same when nobody has it.

        The address has to be the very one on record: look-alike letters fold together
        in a comparison without case, and the code would go to whoever typed them.
        """
        email = str(self.cleaned_data["email"]).lower()[:LONGEST_ADDRESS]
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise get_adapter().validation_error("rate_limited")
        address = (
            EmailAddress.objects.filter(email=email, verified=True, user__is_active=True)
            .select_related("user")
            .first()
        )
        self._user = address.user if address else None
        return email


class AddAddressForm(AddEmailForm):
    """Another address of one's own."""

    email = forms.EmailField(
        label=_("New e-mail address"),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write the new e-mail address."),
            "invalid": _("Write the whole address, like name@example.org."),
        },
    )


class WriteCodeForm(ConfirmLoginCodeForm):
    """The code from the e-mail."""

    code = forms.CharField(
        label=_("Code from the e-mail"),
        max_length=60,
        widget=forms.TextInput(attrs=ONE_TIME),
        error_messages={"required": _("Write the code from the e-mail.")},
    )


class SetUpAppForm(ActivateTOTPForm):
    """The first number of an authenticator app shows that both agree."""

    code = forms.CharField(
        label=_("Number from the app"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Write the number the app shows now.")},
    )


class NumberField(forms.CharField):
    """What the app shows, or a recovery code."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Number from the app, or a recovery code"),
            max_length=60,
            widget=forms.TextInput(attrs=ONE_TIME),
            error_messages={"required": _("Write the number, or a recovery code.")},
        )


class SecondStepForm(AuthenticateForm):
    """The second step of signing in."""

    code = NumberField()

    @cached_property
    def kinds(self) -> set[str]:
        """Which kinds of second factor this person has, so that only those are offered."""
        return set(Authenticator.objects.filter(user=self.user).values_list("type", flat=True))


class ProveAgainForm(ReauthenticateForm):
    """The same question, asked again before something that keeps the sign-in safe."""

    code = NumberField()
