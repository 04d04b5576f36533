# Passerelles. `make help` lists what there is.
# Everything lives in .venv and var/; nothing is installed outside, except by `make tools` with apt.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NODE_TOOLS := node_modules/.installed
PAIRS ?= ../shared/data/gold/progressions_dev.csv
export PASSERELLES_DEMO ?= 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run install test check lint types unit front e2e fuzz exports bench bench-graph bench-search golden openapi vendor screenshots migration clean

help: ## This list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.base ## Install what is missing, migrate, load the demonstration, serve on http://127.0.0.1:8000
	@$(BIN)/passerelles serve

install: $(VENV)/.dev $(NODE_TOOLS) ## Everything that developing needs

test: $(VENV)/.dev $(NODE_TOOLS) ## Everything that CI runs
	@$(BIN)/python -m tests.support.tools --install
	@$(BIN)/python -m tests.support.suite

check: $(VENV)/.dev $(NODE_TOOLS) ## The fast part: style, types, unit tests
	@$(BIN)/python -m tests.support.suite --fast

fuzz: $(VENV)/.dev ## Send thousands of generated requests to the whole API, as each kind of person: CASES=12
	@$(BIN)/python -m tests.fuzz $(CASES)

exports: $(VENV)/.dev ## Open what the application exports in LibreOffice (apt-get install libreoffice-calc)
	@$(BIN)/python -m pytest -q tests/exports/opened.py

bench: $(VENV)/.dev ## Print the benchmarks' figures and how they were measured
	@$(BIN)/python -m bench

bench-search: $(VENV)/.dev ## Measure the search box: QUERIES=list.csv EDITION=edition.zip
	@$(BIN)/python -m bench.search $(or $(QUERIES),$(wildcard ../shared/data/gold/search_dev.csv)) $(EDITION)

bench-graph: $(VENV)/.dev ## Measure the journey graph on sourced pairs: PAIRS=list.csv EDITION=edition.zip
	@$(BIN)/python -m bench.graph $(or $(PAIRS),$(wildcard ../shared/data/gold/progressions_dev.csv)) $(EDITION)

golden: $(VENV)/.dev ## Rewrite the golden answers after a wanted change
	@PASSERELLES_REFRESH_GOLDEN=1 $(BIN)/python -m pytest -q tests -k golden

openapi: $(VENV)/.dev ## Rewrite docs/openapi.json after a wanted change of the API
	@$(BIN)/python -m tests.support.openapi

privacy-docs: $(VENV)/.dev ## Rewrite docs/privacy/retention.md after a wanted change of what is held
	@$(BIN)/python -m tests.support.privacy_docs

vendor: $(NODE_TOOLS) ## Rebuild frontend/vendor from the pinned packages
	@node frontend/tools/vendor.mjs

screenshots: $(VENV)/.dev ## Rewrite the README's screenshots from the running app
	@$(BIN)/python -m e2e.screenshots

clean: ## Remove what is installed and built here; keeps var/
	rm -rf $(VENV) node_modules .pytest_cache .mypy_cache .ruff_cache

$(VENV)/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q --require-hashes -r requirements/build.txt

$(VENV)/.base: requirements/base.txt pyproject.toml | $(VENV)/bin/pip
	@echo "Installing Passerelles (once, about a minute)…"
	@$(BIN)/pip install -q --require-hashes -r requirements/base.txt
	@$(BIN)/pip install -q --no-build-isolation --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	@$(BIN)/pip install -q --require-hashes -r requirements/dev.txt
	@touch $@

$(NODE_TOOLS): package-lock.json
	@npm install --no-save --no-audit --no-fund --ignore-scripts --loglevel=error # not ci: it refuses a lock without every platform's binaries
	@touch $@
