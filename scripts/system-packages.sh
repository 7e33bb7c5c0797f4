#!/bin/sh
# What the tests need beside Python, on Debian and Ubuntu: ./scripts/system-packages.sh
# Installs only what is not there yet.
set -eu
missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need chromium chromium             # the tests marked `browser`
need chromedriver chromium-driver
need npm npm                       # fetches axe-core for them
need tesseract tesseract-ocr       # scanned pages: its data, also for Swedish
[ -e /usr/share/tesseract-ocr/5/tessdata/swe.traineddata ] || missing="$missing tesseract-ocr-swe"
[ -n "$missing" ] || exit 0
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get update -qq
# shellcheck disable=SC2086 # one word for each package
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing
