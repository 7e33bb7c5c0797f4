"""How far a scanned page lies askew, and the page put straight.

Lines of text that run level leave rows of ink with white rows between them; the angle at which
the rows differ most from their neighbours is that of the page (Postl's projection profile).
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

_MOST = 10  # half degrees to either side that are tried
_SMALLEST = 0.1  # degrees; what lies straighter is left alone
_COARSER = 4  # how many times smaller the picture is that the angle is measured on
_WHITE = 255


def straighten(image: Any) -> tuple[Any, float]:
    """A page in shades of grey, its lines level, and the degrees by which it was turned."""
    from PIL import Image, ImageOps

    angle = _angle(ImageOps.invert(image.reduce(_COARSER)))
    if abs(angle) < _SMALLEST:
        return image, 0.0
    return image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=_WHITE), angle


def _angle(ink: Any) -> float:
    """The angle in degrees, against the clock, that levels the lines; `ink` is bright on black."""
    rough = max((step / 2 for step in range(-_MOST, _MOST + 1)), key=lambda angle: _contrast(ink, angle))
    return max((rough + step / 10 for step in range(-4, 5)), key=lambda angle: _contrast(ink, angle))


def _contrast(ink: Any, angle: float) -> int:
    """How much the rows of a picture differ from their neighbours when it is turned."""
    from PIL import Image

    turned = ink.rotate(angle, resample=Image.Resampling.BILINEAR) if angle else ink
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((above - below) ** 2 for above, below in pairwise(rows))
