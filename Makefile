# One word a chore. `make help` lists them. uv is used where it is there, else installed into .tools/.

SHELL := /bin/bash
UV := $(shell command -v uv 2>/dev/null || echo .tools/uv/bin/uv)
BIN := .venv/bin
NLU := nlu/.venv/bin
export RASA_TELEMETRY_ENABLED := false

.DEFAULT_GOAL := help
.PHONY: help setup run train test lint format evaluate bench bench-nlu chromium clean

ARBANKING77 ?= ../shared/arbanking77

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

.tools/uv/bin/uv:
	@python3 -m venv .tools/uv || { echo "python3 cannot make a virtual environment: install python3-venv, or uv itself" >&2; exit 1; }
	@.tools/uv/bin/pip install --quiet --disable-pip-version-check uv

.venv/.installed: pyproject.toml uv.lock | $(filter .tools/%,$(UV))
	@$(UV) sync --locked --quiet --compile-bytecode || { echo "Python 3.12 or its packages could not be installed: is there a network, or a Python 3.12 on this machine?" >&2; exit 1; }
	@touch $@

nlu/.venv/.installed: nlu/pyproject.toml nlu/uv.lock | $(filter .tools/%,$(UV))
	@cd nlu && $(if $(filter .tools/%,$(UV)),../)$(UV) sync --locked --quiet --compile-bytecode || { echo "Python 3.10 or its packages could not be installed: is there a network, or a Python 3.10 on this machine?" >&2; exit 1; }
	@touch $@

setup: .venv/.installed nlu/.venv/.installed  ## make both environments from their locks

run: setup  ## train if needed, start everything, and print the address of the page
	@exec $(BIN)/murshid serve

train: setup  ## train the model if the training data, the domain or the pipeline changed
	@$(BIN)/murshid train

test: setup chromium  ## every test: both environments, conversations through a real Rasa, the page in a real Chromium
	$(NLU)/python -m pytest -c nlu/pyproject.toml tests/nlu tests/arabic/test_expressions.py
	$(BIN)/murshid train
	$(BIN)/python -m pytest tests -n 2 --dist loadfile --ignore tests/bot/test_killed_under_load.py
	$(BIN)/python -m pytest tests/bot/test_killed_under_load.py

lint: setup  ## ruff and mypy (strict) in both environments
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(NLU)/mypy --config-file nlu/pyproject.toml nlu tests/nlu benchmarks/arbanking77.py

format: setup  ## let ruff lay the code out
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

TOLD ?= $(addprefix tests/data/told/,open.jsonl open_later.jsonl talks.jsonl open_north_east.jsonl)

evaluate: train  ## how well messages are understood, what strangers' messages tell, and whether their questions are answered
	$(NLU)/python -m nlu.evaluate
	$(BIN)/python -m benchmarks.told $(TOLD)
	$(BIN)/python -m benchmarks.asked tests/data/asked/open.jsonl

bench: setup  ## time the rules module
	$(BIN)/python -m benchmarks.estimates

bench-nlu: setup  ## our intent classifier beside Rasa's own on ArBanking77: ARBANKING77=folder
	@$(NLU)/python -m benchmarks.arbanking77 $(ARBANKING77)

chromium:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || $(BIN)/python -m tests.live.chromium

clean:  ## remove what the other targets made
	rm -rf .venv nlu/.venv .tools models var .pytest_cache .mypy_cache .ruff_cache .hypothesis
