"""Fields about a person that the forms of several rooms share."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, HouseForm
from people.models import Person
from people.services import PersonDetails

SOMEBODY_NEW = "new"


class WordsField(forms.CharField):
    """Several short words or phrases, typed with commas or semicolons between them."""

    def __init__(self, *, longest: int = 100, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, (list, tuple)) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        words = (super().to_python(value) or "").replace(";", ",").split(",")
        return list(dict.fromkeys(word.strip() for word in words if word.strip()))

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        for word in value:
            if len(word) > self.longest:
                raise ValidationError(
                    _("“%(start)s…” is too long. Use at most %(longest)d letters between commas."),
                    params={"start": word[:30], "longest": self.longest},
                )

    def run_validators(self, value: Any) -> None:
        """`validate` looked at each part; validators for whole texts do not fit a list."""


class PersonFields(HouseForm):
    """Name and contact. Subclasses add what their room keeps.

    With `duplicates` the form asks whether it is one of them before anything is written.
    """

    given_name = forms.CharField(label=_("First name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100, required=False)
    known_as = forms.CharField(
        label=_("Likes to be called"),
        max_length=100,
        required=False,
        help_text=_("Only if it is not the first name."),
    )
    born_on = DateField(label=_("Date of birth"), required=False)
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "off"}),
    )
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    languages = WordsField(
        longest=60, label=_("Languages"), required=False, help_text=_("With commas between them.")
    )

    def ask_about_duplicates(self, duplicates: list[Person]) -> None:
        """Add the question whether it is one of the people who are known already."""
        self.fields["same_person"] = forms.ChoiceField(
            label=_("Is this somebody you know already?"),
            choices=[
                (str(person.pk), _("Yes, it is %(name)s") % {"name": _described(person)})
                for person in duplicates
            ]
            + [(SOMEBODY_NEW, _("No, this is somebody new"))],
            widget=forms.RadioSelect,
        )
        self.order_fields(["same_person"])

    def clean_born_on(self) -> Any:
        born_on = self.cleaned_data["born_on"]
        if born_on and born_on > timezone.localdate():
            raise ValidationError(_("This date of birth is in the future."))
        if born_on and born_on.year < timezone.localdate().year - 120:
            raise ValidationError(_("This date of birth is more than 120 years ago."))
        return born_on

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip()
        if email:
            try:
                validate_email(email)
            except ValidationError:
                if email != self.initial.get("email"):
                    raise ValidationError(
                        _("This does not look like an e-mail address. Try name@example.org.")
                    ) from None
        return email

    def person_details(self) -> PersonDetails:
        """What was typed about the person; a doubtful address stays so until it is mended."""
        details = PersonDetails.from_cleaned(self.cleaned_data)
        is_as_it_was = details.email == self.initial.get("email")
        is_doubtful = is_as_it_was and self.initial.get("email_is_doubtful", False)
        return replace(details, email_is_doubtful=is_doubtful)

    @staticmethod
    def initial_from(person: Person) -> dict[str, Any]:
        """What the form starts with for a person who is known."""
        return {name: getattr(person, name) for name in PersonDetails.__dataclass_fields__}


def _described(person: Person) -> str:
    details = [person.name]
    if person.born_on:
        details.append(_("born %(date)s") % {"date": person.born_on.strftime("%-d %b %Y")})
    if person.phone:
        details.append(person.phone)
    return ", ".join(details)
