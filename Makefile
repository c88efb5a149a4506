# The one door to every task. `make` lists them.
# The environment is made by itself, in .venv: with uv where there is one, otherwise with venv and pip,
# which read their own settings for the package index.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Two processes halve the time of the tests; WORKERS=0 runs them in one, for a debugger.
WORKERS ?= 2

# The first Python that runs and is new enough: one that is found may be too old, or a shim of pyenv's for none.
PYTHON = $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.version_info >= (3, 11) or sys.exit(1); print(sys.executable)' 2>/dev/null && break; \
	done)
TOO_OLD = Commonshelf needs Python 3.11 or newer, and found none on the PATH \
	(python3 is $(or $(shell python3 --version 2>/dev/null),absent)); install one, or name it: make PYTHON=/path/to/python

.PHONY: help
help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@$(if $(strip $(PYTHON)),,$(error $(TOO_OLD)))
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || rm -rf $(VENV)
	@if uv --version >/dev/null 2>&1; then $(WITH_UV) || { echo "uv could not make $(VENV); trying pip" >&2; $(WITH_PIP); }; \
	else $(WITH_PIP); fi
	@touch $@

define WITH_UV
{ echo "Making $(VENV) with uv" && \
  { test -x $(BIN)/python || uv venv --quiet --python $(PYTHON) $(VENV); } && \
  uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock && \
  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .; }
endef

# Errors alone: pip warns of whatever its settings on this machine say.
PIP_QUIETLY := --quiet --quiet --disable-pip-version-check

define WITH_PIP
{ echo "Making $(VENV) with pip (a minute or two)" && \
  { test -x $(BIN)/python || $(PYTHON) -m venv $(VENV); } && \
  { $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null; } && \
  $(BIN)/python -m pip install $(PIP_QUIETLY) --require-hashes --requirement requirements.lock && \
  $(BIN)/python -m pip install $(PIP_QUIETLY) --no-deps --no-build-isolation --editable .; }
endef

.PHONY: demo
demo: $(READY) ## harvest three small repositories, check, register, publish and serve them (ONCE=1: stop after the summary)
	@$(BIN)/commonshelf demo $(if $(ONCE),--once)

.PHONY: test
test: $(READY) ## run every test, with the coverage
	@$(BIN)/python -m pytest --numprocesses $(WORKERS) --cov $(ARGS)

.PHONY: check
check: $(READY) ## lint, formatting, types, import contracts, architecture, generated docs
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python docs/pages.py --check
	@$(BIN)/python -m pytest --quiet tests/architecture

.PHONY: format
format: $(READY) ## put the code into the house's form
	@$(BIN)/ruff check --fix-only
	@$(BIN)/ruff format

.PHONY: test-rule
test-rule: $(READY) ## run the examples of one rule: make test-rule RULE=QUAL-050
	@$(if $(RULE),,$(error Name the rule: make test-rule RULE=QUAL-050))
	@$(BIN)/python -m pytest --quiet -k '$(RULE)'

.PHONY: docs
docs: $(READY) ## write the generated pages of docs/ anew
	@$(BIN)/python docs/pages.py

.PHONY: bench
bench: $(READY) ## measure records a second, beside the floor
	@$(BIN)/python benchmarks/run.py $(ARGS)

.PHONY: lock
lock: ## resolve requirements.lock anew, keeping its versions (UPGRADE=1: take the newest); needs uv
	@uv --version >/dev/null 2>&1 || { echo "make lock needs uv, which resolves for every Python and platform at once" >&2; exit 1; }
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --group dev $(if $(UPGRADE),--upgrade) \
		--custom-compile-command 'make lock' --output-file requirements.lock pyproject.toml
	@! grep -nE '(https?|file)://|^ *--(index|extra-index|find-links)' requirements.lock

.PHONY: clean
clean: ## remove what the tasks made, the environment included; databases stay
	@rm -rf $(VENV) build dist htmlcov .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
