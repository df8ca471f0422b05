"""The base of pages that add a person in some part."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.errors import RuleBroken
from core.views import FormPage
from people.forms import SOMEBODY_NEW, PersonFields
from people.models import Person
from people.services import PersonDetails, fill_gaps, likely_same


class AddPersonPage(FormPage, abstract=True):
    """Asks whether the person is known already before anything is written.

    Subclasses ask `known_person` inside `perform`: a form that arrives twice is then answered
    with what it did, not asked about the person it has just added.
    """

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
