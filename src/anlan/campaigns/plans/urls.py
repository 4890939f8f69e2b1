"""URLs of campaigns made from notices, within those of campaigns."""

from django.urls import path

from anlan.campaigns.plans.views import answering, deciding, issuing, reading, scanning

urlpatterns = [
    path("", reading.plans, name="plans"),
    path("export/", reading.export, name="plans_export"),
    path("new/", reading.new_plan, name="new_plan"),
    path("scans/<uuid:pk>/", scanning.scan, name="plan_scan"),
    path("scans/<uuid:pk>/progress/", scanning.progress, name="plan_scan_progress"),
    path("scans/<uuid:pk>/resume/", scanning.resume, name="resume_scan"),
    path("<uuid:pk>/", reading.plan, name="plan"),
    path("<uuid:pk>/coverage/", reading.coverage, name="plan_coverage"),
    path("<uuid:pk>/source/", reading.source, name="plan_source"),
    path("<uuid:pk>/facts/", deciding.facts, name="plan_facts"),
    path("<uuid:pk>/proposals/", deciding.ask_proposals, name="ask_proposals"),
    path("<uuid:pk>/confirm/", deciding.confirm, name="confirm_pieces"),
    path("<uuid:pk>/stages/new/", deciding.new_stage, name="new_stage"),
    path("<uuid:pk>/stages/<uuid:piece>/", deciding.stage, name="plan_stage"),
    path("<uuid:pk>/stages/<uuid:piece>/drop/", deciding.drop_stage, name="drop_stage"),
    path("<uuid:pk>/duties/new/", deciding.new_duty, name="new_duty"),
    path("<uuid:pk>/duties/<uuid:piece>/", deciding.duty, name="plan_duty"),
    path("<uuid:pk>/duties/<uuid:piece>/drop/", deciding.drop_duty, name="drop_duty"),
    path("<uuid:pk>/duties/<uuid:piece>/amend/", issuing.amend, name="amend_duty"),
    path("<uuid:pk>/duties/<uuid:piece>/end/", issuing.end, name="end_duty"),
    path("<uuid:pk>/doubts/<uuid:piece>/", answering.doubt, name="plan_doubt"),
    path("<uuid:pk>/clauses/<int:number>/", answering.clause, name="plan_clause"),
    path("<uuid:pk>/extend/", issuing.extend, name="extend_campaign"),
    path("<uuid:pk>/issue/", issuing.issue, name="issue_plan"),
    path("<uuid:pk>/drop/", issuing.drop, name="drop_plan"),
]
