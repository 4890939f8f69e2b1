"""URLs of cases on their way to another authority, within those of enforcement."""

from django.urls import path

from anlan.enforcement.moving import views

urlpatterns = [
    path("", views.moves, name="moved_cases"),
    path("export/", views.export, name="moved_cases_export"),
    path("<uuid:pk>/", views.move, name="moved_case"),
    path("<uuid:pk>/letter.pdf", views.letter, name="move_letter"),
    path("<uuid:pk>/material.pdf", views.material, name="move_material"),
    path("<uuid:pk>/<slug:name>/", views.answer, name="answer_move"),
]
