"""URLs of duties in force, within those of campaigns."""

from django.urls import path

from anlan.campaigns.duties.views import board, mine, recording

urlpatterns = [
    path("", board.current, name="current_duties"),
    path("mine/", mine.mine, name="my_duties"),
    path("of/<uuid:pk>/", mine.of_enterprise, name="duties_of"),
    path("of/<uuid:pk>/<uuid:campaign>/work-list/", mine.work_list, name="work_list"),
    path("<uuid:pk>/", board.duties, name="duties"),
    path("<uuid:pk>/all/", board.every, name="every_duty"),
    path("<uuid:pk>/export/", board.export_duties, name="export_duties"),
    path("<uuid:pk>/happenings/new/", recording.new_happening, name="new_happening"),
    path("<uuid:pk>/happenings/<uuid:happening>/call-off/", recording.call_off_happening, name="call_off_happening"),
    path("<uuid:pk>/statements/<uuid:statement>/take-back/", recording.take_back, name="take_back_statement"),
    path("<uuid:pk>/<uuid:lineage>/", board.duty, name="duty"),
    path("<uuid:pk>/<uuid:lineage>/export/", board.export_duty, name="export_duty"),
    path("<uuid:pk>/<uuid:lineage>/<str:whose>/state/", recording.state_duty, name="state_duty"),
]
