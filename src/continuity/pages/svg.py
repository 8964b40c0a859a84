"""What all pictures share: ink, face, and the few elements that they are drawn with."""

from __future__ import annotations

from xml.etree import ElementTree as ET

INK, QUIET, LINK = "#17262b", "#4d5a5f", "#0a5a86"
FACE = "Be Vietnam Pro, Arial, sans-serif"


def canvas(width: float, height: float, **attrib: str) -> ET.Element:
    """An empty picture; further attributes with `_` for `-`."""
    size = {"width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    named = {key.replace("_", "-").strip("-"): value for key, value in attrib.items()}
    root = {"xmlns": "http://www.w3.org/2000/svg", **size, "font-family": FACE, **named}
    return ET.Element("svg", root)


def text(
    holder: ET.Element, words: str, x: float, y: float, size: int, anchor: str,
    fill: str = INK, weight: str = "400",
) -> None:  # fmt: skip
    """Words at a place; nothing where there are none."""
    if words:
        attrib = {"text-anchor": anchor, "font-size": str(size), "font-weight": weight}
        element = ET.SubElement(holder, "text", x=f"{x:g}", y=f"{y:.1f}", fill=fill, attrib=attrib)
        element.text = words


def link(holder: ET.Element, url: str) -> ET.Element:
    """A link for the pointer; the keyboard has the table beside the picture. The holder if no url."""
    return ET.SubElement(holder, "a", href=url, tabindex="-1") if url else holder


def titled(element: ET.Element, words: str) -> None:
    """Gives an element the words that a pointer finds over it."""
    if words:
        ET.SubElement(element, "title").text = words


def told(svg: ET.Element) -> str:
    """The picture as text, the same for the same picture."""
    return ET.tostring(svg, encoding="unicode")
