"""URLs of duties in force, within those of campaigns."""

from django.urls import path

from anlan.campaigns.duties import views

urlpatterns = [
    path("", views.current, name="current_duties"),
    path("mine/", views.mine, name="my_duties"),
    path("of/<uuid:pk>/", views.of_enterprise, name="duties_of"),
    path("<uuid:pk>/", views.duties, name="duties"),
    path("<uuid:pk>/all/", views.every, name="every_duty"),
    path("<uuid:pk>/export/", views.export_duties, name="export_duties"),
    path("<uuid:pk>/happenings/new/", views.new_happening, name="new_happening"),
    path("<uuid:pk>/statements/<uuid:statement>/take-back/", views.take_back, name="take_back_statement"),
    path("<uuid:pk>/<uuid:lineage>/", views.duty, name="duty"),
    path("<uuid:pk>/<uuid:lineage>/export/", views.export_duty, name="export_duty"),
    path("<uuid:pk>/<uuid:lineage>/<str:whose>/state/", views.state_duty, name="state_duty"),
]
