"""URLs of transfers, within those of enforcement."""

from django.urls import path

from anlan.enforcement.transfers import views

urlpatterns = [
    path("", views.transfers, name="transfers"),
    path("export/", views.export, name="transfers_export"),
    path("of/<uuid:pk>/", views.transfers_of, name="transfers_of"),
    path("of/<uuid:pk>/send/", views.send, name="send_transfer"),
    path("<uuid:pk>/", views.transfer, name="transfer"),
    path("<uuid:pk>/letter.pdf", views.letter_paper, name="transfer_letter"),
    path("<uuid:pk>/accept/", views.accept, name="accept_transfer"),
    path("<uuid:pk>/return/", views.give_back, name="return_transfer"),
    path("<uuid:pk>/withdraw/", views.withdraw, name="withdraw_transfer"),
    path("<uuid:pk>/rule/", views.rule, name="rule_transfer"),
    path("<uuid:pk>/result/", views.report_result, name="report_transfer"),
]
