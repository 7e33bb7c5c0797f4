#!/bin/sh
# What the tests need beside Python, on Debian and Ubuntu: ./scripts/system-packages.sh
#   chromium, chromium-driver   the tests marked `browser`
#   npm                         fetches axe-core for them
set -eu
packages="chromium chromium-driver npm"
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get update -qq
# shellcheck disable=SC2086 # one word for each package
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $packages
