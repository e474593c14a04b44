# The two commands that matter are `make report` and `make test`; both set everything up first.
# A fresh machine needs Python 3.11 or newer, make and git.

VENV     := .venv
BIN      := $(VENV)/bin
READY    := $(VENV)/.ready
SOURCE   ?= data/raw/2025-03-18-before-the-call.md
OUTPUT   ?= data/processed
EVALUATED := $(OUTPUT)/evaluation

export MPLBACKEND := Agg
export PYTHONHASHSEED := 0

.PHONY: setup report test lint evaluate gallery benchmark geography lock clean

setup: $(READY)

# The lock pins every package with its hashes, so that a fresh machine gets what was tested.
$(READY): requirements.lock pyproject.toml
	@python=""; for candidate in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$candidate -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    python=$$candidate; break; fi; done; \
	if [ -z "$$python" ]; then \
	  echo "Python 3.11 or newer is needed and was not found; install it, or name it: make PYTHON=/path/to/python"; \
	  exit 1; fi; \
	if [ ! -x $(BIN)/python ]; then echo "Making $(VENV) with $$($$python --version)"; $$python -m venv $(VENV); fi
	@echo "Installing the locked packages (once; some minutes)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

report: $(READY)
	@$(BIN)/python -m analysis report $(SOURCE) --output $(OUTPUT)

# One file of tests at a time in each process: what a file sets up is set up once.
test: $(READY)
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

lint: $(READY)
	@$(BIN)/python -m ruff check . && $(BIN)/python -m ruff format --check . && $(BIN)/python -m mypy

# Extracts every coded text and scores it; writes docs/accuracy.md.
evaluate: $(READY)
	@$(BIN)/python tools/measure_accuracy.py --output $(EVALUATED)

# Draws every picture from the shipped dispatches; writes docs/gallery.md.
gallery: $(READY)
	@$(BIN)/python tools/build_gallery.py

benchmark: $(READY)
	@$(BIN)/python benchmarks/stages.py

# Rebuilds the reference geography from a folder of the packages named in docs/geography.md.
geography: $(READY)
	@if [ -z "$(PACKAGES)" ]; then \
	  echo "Say where the package files of docs/geography.md lie: make geography PACKAGES=folder"; exit 2; fi
	@$(BIN)/python tools/build_geography.py "$(PACKAGES)"

# Needs uv; run after a change of the dependencies in pyproject.toml, then mend environment.yml.
lock:
	uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-annotate --no-header --no-emit-index-url -o requirements.lock

clean:
	rm -rf $(OUTPUT)/* $(VENV) .pytest_cache .mypy_cache .ruff_cache
