"""Pages: guard, form, service, then a redirect or a fragment.

Every page declares its guard; a page without one cannot be imported.
"""

from collections.abc import Callable
from typing import Any, ClassVar, cast
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from core.errors import NotAllowed, RuleBroken
from core.forms import HouseForm, HouseModelForm, SubmissionIdField
from core.permissions import YES, Verdict
from core.submissions import AlreadyTaken, Taken, digest_of, take_once, taken_before

Guard = Callable[..., Verdict]


def anyone(request: HttpRequest, **kwargs: Any) -> Verdict:
    """Open to the public, signed in or not."""
    return YES


def signed_in(request: HttpRequest, **kwargs: Any) -> Verdict:
    """Open to everybody who is signed in; the page itself looks only at their own things."""
    return YES


class Page(View):
    """One page. `guard(request, **address parts)` answers before anything else runs.

    Guards other than `anyone` are asked only about signed-in people; others are sent to
    sign in first. A refusal becomes 403 with its reason; a guard raises Http404 for what
    the person may not know of.
    """

    guard: ClassVar[Guard]
    template_name: str = ""
    # Guards put more on it than HttpRequest knows: the scheme, the rights in it.
    request: Any

    def __init_subclass__(cls, abstract: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        guard = cls.__dict__.get("guard")
        if guard is not None and not isinstance(guard, staticmethod):
            cls.guard = cast(Guard, staticmethod(guard))
        if not abstract and not callable(getattr(cls, "guard", None)):
            raise ImproperlyConfigured(f"{cls.__qualname__} declares no guard.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.guard is not anyone and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        verdict = self.guard(request, **kwargs)
        if not verdict:
            raise PermissionDenied(str(verdict.reason))
        try:
            return super().dispatch(request, *args, **kwargs)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal.message)) from refusal

    def render(self, status: int = 200, **context: Any) -> HttpResponse:
        """The page's template with this context."""
        return render(self.request, self.template_name, {"page": self, **context}, status=status)


class FormPage(Page, abstract=True):
    """A page with a form that counts once.

    Subclasses give `form_class`, `template_name` and `perform(form) -> address`, which
    calls one service. A RuleBroken from it is shown by its field with all that was typed.
    """

    form_class: type[HouseForm | HouseModelForm]
    template_name = "form_page.html"
    submit_words: str | Promise = gettext_lazy("Save")
    done_message: str | Promise | None = None

    def heading(self) -> str | Promise:
        """What form_page.html says at the top."""
        return ""

    def lead(self) -> str | Promise:
        """A sentence below the heading."""
        return ""

    def back(self) -> tuple[str, str | Promise]:
        """Where Cancel goes: address and words."""
        return "", ""

    def form_options(self) -> dict[str, Any]:
        """Extra keyword arguments for the form."""
        return {}

    def context(self) -> dict[str, Any]:
        """Extra names for the template."""
        return {}

    def perform(self, form: Any) -> str:
        """Do it, through a service, and say where to go next."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render(form=self.form_class(**self.form_options()), **self.context())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent: dict[str, Any] = {
            "user": request.user if request.user.is_authenticated else None,
            "purpose": request.path,
            "digest": digest_of(
                (
                    (name, values)
                    for name, values in request.POST.lists()
                    if name != "csrfmiddlewaretoken"
                ),
                request.FILES.lists(),
            ),
        }
        sent_id = SubmissionIdField().clean(request.POST.get("submission_id"))
        # Asked first: what the form did may be why the same words would be refused now.
        if taken := taken_before(sent_id, **sent):
            return self._done(taken)
        form = self.form_class(data=request.POST, files=request.FILES, **self.form_options())
        if not form.is_valid():
            # Of two at once the other may have been taken while this one was looked at.
            if taken := taken_before(sent_id, **sent):
                return self._done(taken)
            return self.show_again(form)
        try:
            taken = take_once(
                form.cleaned_data.get("submission_id") or uuid4(),
                **sent,
                action=lambda: self.perform(form),
            )
        except AlreadyTaken as earlier:
            form.renew_submission_id()
            form.add_refusal(self._words_for_other_version(earlier.result_url))
            return self.show_again(form)
        except NotAllowed:
            raise
        except RuleBroken as refusal:
            form.add_refusal(refusal.message, refusal.field)
            return self.show_again(form)
        return self._done(taken)

    def _done(self, taken: Taken) -> HttpResponse:
        if self.done_message:
            messages.success(self.request, str(self.done_message))
        return self.answer(taken.result_url)

    def answer(self, address: str) -> HttpResponse:
        """Where to go after it is done."""
        return redirect(address)

    def show_again(self, form: Any) -> HttpResponse:
        """The form with what was typed and what to mend."""
        return self.render(status=422, form=form, **self.context())

    @staticmethod
    def _words_for_other_version(result_url: str) -> str:
        if not result_url:
            return _("This form was opened by somebody else. Press Save to send it as yours.")
        return format_html(
            '{} <a href="{}">{}</a>',
            _(
                "You already saved this form once, with other words. Both are safe: "
                "press Save again to keep this version as well, or"
            ),
            result_url,
            _("see what was saved."),
        )
