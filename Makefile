# Two commands do everything: `make run` and `make test`. Both set up what they need, the first time and after a change of uv.lock.
# Needed beforehand: git, make and a Python >= 3.11 with venv.

PORT ?= 8501

BIN := .venv/bin
UV := uv==$(shell sed -n 's/^ *"uv==\([0-9.]*\)".*/\1/p' pyproject.toml)
export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.PHONY: help run test bench format set-up clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: set-up ## Start Nærvær with the example municipality in it (PORT=8501)
	@$(BIN)/naervaer demo >/dev/null
	@printf '\nNærvær starts now. Open http://localhost:%s in a browser. Ctrl+C stops it.\n' $(PORT)
	@exec $(BIN)/streamlit run server.py --server.port $(PORT)

test: set-up ## Check everything CI checks: style, doors, types, tests, the real browser
	@$(BIN)/python tests/browser/chromium.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadscope

bench: set-up ## Measure import, first chart and filter change against their floors
	@$(BIN)/python tests/browser/chromium.py
	@$(BIN)/python -m tests.benchmarks

format: set-up ## Let ruff write the layout
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

set-up: .venv/.set-up

clean: ## Remove the environment and every cache; the store stays
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# --compile-bytecode: without it the first page is still compiling its libraries long after the server says it is ready.
.venv/.set-up: pyproject.toml uv.lock | $(BIN)/uv
	@echo 'Fetching the libraries of uv.lock …'
	@$(BIN)/uv sync --quiet --frozen --compile-bytecode
	@touch $@

# The first Python that is new enough and whole. A half-made .venv has no uv in it, so it is made again.
$(BIN)/uv:
	@for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Making .venv with $$("$$python" --version) …"; \
			"$$python" -m venv --clear .venv && .venv/bin/python -m pip install --quiet --disable-pip-version-check '$(UV)'; \
			exit $$?; \
		fi; \
	done; \
	echo 'Nærvær needs Python 3.11 or newer with venv, and found none. Install it (Debian: apt install python3 python3-venv) and try again.' >&2; \
	echo 'If it stands somewhere unusual: make PYTHON=/path/to/python3' >&2; \
	exit 1
