"""URLs of templates, within those of enforcement."""

from django.urls import path

from anlan.enforcement.templating import views

urlpatterns = [
    path("", views.templates, name="templates"),
    path("<slug:kind>/", views.template_kind, name="template_kind"),
    path("<slug:kind>/new/", views.replace, name="replace_template"),
    path("<slug:kind>/<int:version>/preview.pdf", views.preview, name="preview_template"),
    path("<slug:kind>/<int:version>/template.docx", views.download_template, name="download_template"),
    path("<slug:kind>/<int:version>/end/", views.end, name="end_template"),
]
