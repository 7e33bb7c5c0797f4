"""A scanner: a page turned by a degree, speckled, and kept as nothing but a picture."""

from __future__ import annotations

import io
import random

import pypdfium2
from fpdf import FPDF
from PIL import Image


def typeset(text: str) -> bytes:
    """A PDF of one or more pages with this text in the core font Times."""
    pdf = FPDF(format="A4")
    pdf.set_margins(25, 20)
    pdf.set_auto_page_break(True, 20)
    pdf.add_page()
    pdf.set_font("Times", size=12)
    for paragraph in text.split("\n"):
        clean = paragraph.replace("–", "-").encode("latin-1", "replace").decode("latin-1")
        pdf.multi_cell(0, 5.5, clean or " ", align="L", new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def scan(
    data: bytes,
    *,
    skew: float = 1.0,
    noise: float = 0.002,
    blur: bool = False,
    grain: bool = False,
    seed: int = 1,
) -> bytes:
    """A PDF as a scanned one at 300 dpi.

    Args:
        skew: degrees that the pages lie askew.
        noise: the share of pixels that are specks.
        blur: whether the scanner saw less than it says.
        grain: whether the picture is kept badly: pale, grained and much compressed.
    """
    rng = random.Random(seed)
    document = pypdfium2.PdfDocument(data)
    pictures = []
    for page in document:
        picture = page.render(scale=300 / 72, grayscale=True).to_pil().convert("L")
        picture = picture.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=255)
        if blur:
            picture = picture.resize((picture.width * 3 // 4, picture.height * 3 // 4)).resize(picture.size)
        if grain:
            cloud = Image.effect_noise(picture.size, 40)
            picture = Image.blend(picture, cloud, 0.3)
        pixels = picture.load()
        assert pixels is not None
        for _ in range(int(noise * picture.width * picture.height)):
            at = rng.randrange(picture.width), rng.randrange(picture.height)
            pixels[at] = 255 if pixels[at] < 128 else 0  # type: ignore[operator]
        pictures.append(picture)
    document.close()
    out = io.BytesIO()
    quality = 30 if grain else 70
    pictures[0].save(out, "PDF", resolution=300, save_all=True, append_images=pictures[1:], quality=quality)
    return out.getvalue()


def scanned(text: str, *, skew: float = 1.0, noise: float = 0.002, blur: bool = True, seed: int = 1) -> bytes:
    """The text as a scanned PDF."""
    return scan(typeset(text), skew=skew, noise=noise, blur=blur, seed=seed)
