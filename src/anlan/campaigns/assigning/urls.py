"""URLs of assignments, within those of campaigns."""

from django.urls import path

from anlan.campaigns.assigning import views

urlpatterns = [
    path("of/<uuid:pk>/<uuid:campaign>/<uuid:lineage>/", views.assign, name="assign"),
    path("<uuid:pk>/", views.assignment, name="assignment"),
    path("<uuid:pk>/finish/", views.finish, name="finish_assignment"),
    path("<uuid:pk>/take-back/", views.take_back, name="take_back_assignment"),
    path("<uuid:pk>/proof/<str:sha256>/", views.proof, name="assignment_proof"),
]
