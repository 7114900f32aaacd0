# Everything the project does, in a few words:
#
#   make report   the environment, then the report on the Sahel: reports/sahel/
#   make test     everything that checks the project
#   make help     the rest
#
# The environment lives in .venv and is made when it is needed, once.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13 python; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then echo $$python; break; fi; done)
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --quiet --disable-pip-version-check
INSTALL := $(PIP) install --constraint constraints.txt

# An environment made for another folder, or whose Python is gone, is made anew.
MADE_FOR := $(VENV)/.made-for
BASE := $(VENV)/.installed-base
FULL := $(VENV)/.installed-full
USABLE := $(shell test "$$(cat $(MADE_FOR) 2>/dev/null)" = "$(CURDIR)" \
	&& $(RUN) -c '' 2>/dev/null && echo yes)
ifneq ($(USABLE),yes)
.PHONY: $(MADE_FOR)
endif

.PHONY: help
help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

.PHONY: report
report: $(BASE) ## write the report on the sample corpus to reports/sahel/
	@$(VENV)/bin/rhetoric --project . report

.PHONY: test
test: lint types layers ## everything that checks the project: lint, types, layers, tests
	$(RUN) -m pytest

.PHONY: lint
lint: $(FULL) ## ruff: rules and format
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

.PHONY: types
types: $(FULL) ## mypy, strict
	$(RUN) -m mypy

.PHONY: layers
layers: $(FULL) ## no lower room imports a higher one
	$(VENV)/bin/lint-imports

.PHONY: bench
bench: $(FULL) ## measure how right frames are; with SPEECHES=table.parquet also the speed
	$(RUN) benchmarks/frames/evaluate.py --half held
	$(RUN) benchmarks/compare/speed.py
ifdef SPEECHES
	$(RUN) benchmarks/frames/speed.py "$(SPEECHES)"
endif

.PHONY: format
format: $(FULL) ## let ruff repair what it can
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

.PHONY: constraints
constraints: ## pin every dependency anew in constraints.txt
	rm -rf $(VENV)-new
	$(PYTHON) -m venv $(VENV)-new
	$(VENV)-new/bin/python -m pip install --quiet torch==2.13.0
	$(VENV)-new/bin/python -m pip install --quiet --editable '.[test]'
	sed '/^[^#]/d' constraints.txt > $(VENV)-new/constraints.txt
	$(VENV)-new/bin/python -m pip freeze --all --exclude pip --exclude-editable \
		| sed -e '/^#/d' -e 's/+cpu$$//' | LC_ALL=C sort -f >> $(VENV)-new/constraints.txt
	mv $(VENV)-new/constraints.txt constraints.txt
	rm -rf $(VENV)-new

.PHONY: clean
clean: ## remove the environment, caches and builds; reports and texts stay
	rm -rf $(VENV) $(VENV)-new .rhetoric build dist *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find rhetoric tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE_FOR):
	@test -n "$(PYTHON)" || { echo 'make: Python 3.11 or newer is needed' >&2; exit 1; }
	@echo 'making the environment in $(VENV)'
	@$(PYTHON) -m venv --clear $(VENV)
	@printf '%s\n' '$(CURDIR)' > $@

$(BASE): $(MADE_FOR) pyproject.toml constraints.txt
	@echo 'installing rhetoric'
	@$(INSTALL) --editable .
	@touch $@

# torch comes first and alone, so that nothing else chooses its version.
$(FULL): $(BASE)
	@echo 'installing what the tests need'
	@$(INSTALL) torch==2.13.0
	@$(INSTALL) --editable '.[test]'
	@touch $@
