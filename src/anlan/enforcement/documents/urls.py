"""URLs of documents, within those of enforcement."""

from django.urls import path

from anlan.enforcement.documents import drafting_views, signing_views, views

urlpatterns = [
    path("", views.documents, name="documents"),
    path("export/", views.export, name="documents_export"),
    path("order/<uuid:pk>/", drafting_views.draft_order, name="draft_order"),
    path("of/<uuid:pk>/<slug:kind>/", drafting_views.draft_paper, name="draft_paper"),
    path("at/<uuid:pk>/", signing_views.documents_of, name="documents_of"),
    path("served/<uuid:pk>.pdf", signing_views.served, name="served_document"),
    path("<uuid:pk>/sign/", signing_views.sign, name="sign_document"),
    path("<uuid:pk>/sign/refused/", signing_views.refuse, name="refuse_to_sign"),
    path("<uuid:pk>/scan/", signing_views.scan, name="document_scan"),
    path("<uuid:pk>/scan/new/", signing_views.attach, name="attach_scan"),
    path("<uuid:pk>/answer/<slug:kind>/", drafting_views.draft_answer, name="draft_answer"),
    path("<uuid:pk>/", views.document, name="document"),
    path("<uuid:pk>/paper.pdf", views.paper, name="document_paper"),
    path("<uuid:pk>/paper.docx", views.editable, name="document_editable"),
    path("<uuid:pk>/receipt.pdf", views.receipt, name="document_receipt"),
    path("<uuid:pk>/opinion/", drafting_views.draft_opinion, name="draft_opinion"),
    path("<uuid:pk>/issue/", views.issue, name="issue_document"),
    path("<uuid:pk>/drop/", views.drop, name="drop_document"),
    path("<uuid:pk>/serve/", views.serve, name="serve_document"),
    path("<uuid:pk>/report/", views.report, name="report_measure"),
    path("<uuid:pk>/lift/", views.lift, name="lift_measure"),
    path("<uuid:pk>/void/", views.void, name="void_document"),
]
