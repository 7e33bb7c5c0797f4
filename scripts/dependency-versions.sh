#!/bin/sh
# Run the quick tests with the lowest or the newest versions that pyproject.toml allows.
#
#     scripts/dependency-versions.sh lowest
#     scripts/dependency-versions.sh newest tests/test_cli.py
#
# "Lowest" means the lowest of what swedoc itself requires, extras included; what those require in turn,
# and the tools of the dev group, are as new as they can be. Environments: .venv-lowest, .venv-newest.
set -eu
cd "$(dirname "$0")/.."
which=${1:?lowest or newest}
shift
case $which in
  lowest) resolution=lowest-direct ;;
  newest) resolution=highest ;;
  *) echo "lowest or newest, not $which" >&2; exit 2 ;;
esac
uv=$(command -v uv || echo .venv/bin/uv)
folder=.venv-$which
python=$folder/bin/python
[ -x "$python" ] || "$uv" venv --quiet "$folder"
"$uv" pip compile --quiet --no-annotate --no-header --all-extras --resolution "$resolution" \
  --python "$python" pyproject.toml --output-file "$folder/all.txt"
# Only what swedoc names is held at that version: a tool of the dev group may need a newer part of the rest.
"$python" scripts/required.py < "$folder/all.txt" > "$folder/constraints.txt"
cat "$folder/constraints.txt"
"$uv" pip install --quiet --python "$python" --constraints "$folder/constraints.txt" \
  --editable '.[dask,ocr,parquet,s3]' --group dev
# Types and licences are those of the newest versions; old releases had no types, and required other packages.
PYTHONPATH=$PWD exec "$python" -m pytest \
  --deselect tests/test_contributing.py::test_the_recipes_pass_the_linters \
  --deselect tests/test_dependencies.py::test_the_page_of_licences_names_every_package -m "not slow and not browser" -n 2 --dist loadfile "$@"
