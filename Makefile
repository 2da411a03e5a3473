# Set-up happens by itself: every target depends on a stamp that is made once per lock file.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet --quiet install --require-hashes -r
RUN_READY := $(VENV)/.run-$(shell cksum < requirements/run.txt | cut -d' ' -f1)
TARGETS := .venv-targets
TARGETS_READY := $(TARGETS)/.ready-$(shell cat requirements/targets.txt requirements/package-lock.json | cksum | cut -d' ' -f1)
SERVE_READY := $(VENV)/.serve-$(shell cat requirements/run.txt requirements/serve.txt | cksum | cut -d' ' -f1)
DEV_READY := $(VENV)/.dev-$(shell cat requirements/run.txt requirements/dev.txt | cksum | cut -d' ' -f1)

URL ?=
OUT ?=
N ?= 5000
SEED ?=
ARCHIVE ?=
PROFILE ?=
TO ?=
export URL OUT ARCHIVE PROFILE TO  # recipes read them from the environment, whatever they hold

.DEFAULT_GOAL := help
.PHONY: help archive export test lint types tests targets debian-packages fix bench fuzz serve fidelity lock clean

help: ## say what each target does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{printf "  make %-10s %s\n", $$1, $$2}'

# The sample blog has gaps on purpose: that the command tells of them (2) is no failure.
archive: $(RUN_READY) ## archive a blog: URL=https://www.example.com (without URL: the sample blog, no network)
ifeq ($(URL),)
	@echo 'This is the sample blog, with gaps on purpose. Your own: make archive URL=https://www.example.com'
	@$(BIN)/scrapy archive --demo $(if $(OUT),--out "$$OUT") || test $$? -eq 2
else
	@$(BIN)/scrapy archive "$$URL" $(if $(OUT),--out "$$OUT")
endif

export: $(RUN_READY) ## write an archive for another platform: PROFILE=hugo [ARCHIVE=DIR] [TO=DIR] (without PROFILE: say what there is)
ifeq ($(PROFILE),)
	@$(BIN)/scrapy export --list
else
	@$(BIN)/scrapy export "$$PROFILE" $(if $(ARCHIVE),--archive "$$ARCHIVE") $(if $(TO),--to "$$TO")
endif

test: lint types tests ## set-up, lint, types, tests

lint: $(DEV_READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(DEV_READY)
	$(BIN)/mypy

# A process for each core; the tests of a module stay together, for they share what they set up.
tests: $(DEV_READY)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

fix: $(DEV_READY) ## format, and mend what the linter can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV_READY) ## speed and memory, as ratios side by side in one run
	$(BIN)/python -m benchmarks.speed

serve: $(SERVE_READY) ## look at an archive's database in a browser: ARCHIVE=DIR
	@$(BIN)/scrapy serve $(if $(ARCHIVE),"$$ARCHIVE")

fuzz: $(DEV_READY) ## read mutated pages: N=5000 cases, SEED=1 to repeat a run
	$(BIN)/python -m benchmarks.fuzz --cases $(N) $(if $(SEED),--seed $(SEED))

fidelity: $(DEV_READY) ## what is kept of every page of a corpus, measured per host
	$(BIN)/python -m benchmarks.fidelity

lock: $(DEV_READY) ## resolve pyproject.toml into requirements/*.txt again
	$(BIN)/python -m uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-emit-index-url --quiet --upgrade -o requirements/run.txt
	$(BIN)/python -m uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --no-emit-index-url --quiet -c requirements/run.txt -o requirements/dev.txt
	$(BIN)/python -m uv pip compile pyproject.toml --extra serve --universal --generate-hashes --no-header --no-emit-index-url --quiet -c requirements/run.txt -o requirements/serve.txt
	$(BIN)/python -m uv pip compile --group targets --universal --generate-hashes --no-header --no-emit-index-url --quiet --upgrade -o requirements/targets.txt

# Debian's packages need root. Without them the tests that need them skip, and say so.
targets: debian-packages $(TARGETS_READY) ## install the programs that exports are proven in (hugo, nginx, Chromium …)

debian-packages:
	apt-get update -qq
	apt-get install --yes --no-install-recommends -qq chromium hugo jekyll nginx-light apache2 > /dev/null

$(TARGETS_READY):
	@$(PYTHON) -m venv $(TARGETS)
	@$(TARGETS)/bin/python -m pip --disable-pip-version-check --no-input --quiet --quiet install --require-hashes -r requirements/targets.txt
	@cp requirements/package.json requirements/package-lock.json $(TARGETS)
	@npm install --prefix $(TARGETS) --ignore-scripts --no-audit --no-fund --silent
	@touch $@

clean: ## remove the virtual environment and caches (archives stay)
	rm -rf $(VENV) $(TARGETS) .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Blogark needs Python 3.11 or newer, this is %s: run make with PYTHON=/path/to/python3.11" % sys.version.split()[0])'
	@$(PYTHON) -m venv $(VENV)

$(RUN_READY): | $(BIN)/python
	@echo 'Setting up in $(VENV), once: this can take a minute.'
	@$(INSTALL) requirements/run.txt
	@touch $@

$(SERVE_READY): | $(BIN)/python
	@echo 'Setting up in $(VENV), with Datasette, once: this can take a minute.'
	@$(INSTALL) requirements/serve.txt
	@touch $@ $(RUN_READY)

$(DEV_READY): | $(BIN)/python
	@echo 'Setting up in $(VENV), with the tools for development, once: this can take a minute.'
	@$(INSTALL) requirements/dev.txt
	@touch $@ $(RUN_READY)
