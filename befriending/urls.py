"""The addresses of the site. Each room keeps its own; this puts them together."""

from django.urls import include, path

from befriending.health import HealthPage

urlpatterns = [
    path("healthz/", HealthPage.as_view(), name="health"),
    # Our own sign-in pages stand before allauth's of the same address.
    path("", include("accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("reporting.urls")),
    path("", include("matching.urls")),
    path("", include("meetings.urls")),
    path("", include("outcomes.urls")),
    path("", include("schemes.imports.urls")),
    path("", include("schemes.registers.urls")),
    path("", include("schemes.urls")),
    path("", include("hosting.urls")),
    path("", include("supportees.urls")),
    path("", include("volunteers.urls")),
    path("", include("desk.urls")),
]
