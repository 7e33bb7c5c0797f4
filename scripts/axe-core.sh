#!/bin/sh
# Fetches axe-core (MPL-2.0), the accessibility checker of the browser tests, into .browser/.
set -eu
cd "$(dirname "$0")/.."
version=4.14.1
[ -f .browser/node_modules/axe-core/package.json ] \
  && grep -q "\"version\": \"$version\"" .browser/node_modules/axe-core/package.json && exit 0
npm install --silent --no-save --no-audit --no-fund --prefix .browser "axe-core@$version"
