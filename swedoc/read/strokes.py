"""The rules of tables taken out of a scanned page, where OCR reads them as `1`, `|` or `]`.

A rule is ink over 64 pixels (5 mm) without a gap, up or across, and no more than a few pixels
thick; no letter of a text has such a stroke.
"""

from __future__ import annotations

from typing import Any

_INK = 170  # shades darker than this are ink
_LONG, _STEP = 64, 16  # pixels that a rule is long at least, and how far its ends may lie further out
_WHOLE = 248  # of 255: how much of a stretch is ink
_THICK = 5  # pixels to either side that are no rule if they are ink too
_AROUND = (-2, -1, 1, 2)  # pixels beside a rule that go with it


def without_rules(image: Any) -> Any:
    """A page in shades of grey without rules; the lines of the page lie level."""
    from PIL import Image, ImageChops

    ink = image.point([255 if shade < _INK else 0 for shade in range(256)])
    across = ink.transpose(Image.Transpose.ROTATE_90)
    flat = _upright(across).transpose(Image.Transpose.ROTATE_270)
    clean = image.copy()
    clean.paste(255, mask=ImageChops.lighter(_upright(ink), flat))
    return clean


def _upright(ink: Any) -> Any:
    """Where the upright rules are; `ink` is white on black."""
    from PIL import Image, ImageChops

    width, height = ink.size
    found = Image.new("L", ink.size)
    whole = [255 if share >= _WHOLE else 0 for share in range(256)]
    for top in range(0, min(_LONG, height - _LONG), _STEP):
        bottom = height - (height - top) % _LONG
        rules = ink.crop((0, top, width, bottom)).reduce((1, _LONG)).point(whole)
        thick = ImageChops.darker(ImageChops.offset(rules, -_THICK, 0), ImageChops.offset(rules, _THICK, 0))
        rules = ImageChops.subtract(rules, thick)
        for beside in _AROUND:
            rules = ImageChops.lighter(rules, ImageChops.offset(rules, beside, 0))
        rules = rules.resize((width, bottom - top), Image.Resampling.NEAREST)
        found.paste(ImageChops.lighter(found.crop((0, top, width, bottom)), rules), (0, top))
    ends = ImageChops.lighter(ImageChops.offset(found, 0, _STEP), ImageChops.offset(found, 0, -_STEP))
    return ImageChops.lighter(found, ends)
