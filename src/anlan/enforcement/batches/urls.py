"""URLs of batches, within those of enforcement; `cases/` is open to everybody."""

from django.urls import path

from anlan.enforcement.batches import views

urlpatterns = [
    path("batches/", views.batches, name="batches"),
    path("batches/export/", views.export, name="batches_export"),
    path("batches/new/", views.new_batch, name="new_batch"),
    path("batches/<uuid:pk>/", views.batch, name="batch"),
    path("batches/<uuid:pk>/batch.pdf", views.batch_paper, name="batch_paper"),
    path("batches/<uuid:pk>/enter/", views.enter, name="enter_batch"),
    path("batches/<uuid:pk>/enterprise/", views.enter_enterprise, name="enter_enterprise"),
    path("batches/<uuid:pk>/approve/", views.approve, name="approve_batch"),
    path("batches/<uuid:pk>/take-back/", views.take_back, name="take_back_batch"),
    path("batches/<uuid:pk>/<uuid:entry_id>/words/", views.reword, name="reword_entry"),
    path("batches/<uuid:pk>/<uuid:entry_id>/leave-out/", views.leave_out, name="leave_out_entry"),
    path("cases/", views.cases, name="cases"),
    path("cases/<uuid:pk>/", views.case_batch, name="case_batch"),
]
