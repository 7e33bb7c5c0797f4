#!/bin/sh
# Installs swedoc into .venv so that it can be edited: scripts/install.sh [OPTION OF PIP …], such as --group dev
# uv where present, else venv and pip; pip, too, where uv cannot reach the index that pip is set up for.
# (pip learned dependency groups in version 25.1.)
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
if command -v uv >/dev/null 2>&1 &&
  { $python -c '' 2>/dev/null || uv venv --clear --quiet .venv; } &&
  uv pip install --quiet --python $python --editable . "$@"; then
  exit
fi
$python -m pip --version >/dev/null 2>&1 || "${PYTHON:-python3}" -m venv --clear .venv
$python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
$python -m pip install --quiet --disable-pip-version-check --editable . "$@"
