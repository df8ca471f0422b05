from django.urls import URLPattern, path
from django.views import View

from hosting import views


def _page(address: str, view: type[View], name: str) -> URLPattern:
    return path(f"s/<slug:scheme>/hosts/{address}", view.as_view(), name=name)


urlpatterns = [
    _page("cohorts/new/", views.AddCohort, "add_cohort"),
    _page("cohorts/<int:pk>/", views.ChangeCohort, "change_cohort"),
    _page("organisers/new/", views.AddOrganiser, "add_organiser"),
    _page("organisers/<int:pk>/change/", views.ChangeOrganiser, "change_organiser"),
    _page("organisers/<int:pk>/place/", views.PlaceOrganiser, "place_organiser"),
    _page("organisers/<int:pk>/leave/", views.OrganiserLeaves, "organiser_leaves"),
    _page("placements/<int:pk>/", views.ChangePlacement, "change_placement"),
    _page("placements/<int:pk>/take-back/", views.TakeBackPlacement, "take_back_placement"),
    _page("placements/<int:pk>/end/", views.EndPlacement, "end_placement"),
]
