# make demo   set up what swedoc needs, then check the samples
# make test   set up what the tests need, too, then run every check and test
# make train  make the Swedish model anew: generate, train, evaluate, package (STATUTES=FILE: the one that ships,
#             with statutes; without, a weaker one in build/)
# make golden accept what swedoc now reads in the samples and prints in the docs (look at the difference first)
# make reference  write docs/reference/ anew, from docstrings and the argument parser
# make accuracy   measure how accurate swedoc is, and write that into docs/ (REAL=FOLDER: on real documents, too)
# make docs   build the site from docs/
# make lock   write down the newest versions, with hashes, in requirements*.lock
# make licences      write docs/licences.md
# make audit      ask for known weaknesses of the packages in requirements*.lock (needs the network)
# make test-lowest   run the quick tests with the lowest versions that pyproject.toml allows
# make test-newest   the same with the newest
.PHONY: demo test lint golden train reference docs accuracy lock licences audit test-lowest test-newest clean

BIN := .venv/bin

demo: .venv/installed
	$(BIN)/swedoc check --exit-zero samples

test: lint
	$(BIN)/python -m pytest

golden: .venv/ready
	$(BIN)/python -m pytest tests/test_samples.py tests/test_docs.py --update-golden

reference: .venv/ready
	$(BIN)/python scripts/reference.py

accuracy: .venv/ready
	$(BIN)/python benchmarks/figures.py $(if $(REAL),--real $(REAL))

docs: .venv/ready
	$(BIN)/mkdocs build --strict

train: .venv/ready
	PYTHONPATH=. PYTHONHASHSEED=0 $(BIN)/python -m models.train $(if $(STATUTES),--statutes $(STATUTES))

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# A lock by uv would name the package index; this one names none, and pip reads it as well.
COMPILE := $(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --upgrade \
  --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

lock: .venv/ready
	$(COMPILE) pyproject.toml --all-extras --output-file requirements.lock
	$(COMPILE) pyproject.toml --all-extras --group dev --output-file requirements-dev.lock

# --strict: a package that nobody could be asked about is no clean package.
audit: .venv/ready
	$(BIN)/python -m uv tool run pip-audit --strict --disable-pip --require-hashes \
	  --requirement requirements.lock --requirement requirements-dev.lock

licences: .venv/ready
	$(BIN)/python -m uv pip install --quiet --python $(BIN)/python --editable '.[dask,ocr,parquet,s3]'
	$(BIN)/python scripts/licences.py > docs/licences.md

test-lowest test-newest: .venv/ready
	scripts/dependency-versions.sh $(@:test-%=%)

.venv/installed: pyproject.toml
	@./scripts/install.sh
	@touch $@

.venv/ready: pyproject.toml
	@./scripts/install.sh --group dev
	@touch .venv/installed $@

clean:
	rm -rf .venv .venv-lowest .venv-newest build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
