"""The product's settings, and one address more: the floor that pages are measured against."""

from alongside.config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
