"""URLs of the phone."""

from django.urls import path

from anlan.field import views

app_name = "field"
urlpatterns = [
    path("", views.shell, name="shell"),
    path("sw.js", views.worker, name="worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("hello/", views.hello, name="hello"),
    path("day/", views.day, name="day"),
    path("visits/", views.visits, name="visits"),
    path("files/<str:sha256>/", views.file, name="file"),
    path("replay/", views.play, name="replay"),
    path("discarded/", views.discarded, name="discarded"),
    path("discarded/<uuid:pk>/files/<str:sha256>/", views.discarded_file, name="discarded_file"),
    path("hand-in/", views.hand_in, name="hand_in"),
]
