"""URLs of planned visits, within those of enforcement."""

from django.urls import path

from anlan.enforcement.errands import views

urlpatterns = [
    path("", views.errands, name="errands"),
    path("export/", views.export, name="errands_export"),
    path("of/<uuid:pk>/new/", views.announce, name="announce_errand"),
    path("with/<uuid:pk>/", views.open_up, name="open_up_inspection"),
    path("<uuid:pk>/", views.errand, name="errand"),
    path("<uuid:pk>/join/", views.join, name="join_errand"),
    path("<uuid:pk>/outside/", views.bring_outside, name="bring_outside"),
    path("<uuid:pk>/move/", views.move, name="move_errand"),
    path("<uuid:pk>/go/", views.go, name="go_errand"),
    path("<uuid:pk>/drop/", views.drop, name="drop_errand"),
]
