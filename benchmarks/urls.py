"""The product's addresses, and `/floor/`: the signed-in layout with one query and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from alongside.floor.web.audience import office
from alongside.knowledge.opendata.models import Head


@office
def floor(request: HttpRequest) -> HttpResponse:
    return render(request, "web/page.html", {"title": f"Version {Head.objects.get(pk=1).version}"})


urlpatterns = [path("floor/", floor), path("", include("alongside.config.urls"))]
