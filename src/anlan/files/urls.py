"""Addresses of the import pages."""

from django.urls import path

from anlan.files import views

app_name = "files"
urlpatterns = [
    path("imports/runs/<uuid:run_id>/", views.run, name="run"),
    path("imports/runs/<uuid:run_id>/progress/", views.progress, name="progress"),
    path("imports/runs/<uuid:run_id>/columns/", views.choose, name="choose"),
    path("imports/runs/<uuid:run_id>/commit/", views.commit, name="commit"),
    path("imports/runs/<uuid:run_id>/resume/", views.resume, name="resume"),
    path("imports/runs/<uuid:run_id>/undo/", views.undo, name="undo"),
    path("imports/runs/<uuid:run_id>/refused/", views.refused, name="refused"),
    path("imports/runs/<uuid:run_id>/original/", views.original, name="original"),
    path("imports/<slug:kind>/", views.imports, name="imports"),
]
