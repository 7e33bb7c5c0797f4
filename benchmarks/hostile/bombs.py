"""Files that unpack, repeat or nest without end: what an attacker sends to a reader of documents.

    python benchmarks/hostile/bombs.py FOLDER           # writes them, some kilobytes each
    swedoc extract FOLDER -o out.jsonl --jobs 2         # every one has to get an answer

Each function makes one file; its name is the file's. None of them needs to be large on disk.
"""

from __future__ import annotations

import gzip
import io
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.hostile.pdfs import TEXT, bomb, flate, one_page, packed_repeat, pdf, stream

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MEMO = "Bidraget är 450 000 kronor."
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>/XObject<</X%d %d 0 R>>>>"
GIGABYTE = 1_000_000_000
_BOMBS: dict[str, Callable[[], bytes]] = {}
NAMES: list[str] = []


def _bomb(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    def enter(make: Callable[[], bytes]) -> Callable[[], bytes]:
        _BOMBS[name] = make
        NAMES.append(name)
        return make

    return enter


def bombs(names: Iterable[str] = NAMES) -> Iterator[tuple[str, bytes]]:
    """The names and contents of all bombs, or of those named."""
    for name in names:
        yield name, _BOMBS[name]()


@_bomb("content-1-gb.pdf")
def _content_of_one_gigabyte() -> bytes:
    return pdf(one_page(bomb(b" ", GIGABYTE)))


@_bomb("content-4-gb.pdf")
def _content_of_four_gigabytes() -> bytes:
    return pdf(one_page(bomb(b" ", 4 * GIGABYTE)))


@_bomb("text-operators.pdf")
def _two_hundred_megabytes_of_text() -> bytes:
    return pdf(one_page(bomb(b"BT /F 9 Tf 9 9 Td (450 kr ) Tj ET\n", GIGABYTE // 5)))


@_bomb("paths.pdf")
def _two_hundred_megabytes_of_lines() -> bytes:
    return pdf(one_page(bomb(b"1 1 9 9 re f\n", GIGABYTE // 5)))


@_bomb("graphics-states.pdf")
def _graphics_states_in_graphics_states() -> bytes:
    return pdf(one_page(bomb(b"q ", GIGABYTE // 10)))


@_bomb("forms-that-multiply.pdf")
def _forms_that_multiply() -> bytes:
    depth, times = 12, 20
    forms = [
        stream(
            f"/X{level + 1} Do\n".encode() * times if level < depth else TEXT,
            _FORM % (level + 1, 6 + level + 1),
        )
        for level in range(depth + 1)
    ]
    content = stream(b"/X0 Do\n" * times)
    return pdf(one_page(content, resources=b"/XObject<</X0 6 0 R>>", more=forms))


@_bomb("form-in-itself.pdf")
def _form_that_draws_itself() -> bytes:
    form = stream(
        b"/X0 Do /X0 Do " + TEXT,
        _FORM % (0, 6),
    )
    return pdf(one_page(stream(b"/X0 Do"), resources=b"/XObject<</X0 6 0 R>>", more=[form]))


@_bomb("page-tree-loops.pdf")
def _page_tree_that_loops() -> bytes:
    objects = one_page()
    objects[1] = b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3/Parent 2 0 R>>"
    return pdf(objects)


@_bomb("page-tree-multiplies.pdf")
def _page_tree_that_multiplies() -> bytes:
    objects = one_page()
    levels = 12
    for level in range(levels):
        kid = 3 if level == levels - 1 else len(objects) + 2
        objects.append(b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"%d 0 R " % kid * 10, 10 ** (levels - level)))
    objects[1] = b"<</Type/Pages/Kids[6 0 R]/Count %d>>" % 10**levels
    return pdf(objects)


@_bomb("xref-loops.pdf")
def _xref_that_loops() -> bytes:
    return pdf(one_page(), trailer=b"/Prev @XREF")


@_bomb("xref-of-millions.pdf")
def _xref_that_promises_millions() -> bytes:
    return pdf(one_page(), trailer=b"/Size 2000000000", xref=b"xref\n0 2000000000\n0000000000 65535 f \n")


@_bomb("object-stream-bomb.pdf")
def _object_stream_that_unpacks_to_a_gigabyte() -> bytes:
    objects = one_page()
    objects.append(bomb(b"9 0 ", GIGABYTE, b"/Type/ObjStm/N 100000000/First 900000000"))
    return pdf(objects)


@_bomb("one-page-200000-times.pdf")
def _one_page_listed_two_hundred_thousand_times() -> bytes:
    objects = one_page()
    objects[1] = b"<</Type/Pages/Kids[%s]/Count 200000>>" % (b"3 0 R " * 200_000)
    return pdf(objects)


@_bomb("lying-page-count.pdf")
def _page_count_that_lies() -> bytes:
    objects = one_page()
    objects[1] = b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>"
    return pdf(objects)


@_bomb("page-of-10-km.pdf")
def _page_of_ten_kilometres() -> bytes:
    words = b"".join(b"1 0 0 1 %d %d Tm (450 kr) Tj\n" % (x, x) for x in range(0, 28_000_000, 9_000))
    return pdf(one_page(flate(b"BT /F 12 Tf " + words + b"ET"), box=b"[0 0 28346457 28346457]"))


@_bomb("image-of-40000.pdf")
def _image_of_forty_thousand_squared() -> bytes:
    image = stream(
        zlib.compress(packed_repeat(b"\0", 4_800_000_000), 9),
        b"/Type/XObject/Subtype/Image/Width 40000/Height 40000/ColorSpace/DeviceRGB/BitsPerComponent 8"
        b"/Filter[/FlateDecode/FlateDecode]",
    )
    content = stream(b"q 595 0 0 842 0 0 cm /I Do Q")
    return pdf(one_page(content, resources=b"/XObject<</I 6 0 R>>", more=[image]))


@_bomb("lying-tounicode.pdf")
def _tounicode_that_lies() -> bytes:
    long = b"0034" * 500
    rows = b"".join(b"<%04x> <%04x> <%s>\n" % (256 * i, 256 * i + 255, long) for i in range(256))
    table = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> "
        b"endcodespacerange 2000000000 beginbfrange\n" + rows + b"endbfrange endcmap"
    )
    objects = one_page(flate(b"BT /F 9 Tf 9 800 Td " + b"<00410042004300440045> Tj " * 20_000 + b"ET"))
    objects[4] = (
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>"
    )
    objects += [
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A"
        b"/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>>>",
        flate(table),
    ]
    return pdf(objects)


@_bomb("arrays-in-arrays.pdf")
def _arrays_in_arrays() -> bytes:
    return pdf([*one_page(), b"[" * 100_000 + b"]" * 100_000], trailer=b"/Info 6 0 R")


@_bomb("annotations.pdf")
def _a_million_form_fields() -> bytes:
    objects = one_page()
    objects[2] = objects[2][:-2] + b"/Annots[%s]>>" % (b"6 0 R " * 500_000)
    return pdf([*objects, b"<</Type/Annot/Subtype/Widget/FT/Tx/V(450 kr)/Rect[0 0 9 9]>>"])


@_bomb("a-hundred-thousand-pages.pdf")
def _pages_with_content_of_ten_megabytes() -> bytes:
    objects = one_page(bomb(b"BT /F 9 Tf 9 9 Td (450 kr ) Tj ET\n", 10_000_000))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count 2000>>" % (b"3 0 R " * 2000)
    return pdf(objects)


def _docx(document: bytes | str, **more: bytes | str) -> bytes:
    relation = f"<Relationship Id='a' Type='{_R}/officeDocument' Target='word/document.xml'/>"
    return _zip(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f"<Relationships xmlns='{_RELATIONS}'>{relation}</Relationships>",
            "word/document.xml": document,
            **more,
        }
    )


def _zip(files: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def _document(body: str, *, doctype: str = "") -> str:
    return f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'


def _paragraph(text: str = _MEMO) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@_bomb("zip-bomb.docx")
def _docx_that_unpacks_to_a_gigabyte() -> bytes:
    return _with_bomb("word/document.xml", _document("<w:p>").encode(), GIGABYTE)


def _with_bomb(name: str, head: bytes, size: int) -> bytes:
    """An office file whose part `name` is `head` and then spaces, written piece by piece."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        relation = f"<Relationship Id='a' Type='{_R}/officeDocument' Target='{name}'/>"
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("_rels/.rels", f"<Relationships xmlns='{_RELATIONS}'>{relation}</Relationships>")
        with package.open(name, "w", force_zip64=True) as part:
            part.write(head)
            for _ in range(size // 10_000_000):
                part.write(b" " * 10_000_000)
    return out.getvalue()


@_bomb("lying-sizes.docx")
def _docx_whose_sizes_lie() -> bytes:
    data = bytearray(_with_bomb("word/document.xml", _document("<w:p>").encode(), 100_000_000))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


@_bomb("members.docx")
def _docx_with_a_hundred_thousand_members() -> bytes:
    # One entry of the directory over and over: the members are empty and lie nowhere.
    whole = _docx(_document(_paragraph()))
    at, end = whole.rfind(b"PK\x01\x02"), whole.rfind(b"PK\x05\x06")
    directory = whole[at:end] * 60_000
    tail = bytearray(whole[end:])
    tail[8:16] = (0xFFFF).to_bytes(2, "little") * 2 + (len(directory)).to_bytes(4, "little")
    return whole[:at] + directory + bytes(tail)


@_bomb("billion-laughs.docx")
def _docx_with_entities_that_multiply() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE x [<!ENTITY a0 "450 kr ">{entities}]>'
    return _docx(_document(_paragraph("&a11;"), doctype=doctype))


@_bomb("quadratic-entities.docx")
def _docx_with_a_long_entity_used_often() -> bytes:
    doctype = f'<!DOCTYPE x [<!ENTITY a "{"450 kr " * 20_000}">]>'
    return _docx(_document(_paragraph("&a;" * 20_000), doctype=doctype))


@_bomb("external-entity.docx")
def _docx_with_an_external_entity() -> bytes:
    return _docx(
        _document(_paragraph("&a;"), doctype='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>')
    )


@_bomb("external-doctype.docx")
def _docx_with_a_doctype_elsewhere() -> bytes:
    return _docx(_document(_paragraph(), doctype='<!DOCTYPE x SYSTEM "http://dtd.example.se/x.dtd">'))


@_bomb("parts-elsewhere.docx")
def _docx_whose_parts_lie_elsewhere() -> bytes:
    relations = "".join(
        f"<Relationship Id='r{n}' Type='{_R}/{kind}' Target='{target}' TargetMode='External'/>"
        for n, (kind, target) in enumerate(
            (
                ("header", "../../../../etc/passwd"),
                ("footer", "file:///etc/passwd"),
                ("styles", "http://example.se/"),
            )
        )
    )
    rels = f"<Relationships xmlns='{_RELATIONS}'>{relations}</Relationships>"
    return _docx(_document(_paragraph()), **{"word/_rels/document.xml.rels": rels, "../../ut.xml": "<a/>"})


@_bomb("nesting.docx")
def _docx_nested_a_hundred_thousand_deep() -> bytes:
    return _docx(_document("<w:sdt>" * 100_000))


@_bomb("tables-in-tables.docx")
def _docx_with_tables_in_tables() -> bytes:
    return _docx(_document("<w:tbl><w:tr><w:tc>" * 80 + _paragraph() + "</w:tc></w:tr></w:tbl>" * 80))


@_bomb("grid-span.docx")
def _docx_with_a_cell_over_two_thousand_million_columns() -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>{_paragraph()}</w:tc>'
    return _docx(_document(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))


@_bomb("wide-table.docx")
def _docx_with_a_wide_and_a_long_table() -> bytes:
    wide = f"<w:tr>{'<w:tc/>' * 900}</w:tr>"
    return _docx(_document(f"<w:tbl>{wide * 600}</w:tbl>"))


@_bomb("text.docx")
def _docx_with_a_hundred_megabytes_of_text() -> bytes:
    return _docx(_document(_paragraph(f"{_MEMO} ") * 1_500_000))


@_bomb("repeated-rows.odt")
def _odt_with_rows_repeated_two_thousand_million_times() -> bytes:
    names = " ".join(
        f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "text", "table")
    )
    cell = (
        '<table:table-cell table:number-columns-repeated="2000000000"><text:p>1</text:p></table:table-cell>'
    )
    row = f'<table:table-row table:number-rows-repeated="2000000000">{cell}</table:table-row>'
    body = f"<office:body><office:text><table:table>{row}</table:table></office:text></office:body>"
    content = f"<office:document-content {names}>{body}</office:document-content>"
    return _zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


@_bomb("spaces.odt")
def _odt_with_two_thousand_million_spaces() -> bytes:
    names = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"' for p in ("office", "text"))
    spaces = '<text:p>450 kr<text:s text:c="2000000000"/></text:p>'
    body = f"<office:body><office:text>{spaces}</office:text></office:body>"
    content = f"<office:document-content {names}>{body}</office:document-content>"
    return _zip({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


@_bomb("groups.rtf")
def _rtf_with_groups_in_groups() -> bytes:
    return b"{\\rtf1 " + b"{" * 500_000 + b"450 kr" + b"}" * 500_000 + b"}"


@_bomb("binary.rtf")
def _rtf_that_promises_two_gigabytes() -> bytes:
    return b"{\\rtf1 {\\pict\\bin2000000000 a}" + b"\\u2000000000 ? \\uc2000000000 " * 1000 + b"450 kr\\par}"


@_bomb("elements.html")
def _html_nested_a_hundred_thousand_deep() -> bytes:
    return b"<html><body>" + b"<div>" * 100_000 + b"450 kr" + b"</body></html>"


@_bomb("colspan.html")
def _html_with_a_cell_over_two_thousand_million_columns() -> bytes:
    cell = b"<td colspan=2000000000 rowspan=2000000000>450 kr</td>"
    return b"<html><body><table><tr>" + cell + b"</tr></table></body></html>"


@_bomb("parts.eml")
def _mail_with_parts_in_parts() -> bytes:
    head = b"From: a@example.se\nTo: b@example.se\nSubject: Bidrag\nMIME-Version: 1.0\n"
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5_000))
    return head + parts + b"Content-Type: text/plain\n\n450 kr\n"


@_bomb("headers.eml")
def _mail_with_an_endless_header() -> bytes:
    head = b"From: a@example.se\nTo: b@example.se\nSubject: " + b"=?utf-8?q?450_kr?= " * 200_000
    return head + b"\n\n450 kr\n"


@_bomb("members-outside.zip")
def _zip_whose_members_lead_out() -> bytes:
    return _zip({"../../ut.txt": _MEMO, "/etc/ut.txt": _MEMO, "c:\\ut.txt": _MEMO, "in.txt": _MEMO})


@_bomb("zips-in-zips.zip")
def _zip_of_zips() -> bytes:
    data = _zip({"a.txt": b"a" * 4_000_000})
    for _ in range(6):
        data = _zip({f"{n}.zip": data for n in range(16)})
    return data


@_bomb("members.zip")
def _zip_with_more_members_than_allowed() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for n in range(120_000):
            package.writestr(f"{n}.txt", "")
    return gzip.compress(out.getvalue(), 1)


@_bomb("packed.txt.gz")
def _two_gigabytes_packed() -> bytes:
    packed = packed_repeat(b"450 kr\n", 2 * GIGABYTE)[2:-4]
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + packed + bytes(8)


@_bomb("links.tar")
def _tar_of_links_and_devices() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"link-{kind.decode()}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
    return out.getvalue()


def main(folder: Path) -> None:
    """Write all bombs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in bombs():
        (folder / name).write_bytes(data)
        print(f"{len(data):>10,}  {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
