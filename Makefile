# `make demo` and `make test` install all they need into .venv first.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint bench screenshots soak mutation clean

demo: .venv/installed
	$(BIN)/cmi-tui demo

# Three processes a core, since many tests wait; each would compile all tests where no bytecode is kept.
test: .venv/installed-dev
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 6 --dist worksteal

lint: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/installed-dev
	$(BIN)/python -m benchmarks.first_screen
	$(BIN)/python -m benchmarks.wire
	$(BIN)/python -m benchmarks.portal_wire
	$(BIN)/python -m benchmarks.wire_cpu
	$(BIN)/python -m benchmarks.wire_paste
	$(BIN)/python -m benchmarks.visit
	$(BIN)/python -m benchmarks.quality_form
	$(BIN)/python -m benchmarks.import
	$(BIN)/python -m benchmarks.accounts
	$(BIN)/python -m benchmarks.finding
	$(BIN)/python -m benchmarks.agent_day
	$(BIN)/python -m benchmarks.unknown_logins
	$(BIN)/python -m benchmarks.ssh_crowd
	$(BIN)/python -m benchmarks.ssh_load

# Plays the portal and draws docs/pictures anew; what has not changed is the same to the byte.
screenshots: .venv/installed-dev
	$(BIN)/python -m pictures

soak: .venv/installed-dev
	$(BIN)/python -m tests.soak.kill_while_saving
	$(BIN)/python -m tests.soak.kill_while_importing
	$(BIN)/python -m tests.soak.fuzz_screens
	$(BIN)/python -m tests.soak.ssh_sessions

# MODULES narrows it down, as in `make mutation MODULES='cmi_tui.domain.*'`.
mutation: .venv/installed-dev
	$(BIN)/mutmut run $(MODULES)
	$(BIN)/mutmut results

clean:
	rm -rf .venv dist build mutants

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installation du portail dans .venv, une fois pour toutes : moins d'une minute…"
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[ssh]'
	touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@ .venv/installed
