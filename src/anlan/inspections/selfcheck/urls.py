"""Addresses of the self-check at a door; open to everybody, each asks for itself who stands there."""

from django.urls import path

from anlan.inspections.selfcheck import entering, mending, reporting, walking
from anlan.inspections.tips import door

app_name = "selfcheck"
urlpatterns = [
    path("", entering.start, name="start"),
    path("code/", entering.code, name="code"),
    path("report/", reporting.report, name="report"),
    path("tell/", door.tell, name="tell"),
    path("told/", door.follow, name="follow"),
    path("who/", entering.who, name="who"),
    path("lists/", entering.lists, name="lists"),
    path("leave/", entering.leave, name="leave"),
    path("<int:number>/", walking.question, name="question"),
    path("<int:number>/wrong/", walking.wrong, name="wrong"),
    path("mended/", mending.mended, name="mended"),
    path("sign/", walking.sign, name="sign"),
    path("done/", walking.done, name="done"),
]
