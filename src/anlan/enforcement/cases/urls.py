"""URLs of cases, within those of enforcement; `penalties/`, because `cases/` are the published ones."""

from django.urls import path

from anlan.enforcement.cases import opening, paper_views, views

urlpatterns = [
    path("", views.cases, name="penalty_cases"),
    path("export/", views.export, name="penalty_cases_export"),
    path("of/<uuid:pk>/", views.penalties_of, name="penalties_of"),
    path("of/<uuid:pk>/closure.pdf", views.closure, name="closure_proposal"),
    path("by/<uuid:pk>/", views.penalties_by, name="penalties_by"),
    path("over/<uuid:pk>/", views.penalties_over, name="penalties_over"),
    path("open/hazard/<uuid:pk>/", opening.over_hazard, name="open_case_over_hazard"),
    path("open/order/<uuid:pk>/", opening.over_order, name="open_case_over_order"),
    path("open/inspection/<uuid:pk>/", opening.over_inspection, name="open_case_over_inspection"),
    path("on-spot/<uuid:pk>/", opening.on_spot, name="decide_on_spot"),
    path("<uuid:pk>/file.pdf", paper_views.whole, name="penalty_case_file"),
    path("<uuid:pk>/<slug:code>.docx", paper_views.editable, name="penalty_case_sheet"),
    path("<uuid:pk>/evidence/<slug:sha256>/<slug:variant>/", paper_views.exhibit, name="penalty_case_evidence"),
    path("<uuid:pk>/", views.case, name="penalty_case"),
    path("<uuid:pk>/twin/", opening.twin, name="open_twin"),
    path("<uuid:pk>/step/<slug:name>/", views.take, name="take_case_step"),
]
