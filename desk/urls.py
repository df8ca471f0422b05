from django.urls import path

from desk import exports, matches, people, today
from desk.demo import DemoPage
from desk.home import HomePage

urlpatterns = [
    path("", HomePage.as_view(), name="home"),
    path("demo/", DemoPage.as_view(), name="demo"),
    path("s/<slug:scheme>/", today.TodayPage.as_view(), name="today"),
    path("s/<slug:scheme>/does-not-fit/", today.OdditiesPage.as_view(), name="oddities"),
    path("s/<slug:scheme>/matches/", matches.MatchList.as_view(), name="matches"),
    path("s/<slug:scheme>/matches/<int:pk>/", matches.MatchStory.as_view(), name="match"),
    path("s/<slug:scheme>/volunteers/", people.VolunteerList.as_view(), name="volunteers"),
    path("s/<slug:scheme>/volunteers/<int:pk>/", people.VolunteerStory.as_view(), name="volunteer"),
    path("s/<slug:scheme>/supportees/", people.SupporteeList.as_view(), name="supportees"),
    path("s/<slug:scheme>/waiting/", people.WaitingList.as_view(), name="people_waiting"),
    path("s/<slug:scheme>/supportees/<int:pk>/", people.SupporteeStory.as_view(), name="supportee"),
    # The lists as spreadsheets
    path(
        "s/<slug:scheme>/volunteers.csv",
        exports.TakeOutVolunteers.as_view(),
        name="take_out_volunteers",
    ),
    path(
        "s/<slug:scheme>/supportees.csv",
        exports.TakeOutSupportees.as_view(),
        name="take_out_supportees",
    ),
    path("s/<slug:scheme>/matches.csv", exports.TakeOutMatches.as_view(), name="take_out_matches"),
    path(
        "s/<slug:scheme>/meetings.csv", exports.TakeOutMeetings.as_view(), name="take_out_meetings"
    ),
]
