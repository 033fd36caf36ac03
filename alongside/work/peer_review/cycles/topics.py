"""The shared vocabulary of topics, as peer review uses it: what a reviewer knows, what a school wishes them to know."""

from __future__ import annotations

from collections.abc import Iterable


def topic_names() -> dict[str, str]:
    """Topics by key, in the order of the policy."""
    from alongside.work.ties import topics

    return {one.key: one.name for one in topics.topics().topics}


def unknown_topics(keys: Iterable[str]) -> list[str]:
    known = topic_names()
    return [one for one in keys if one not in known]
