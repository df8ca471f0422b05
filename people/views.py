"""What the pages about volunteers, supportees and organisers share: they are people who play a part."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import RuleBroken
from core.forms import HouseForm
from core.views import FormPage
from people.forms import SOMEBODY_NEW, PersonFields
from people.models import Person
from people.services import PersonDetails, fill_gaps, give_sign_in, invited_address, likely_same
from schemes.access import needs
from schemes.rights import Right


class AddPersonPage(FormPage, abstract=True):
    """Asks whether the person is known already before anything is written.

    Subclasses ask `known_person` inside `perform`: a form that arrives twice is then answered
    with what it did, not asked about the person it has just added.
    """

    guard = needs(Right.CHANGE_PEOPLE)

    def form_options(self) -> dict[str, Any]:
        return {"scheme": self.request.current_scheme, "is_new": True}

    def known_person(self, form: PersonFields) -> Person | None:
        """The person chosen among those known already; None for somebody new.

        Raises RuleBroken where there are such people and nobody said whether it is one of them.
        """
        likely = list(
            likely_same(
                self.request.current_scheme.organisation,
                form.person_details(),
                seen_by=self.request.user,
            )[:8]
        )
        if not likely:
            return None
        form.ask_about_duplicates(likely)
        try:
            answer = form.fields["same_person"].clean(form.data.get("same_person"))
        except ValidationError as problem:
            raise RuleBroken(
                _("We know somebody like this already. Is it them?"), field="same_person"
            ) from problem
        if answer == SOMEBODY_NEW:
            return None
        return next(person for person in likely if str(person.pk) == answer)

    def person_for(self, form: PersonFields) -> Person | PersonDetails:
        """Who is to be added: a known person, with what was not known of them yet, or a new one."""
        details = form.person_details()
        person = self.known_person(form)
        if person is None:
            return details
        if fill_gaps(person=person, details=details, actor=self.request.user):
            messages.info(
                self.request,
                _("What we knew of %(name)s was kept where you wrote something else. Look it over.")
                % {"name": person.name},
            )
        return person


class MemberPage(FormPage, abstract=True):
    """A form about somebody with a part in the scheme. Subclasses name the `model`, and which of
    its keys are looked up with it."""

    guard = needs(Right.CHANGE_PEOPLE)
    model: ClassVar[Any]
    related: ClassVar[tuple[str, ...]] = ("site",)

    @cached_property
    def member(self) -> Any:
        """The one in the address, if this user may see them."""
        return get_object_or_404(
            self.model.objects.visible_to(self.request.user)
            .filter(scheme=self.request.current_scheme)
            .select_related("person__user", "scheme", *self.related),
            pk=self.kwargs["pk"],
        )

    def back(self) -> tuple[str, str]:
        return self.member.get_absolute_url(), self.member.person.name


class ChangeMemberPage(MemberPage, abstract=True):
    """What is known of somebody. Subclasses say what the form starts with."""

    def initial_of(self, member: Any) -> dict[str, Any]:
        """What the form starts with."""
        raise NotImplementedError

    def heading(self) -> str:
        return _("Change what you know of %(name)s") % {"name": self.member.person.name}

    def form_options(self) -> dict[str, Any]:
        return {
            "scheme": self.request.current_scheme,
            "is_new": False,
            "initial": self.initial_of(self.member),
        }


class MoveMemberPage(MemberPage, abstract=True):
    """On to the next step, on hold, back, or gone."""

    def heading(self) -> str:
        return _("%(name)s is “%(status)s” now") % {
            "name": self.member.person.name,
            "status": self.member.get_status_display(),
        }

    def form_options(self) -> dict[str, Any]:
        return {"member": self.member}


class SettleMemberPage(MemberPage, abstract=True):
    """The status in doubt is right as it stands."""

    form_class = HouseForm
    submit_words = gettext_lazy("It is right as it stands")

    def heading(self) -> str:
        return _("Is “%(status)s” right for %(name)s?") % {
            "status": self.member.get_status_display(),
            "name": self.member.person.name,
        }

    def lead(self) -> str:
        return _("The spreadsheet said “%(word)s”. If that is right, change it instead.") % {
            "word": self.member.imported_status
        }


class InviteMemberPage(MemberPage, abstract=True):
    """Send the link with which somebody signs in for the first time."""

    form_class = HouseForm
    submit_words = gettext_lazy("Send the invitation")
    done_message = gettext_lazy("The invitation is on its way. The link works for 14 days.")

    def heading(self) -> str:
        return _("Invite %(name)s to sign in") % {"name": self.member.person.name}

    def lead(self) -> str:
        return _("We write to %(email)s. With it they see their own page on their phone.") % {
            "email": invited_address(self.member.person) or "…"
        }

    def perform(self, form: HouseForm) -> str:
        give_sign_in(
            person=self.member.person,
            to_what=self.request.current_scheme.name,
            actor=self.request.user,
        )
        address: str = self.member.get_absolute_url()
        return address
