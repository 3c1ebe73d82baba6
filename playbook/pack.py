"""A PDF made small: its many little objects (tags, links, bookmarks) together in compressed object streams.

Works on what the press writes (PDF 1.7, one classic cross-reference table, no encryption) and changes no object:
only how the file holds them (ISO 32000-1, 7.5.7 and 7.5.8). The bytes are the same wherever Python has the same zlib.
"""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s")
_TOGETHER = 200
"""How many objects share a stream: more pack better, fewer open faster."""


def packed(pdf: bytes) -> bytes:
    """``pdf`` with every object that may be in an object stream in one. Raises ValueError on another kind of file."""
    trailer = pdf[pdf.rfind(b"\ntrailer") :]
    if not trailer.startswith(b"\ntrailer") or b"/Prev" in trailer or b"/Encrypt" in trailer:
        raise ValueError("only a PDF with one plain cross-reference table can be packed")
    objects = _objects(pdf, int(re.search(rb"startxref\s+(\d+)", trailer)[1]))
    plain = {number: body for number, body in objects.items() if body.endswith(b"endstream")}
    small = [number for number in objects if number not in plain]
    size = max(objects) + 1
    out = bytearray(pdf[: pdf.index(b"\n", pdf.index(b"\n") + 1) + 1])  # the version, and a line that says: binary
    entries: dict[int, tuple[int, int, int]] = {}

    def write(number: int, body: bytes) -> None:
        entries[number] = (1, len(out), 0)
        out.extend(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    for number, body in plain.items():
        write(number, body)
    for at in range(0, len(small), _TOGETHER):
        group = small[at : at + _TOGETHER]
        entries |= {number: (2, size, index) for index, number in enumerate(group)}
        write(size, _object_stream(group, objects))
        size += 1
    entries[size] = (1, len(out), 0)
    kept = b"".join(re.search(rb"/%b\s*(\d+ \d+ R|\[.*?\])" % key, trailer, re.DOTALL)[0] for key in (b"Root", b"Info", b"ID"))
    rows = b"".join(
        kind.to_bytes(1) + first.to_bytes(4) + second.to_bytes(2)
        for kind, first, second in (entries.get(number, (0, 0, 0xFFFF)) for number in range(size + 1))
    )
    start = len(out)
    write(size, _stream(b"/Type/XRef/Size %d/W[1 4 2]%b" % (size + 1, kept), rows))
    out.extend(b"startxref\n%d\n%%%%EOF\n" % start)
    return bytes(out)


def _objects(pdf: bytes, table: int) -> dict[int, bytes]:
    """Every object by its number, without the words around it."""
    starts = sorted(int(line[:10]) for line in re.findall(rb"\d{10} \d{5} n", pdf[table:]))
    found = {}
    for start, end in zip(starts, [*starts[1:], table], strict=True):
        head = _OBJECT.match(pdf, start)
        if not head:
            raise ValueError(f"no object at byte {start}")
        found[int(head[1])] = pdf[head.end() : pdf.rindex(b"endobj", start, end)].strip()
    return found


def _object_stream(group: list[int], objects: dict[int, bytes]) -> bytes:
    places, bodies = [], bytearray()
    for number in group:
        places.append(b"%d %d" % (number, len(bodies)))
        bodies += objects[number] + b"\n"
    head = b" ".join(places) + b"\n"
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(group), len(head)), head + bodies)


def _stream(entries: bytes, content: bytes) -> bytes:
    content = zlib.compress(content, 9)
    return b"<<%b/Length %d/Filter/FlateDecode>>\nstream\n%b\nendstream" % (entries, len(content), content)
