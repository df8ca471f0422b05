"""The base of pages that add a person in some part."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from core.views import FormPage
from people.forms import SOMEBODY_NEW, PersonFields
from people.models import Person
from people.services import likely_same


class AddPersonPage(FormPage, abstract=True):
    """Asks whether the person is known already before anything is written."""

    def form_options(self) -> dict[str, Any]:
        return {"scheme": self.request.current_scheme, "is_new": True}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.form_class(data=request.POST, **self.form_options())
        assert isinstance(form, PersonFields)
        if form.is_valid() and (duplicates := self._likely_same(form)):
            form.ask_about_duplicates(duplicates)
            form.full_clean()
            if not form.is_valid():
                return self.show_again(form)
        return super().post(request, *args, **kwargs)

    def known_person(self, form: PersonFields) -> Person | None:
        """The person chosen among those known already; None for somebody new."""
        answer = self.request.POST.get("same_person", SOMEBODY_NEW)
        if answer == SOMEBODY_NEW:
            return None
        return next(
            (person for person in self._likely_same(form) if str(person.pk) == answer), None
        )

    def _likely_same(self, form: PersonFields) -> list[Person]:
        return list(likely_same(self.request.current_scheme.organisation, form.person_details())[:8])
