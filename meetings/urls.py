from django.urls import path

from meetings.registers import REGISTERS
from meetings.views import desk, phone
from schemes.registers.urls import pages_of

urlpatterns = [
    # The phone of volunteers and of the people they see
    path("me/", phone.MyPage.as_view(), name="me"),
    path("me/matches/<int:pk>/", phone.MyMatchPage.as_view(), name="my_match"),
    path("me/matches/<int:pk>/sheet/", phone.WriteMySheet.as_view(), name="my_sheet"),
    path("me/matches/<int:pk>/plan/", phone.PlanMyMeeting.as_view(), name="plan_my_meeting"),
    path("me/meetings/<int:pk>/", phone.MyMeetingPage.as_view(), name="my_meeting"),
    path("me/meetings/<int:pk>/correct/", phone.CorrectMySheet.as_view(), name="correct_my_sheet"),
    path("me/meetings/<int:pk>/sign/", phone.SignMySheet.as_view(), name="sign_my_sheet"),
    path("me/meetings/<int:pk>/move/", phone.MoveMyMeeting.as_view(), name="move_my_meeting"),
    path("me/meetings/<int:pk>/cancel/", phone.CancelMyMeeting.as_view(), name="cancel_my_meeting"),
    # Staff
    path("s/<slug:scheme>/meetings/", desk.MeetingList.as_view(), name="meetings"),
    path("s/<slug:scheme>/meetings/<int:pk>/", desk.MeetingPage.as_view(), name="meeting"),
    path(
        "s/<slug:scheme>/meetings/<int:pk>/correct/",
        desk.CorrectSheet.as_view(),
        name="correct_sheet",
    ),
    path(
        "s/<slug:scheme>/meetings/<int:pk>/move/", desk.MoveMeeting.as_view(), name="move_meeting"
    ),
    path(
        "s/<slug:scheme>/meetings/<int:pk>/cancel/",
        desk.CancelMeeting.as_view(),
        name="cancel_meeting",
    ),
    path("s/<slug:scheme>/matches/<int:pk>/sheet/", desk.WriteSheet.as_view(), name="write_sheet"),
    path("s/<slug:scheme>/matches/<int:pk>/plan/", desk.PlanMeeting.as_view(), name="plan_meeting"),
    *(page for register in REGISTERS for page in pages_of(register)),
]
