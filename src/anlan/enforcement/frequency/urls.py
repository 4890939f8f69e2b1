"""URLs of frequency, within those of enforcement."""

from django.urls import path

from anlan.enforcement.frequency import views

urlpatterns = [
    path("", views.caps, name="caps"),
    path("publish/", views.publish_cap, name="publish_cap"),
    path("of/<uuid:pk>/", views.line_of, name="line_of"),
    path("of/<uuid:pk>/<slug:factor>/<uuid:hazard_id>/object/", views.object_to, name="object_to"),
    path("objections/<uuid:pk>/answer/", views.answer, name="answer_objection"),
]
