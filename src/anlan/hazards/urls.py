"""URLs of the ledger."""

from django.urls import path

from anlan.hazards.contracts import views as contracts
from anlan.hazards.gaps import views as gaps
from anlan.hazards.views import bulk, ledger, mine, papers, record, recording, steps

app_name = "hazards"
urlpatterns = [
    path("", ledger.ledger, name="ledger"),
    path("mine/", mine.mine, name="mine"),
    path("new/", recording.new, name="new"),
    path("new/suggested/", recording.suggested, name="suggested"),
    path("new/enterprises/", recording.choices, name="choices"),
    path("supervision/", mine.supervision, name="supervision"),
    path("supervision/print/", mine.supervision_paper, name="supervision_print"),
    path("gaps/", gaps.gaps, name="gaps"),
    path("gaps/export/", gaps.export, name="export_gaps"),
    path("gaps/<uuid:pk>/", gaps.gap, name="gap"),
    path("gaps/<uuid:pk>/record/", gaps.record_gap, name="record_gap"),
    path("contracts/<uuid:pk>/", contracts.of_contract, name="of_contract"),
    path("contracts/<uuid:pk>/record/", contracts.record, name="record_on_contract"),
    path("assign/", bulk.assign_many, name="assign_many"),
    path("export.xlsx", ledger.export, name="export"),
    path("print/", ledger.paper, name="print"),
    path("columns/", ledger.choose_columns, name="columns"),
    path("views/", ledger.save_view, name="save_view"),
    path("views/<uuid:pk>/drop/", ledger.drop_view, name="drop_view"),
    path("<uuid:pk>/", record.record, name="record"),
    path("<uuid:pk>/panel/", ledger.panel, name="panel"),
    path("<uuid:pk>/criteria/", steps.picks, name="picks"),
    path("<uuid:pk>/steps/<str:name>/", steps.step, name="step"),
    path("<uuid:pk>/notice/", papers.workers_notice, name="workers_notice"),
    path("<uuid:pk>/urging.pdf", papers.urging_letter, name="urging_letter"),
    path("<uuid:pk>/upward.pdf", papers.upward_letter, name="upward_letter"),
    path("<uuid:pk>/file.pdf", papers.closing_file, name="closing_file"),
    path("<uuid:pk>/files/<str:sha256>/", record.file, name="file"),
]
