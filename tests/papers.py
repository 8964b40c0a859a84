"""Files as people hand them in, sound ones and others, made here byte by byte."""

from __future__ import annotations

import struct
import zlib


def png(wide: int = 800, high: int = 600) -> bytes:
    """A picture that says that it is so wide and so high."""
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)
        for kind, body in parts
    )


def jpeg(wide: int = 800, high: int = 600) -> bytes:
    """The head, the frame's head and the end of a photograph."""
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", high, wide) + b"\x03" + bytes(9)
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + bytes(9) + frame + b"\xff\xda" + bytes(50) + b"\xff\xd9"
    )


def pdf(more: bytes = b"", *, pages: int = 1, inside: bytes = b"", filters: bytes = b"") -> bytes:
    """A document; `more` stands in it as it is, `inside` in a packed stream of objects."""
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(pages))
    objects = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % more]
    objects += [b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)]
    objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * pages
    if inside:
        packed = inside if filters else zlib.compress(inside)
        named = filters or b"/FlateDecode"
        head = b"<< /Type /ObjStm /N 1 /First 4 /Filter %s /Length %d >>" % (named, len(packed))
        objects.append(head + b"\nstream\n" + packed + b"\nendstream")
    body, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return body + table + end % (len(objects) + 1, len(body))
