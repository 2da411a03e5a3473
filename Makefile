# Set-up happens by itself: every target depends on a stamp that is made once per lock file.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
RUN_READY := $(VENV)/.run-$(shell cksum < requirements/run.txt | cut -d' ' -f1)
DEV_READY := $(VENV)/.dev-$(shell cat requirements/*.txt | cksum | cut -d' ' -f1)

URL ?=
OUT ?=

.DEFAULT_GOAL := help
.PHONY: help archive test lint types tests fix bench fidelity lock clean

help: ## say what each target does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{printf "  make %-10s %s\n", $$1, $$2}'

archive: $(RUN_READY) ## archive a blog: URL=https://www.example.com (without URL: the sample blog, no network)
	@$(BIN)/scrapy archive $(if $(URL),'$(URL)',--demo) $(if $(OUT),--out '$(OUT)')

test: lint types tests ## set-up, lint, types, tests

lint: $(DEV_READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(DEV_READY)
	$(BIN)/mypy

tests: $(DEV_READY)
	$(BIN)/python -m pytest

fix: $(DEV_READY) ## format, and mend what the linter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV_READY) ## speed and memory, as ratios side by side in one run
	$(BIN)/python -m benchmarks.speed

fidelity: $(DEV_READY) ## what is kept of every page of a corpus, measured per host
	$(BIN)/python -m benchmarks.fidelity

lock: $(DEV_READY) ## resolve pyproject.toml into requirements/*.txt again
	$(BIN)/python -m uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-emit-index-url --quiet --upgrade -o requirements/run.txt
	$(BIN)/python -m uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --no-emit-index-url --quiet -c requirements/run.txt -o requirements/dev.txt

clean: ## remove the virtual environment and caches (archives stay)
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Blogark needs Python 3.11 or newer, this is %s: run make with PYTHON=/path/to/python3.11" % sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)

$(RUN_READY): | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements/run.txt
	@touch $@

$(DEV_READY): | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@touch $@ $(RUN_READY)
