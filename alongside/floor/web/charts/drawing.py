"""From a description to an SVG that a page may hold: no style, no script, a title and a description of its own.

vl-convert, which draws, hangs in a child of a process that has used it. So it is imported here, with the first picture,
and a child says what is wrong instead of waiting for ever. One picture is drawn at a time.
"""

from __future__ import annotations

import json
import os
import threading
from hashlib import blake2b
from xml.etree import ElementTree

import vl_convert
from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from alongside.floor.web.charts.layers import Layer
from alongside.floor.web.charts.palette import FONT

SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)

_VEGA_LITE = "6.4"
_KEPT = 7 * 24 * 3600  # seconds
_lock = threading.Lock()
_process = os.getpid()

# What Vega writes for scripts of its own, and what only those who listen to a picture piece by piece would hear.
# The typeface stands once, on the whole.
_NEEDLESS = (
    "font-family",
    "class",
    "role",
    "aria-hidden",
    "aria-label",
    "aria-roledescription",
    "pointer-events",
    "version",
)


def drawn(described: Layer, *, title: str, says: str, name: str) -> SafeString:
    """The SVG, drawn once for each content. `name`: the class of the drawing, which is also part of its ids."""
    said = json.dumps([described, title, says, name, _VEGA_LITE], sort_keys=True, ensure_ascii=False)
    digest = blake2b(said.encode(), digest_size=12).hexdigest()
    found = cache.get(f"picture:{digest}")
    if found is None:
        found = _clean(_svg(described), title=title, says=says, name=name, digest=digest)
        cache.set(f"picture:{digest}", found, timeout=_KEPT)
    return mark_safe(found)


def _svg(described: Layer) -> str:
    if os.getpid() != _process:
        raise RuntimeError(
            "Pictures cannot be drawn in a fork of a process that has drawn: import drawing after the fork"
        )
    with _lock:
        return vl_convert.vegalite_to_svg(described, vl_version=_VEGA_LITE)


def _clean(svg: str, *, title: str, says: str, name: str, digest: str) -> str:
    root = ElementTree.fromstring(svg)
    for node in list(root.iter()):
        for attribute in _NEEDLESS:
            node.attrib.pop(attribute, None)
        for child in list(node):
            if _draws_nothing(child):
                node.remove(child)
        _shorten(node)
    for attribute in ("width", "height"):  # the page decides; the proportions stand in viewBox
        root.attrib.pop(attribute, None)
    ids = f"picture-{digest}-title", f"picture-{digest}-says"
    for place, (tag, words, its_id) in enumerate((("title", title, ids[0]), ("desc", says, ids[1]))):
        told = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": its_id})
        told.text = words
        root.insert(place, told)
    root.attrib |= {
        "class": name,
        "role": "img",
        "aria-labelledby": " ".join(ids),
        "focusable": "false",
        "font-family": FONT,
    }
    return ElementTree.tostring(root, encoding="unicode")


def _draws_nothing(node: ElementTree.Element) -> bool:
    if node.tag == f"{{{SVG}}}path":
        return node.get("display") == "none" or node.get("d", "") in ("", "M0,0h0v0h0Z")
    return node.tag == f"{{{SVG}}}g" and all(_draws_nothing(child) for child in node)


def _shorten(node: ElementTree.Element) -> None:
    """Without the attributes that say what is so anyway."""
    if node.get("opacity") == "1":
        del node.attrib["opacity"]
    if node.get("transform") == "translate(0,0)":
        del node.attrib["transform"]
