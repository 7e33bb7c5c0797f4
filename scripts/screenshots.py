"""Pictures of the reviewer's page for the README: python scripts/screenshots.py (needs Chromium)."""

from __future__ import annotations

import base64
import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from selenium import webdriver

import swedoc
from swedoc.report.build import Report

ROOT = Path(__file__).parent.parent
SIZE = {"width": 1280, "height": 760, "deviceScaleFactor": 1, "mobile": False}
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --hide-scrollbars"
)


def main() -> None:
    """Make a report on the samples and photograph its index and one document, light and dark."""
    with tempfile.TemporaryDirectory() as folder:
        report = Report(Path(folder) / "report")
        for path in sorted((ROOT / "samples").iterdir()):
            if path.suffix in (".pdf", ".md", ".txt"):
                page = report.add(swedoc.parse(path, name=path.name), path.read_bytes())
                if path.stem == "08-stammer-inte-naturum":
                    document = page
        index = report.close()
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or ""
        for flag in [*FLAGS.split(), f"--user-data-dir={folder}/profile"]:
            options.add_argument(flag)
        driver = webdriver.Chrome(
            options=options, service=webdriver.ChromeService(shutil.which("chromedriver"))
        )
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", SIZE)
        for name, page in (("index", index), ("document", document)):
            for scheme in ("light", "dark"):
                media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
                driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
                driver.get(page.as_uri())
                taken = driver.execute_cdp_cmd("Page.captureScreenshot", {})["data"]
                image = Image.open(io.BytesIO(base64.b64decode(taken))).convert("RGB")
                image.quantize(256, Image.Quantize.MAXCOVERAGE).save(
                    ROOT / "docs/images" / f"{name}-{scheme}.png", optimize=True
                )
        driver.quit()


if __name__ == "__main__":
    main()
