"""The addresses of the site. Each room keeps its own; this puts them together."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("", include("accounts.urls")),
]
