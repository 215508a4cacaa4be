# Each chore has one way. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: run test check bench eval soak reset lock help

PYTHON ?= python3
PORT ?= 8080
VENV := .venv
BIN := $(VENV)/bin
QUIET_PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install -q
COMPILE := $(BIN)/uv pip compile -q pyproject.toml --extra postgres --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock" --group build

run: $(VENV)/run.stamp ## Try the whole bot here: no token, no server. PORT=8081 chooses the port
	@exec $(BIN)/sparkplug simulate --port $(PORT)

test: $(VENV)/dev.stamp ## All tests but the long ones
	@$(BIN)/python -m pytest -n 4 --dist loadscope --no-loadscope-reorder -m "not soak"

check: $(VENV)/dev.stamp ## What CI runs: format, lint, strict types, floors, tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -n 4 --dist loadscope --no-loadscope-reorder -m "not soak"

bench: $(VENV)/dev.stamp ## Speed and memory, each beside its baseline
	@$(BIN)/python -m tests.bench

eval: $(VENV)/run.stamp ## How good the answers are
	@$(BIN)/sparkplug eval tests/questions/dev.jsonl --now 2026-11-22
	@$(BIN)/sparkplug eval tests/questions/heldout.jsonl --now 2026-11-22
	@$(BIN)/sparkplug eval tests/questions/distress_dev.jsonl --now 2026-11-22

soak: $(VENV)/dev.stamp ## The long tests: years, kills, every conversation on PostgreSQL
	@$(BIN)/python -m pytest -m soak --timeout 3600

reset: ## Forget what the simulator keeps
	@rm -f simulator.sqlite* simulator-world.sqlite* simulator.key

lock: $(VENV)/dev.stamp ## Pin the dependencies anew, within pyproject.toml's bounds
	@$(COMPILE) -o requirements.lock
	@$(COMPILE) --group dev -o requirements-dev.lock

help: ## This list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

# The environment: made once, and again when what is pinned changes.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Sparkplug needs Python 3.11 or newer. Name one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python's venv is missing. On Debian or Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/run.stamp: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Making the environment. This takes about a minute, once."
	@$(QUIET_PIP) --require-hashes -r requirements.lock
	@$(QUIET_PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@$(QUIET_PIP) --require-hashes -r requirements-dev.lock
	@touch $@
