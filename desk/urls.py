from django.urls import path

from desk import exports, hosts, matches, our_people, people, today
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
    path("s/<slug:scheme>/hosts/", hosts.HostList.as_view(), name="hosts"),
    path("s/<slug:scheme>/hosts/<int:pk>/", hosts.HostStory.as_view(), name="host"),
    path("s/<slug:scheme>/hosts/cohorts/", hosts.CohortList.as_view(), name="cohorts"),
    path("s/<slug:scheme>/hosts/organisers/", hosts.OrganiserList.as_view(), name="organisers"),
    path(
        "s/<slug:scheme>/hosts/organisers/<int:pk>/",
        hosts.OrganiserStory.as_view(),
        name="organiser",
    ),
    path("s/<slug:scheme>/our-people/", our_people.OurPeople.as_view(), name="our_people"),
    path(
        "s/<slug:scheme>/our-people/volunteers/<int:pk>/",
        our_people.OurVolunteer.as_view(),
        name="our_volunteer",
    ),
    path(
        "s/<slug:scheme>/our-people/organisers/<int:pk>/",
        our_people.OurOrganiser.as_view(),
        name="our_organiser",
    ),
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
