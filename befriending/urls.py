"""The addresses of the site. Each room keeps its own; this puts them together."""

from django.urls import include, path

from befriending.health import HealthPage

urlpatterns = [
    path("healthz/", HealthPage.as_view(), name="health"),
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.urls")),
]
