"""URLs of web."""

from django.urls import path

from anlan.web import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("figures/", views.figures_page, name="figures"),
    path("search/", views.search, name="search"),
]
