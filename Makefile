# `make help` lists what can be done. Needs Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.DEFAULT_GOAL := help
.PHONY: help setup chat bot ask eval gate bench soak test lint types layers check fix lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Set up once, and again when the locked dependencies or the package's own description change.
# Output goes to standard error, so that `make -s chat | …` carries only the conversation.
$(READY): pyproject.toml tests/requirements.lock bot/build_hook.py $(wildcard bot/text/locales/*/LC_MESSAGES/*.po)
	@echo "Setting up $(VENV) …" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement tests/requirements.lock >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable . >&2
	@touch $@

setup: $(READY) ## create the virtual environment with the locked dependencies

chat: $(READY) ## talk to the bot in the terminal, no token needed
	@$(BIN)/python -m bot chat

bot: $(READY) ## run the Telegram bot (TELEGRAM_BOT_TOKEN in the environment)
	@$(BIN)/python -m bot run

eval: $(READY) ## measure the answers on the questions in tests/questions
	@$(BIN)/python -m bot eval

gate: $(READY) ## measure the answers and fail when a bar in pyproject.toml is missed
	@$(BIN)/python -m bot eval --gate

bench: $(READY) ## measure cost and recall at 1,000 to 1,000,000 facts, or at SIZES="1000 10000"
	@$(BIN)/python -m tests.bench $(SIZES)

soak: $(READY) ## faults and kill -9, throughput, memory, hostile messages: an hour and a quarter
	@failed=; for run in "delivery" "delivery --webhook" throughput memory hostile conversation; do \
		echo "== $$run"; $(BIN)/python -m tests.soak.$$run || failed="$$failed '$$run'"; \
	done; test -z "$$failed" || { echo "missed:$$failed"; exit 1; }

test: $(READY) ## run all tests
	$(BIN)/python -m pytest

lint: $(READY) ## check format and rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY) ## check types
	$(BIN)/mypy

layers: $(READY) ## check the direction of imports
	$(BIN)/lint-imports

check: lint types layers test gate ## everything that must pass before a change lands

fix: $(READY) ## format the code and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: ## renew the locked dependencies (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --quiet --upgrade --output-file requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --quiet --upgrade --output-file tests/requirements.lock

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
