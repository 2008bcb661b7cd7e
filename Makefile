# Qingke: everything a newcomer or a developer runs. `make` alone lists the targets.
# Another interpreter: make test PYTHON=python3.13

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
SAMPLE := primary_36
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help venv demo test lint types layers samples bench witness solves mutation docs clean

help: ## list these targets
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F '|' '{ printf "  make %-8s  %s\n", $$1, $$2 }'

venv: $(VENV)/.installed ## install Qingke and its libraries into .venv (once; again when the lock changes)

$(VENV)/.libraries: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || { \
	  echo "The solver library needs Python 3.11 to 3.14; '$(PYTHON)' is not one. Try: make venv PYTHON=python3.13"; exit 1; }
	@echo "Installing the libraries into $(VENV), once. This takes a minute or two."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install --quiet --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed: $(VENV)/.libraries pyproject.toml
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: venv ## solve a primary school of 36 classes in 30 seconds and write its timetable to out/
	@mkdir -p out
	$(BIN)/qingke solve sample_inputs/$(SAMPLE)/school.xlsx -o out/$(SAMPLE).xlsx --seconds 30
	@echo "The timetable is in out/$(SAMPLE).xlsx; the school it was made from is sample_inputs/$(SAMPLE)/school.xlsx."

test: lint types layers ## everything that must pass: style, types, layers, tests
	$(BIN)/python -m pytest -n 2

lint: venv ## style and formatting (ruff), and that the rule reference is current
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python docs/generate_rules.py --check

types: venv ## types (mypy)
	$(BIN)/mypy

layers: venv ## who may import whom (import-linter)
	$(BIN)/lint-imports

samples: venv ## make the sample schools in sample_inputs/ again
	$(BIN)/python -m scheduler.samples

bench: venv ## measure the solver on the benchmark schools
	$(BIN)/qingke bench -o docs/benchmarks.md

witness: venv ## the long proofs: 10,000 damaged files, 1,500 tiny schools tried through, 1,000 random ones per rule
	QINGKE_MUTATIONS=10000 QINGKE_EXHAUSTIVE=1500 QINGKE_SCHOOLS=1000 QINGKE_EXAMPLES=300 $(BIN)/python -m pytest -n 2 \
	  tests/io/test_mutations.py tests/exhaustive tests/properties/test_model_is_judge.py \
	  tests/properties/test_laws_hypothesis.py
	QINGKE_REFEREE=1 $(BIN)/python -m pytest -n 2 tests/fet_referee

solves: venv ## 100,000 random tiny schools solved and checked (half an hour; goes on where it stopped)
	$(BIN)/python -m tests.solves

mutation: venv ## change the rules and the judge in every small way: does a test notice? Writes docs/mutation.md
	$(BIN)/python -m tests.mutation -n 2

docs: venv ## write the rule reference in docs/ again from the rules themselves
	$(BIN)/python docs/generate_rules.py

clean: ## remove .venv, out/ and all caches
	rm -rf $(VENV) out build dist htmlcov .coverage .coverage.* .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
