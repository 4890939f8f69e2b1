"""URLs of inspections, within those of enforcement."""

from django.urls import path

from anlan.enforcement.inspecting import stepping, views

urlpatterns = [
    path("", views.inspections, name="inspections"),
    path("export/", views.export, name="inspections_export"),
    path("published/", views.publications, name="publications"),
    path("published/new/", views.publish, name="publish_items"),
    path("scan/<str:token>/", stepping.scan, name="scan_in"),
    path("of/<uuid:pk>/", views.inspections_of, name="inspections_of"),
    path("of/<uuid:pk>/ask/", stepping.ask, name="ask_inspection"),
    path("<uuid:pk>/", views.inspection, name="inspection"),
    path("<uuid:pk>/approval.pdf", views.approval_paper, name="inspection_approval"),
    path("<uuid:pk>/notice.pdf", views.notice_paper, name="inspection_notice"),
    path("<uuid:pk>/approve/", stepping.approve, name="approve_inspection"),
    path("<uuid:pk>/refuse/", stepping.refuse, name="refuse_inspection"),
    path("<uuid:pk>/notify/", stepping.notify, name="notify_inspection"),
    path("<uuid:pk>/start/", stepping.start, name="start_inspection"),
    path("<uuid:pk>/cancel/", stepping.cancel, name="cancel_inspection"),
]
