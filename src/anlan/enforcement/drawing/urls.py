"""URLs of draws, within those of enforcement."""

from django.urls import path

from anlan.enforcement.drawing import views

urlpatterns = [
    path("", views.draws, name="draws"),
    path("export/", views.export, name="draws_export"),
    path("new/", views.new_draw, name="new_draw"),
    path("interests/", views.interests, name="interests"),
    path("interests/export/", views.export_interests, name="interests_export"),
    path("interests/new/", views.declare_interest, name="declare_interest"),
    path("interests/<uuid:pk>/", views.interest, name="interest"),
    path("interests/<uuid:pk>/end/", views.end_interest, name="end_interest"),
    path("<uuid:pk>/", views.draw, name="draw"),
    path("<uuid:pk>/draw.pdf", views.draw_paper, name="draw_paper"),
    path("<uuid:pk>/plan/", views.plan_draw, name="plan_draw"),
]
