# The one door for every task. `make report` and `make test` work as the very first command on a
# machine with Python 3.11 or newer, make and git: they make .venv themselves, with the first such
# Python they find, or with `make PYTHON=… report`.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

python := .venv/bin/python
runtime := .venv/.runtime-installed
dev := .venv/.dev-installed

# A moved or half-made environment is made again: its stamps are void.
$(shell test -x $(python) || rm -f $(runtime) $(dev))

# What `make report`, `make review` and `make check` pass on, where given: MEETING=reports/iscg-23-1
# ADDRESSEE=TSAG LANGUAGE=en; VERBOSE=1 says more.
build_options = $(MEETING) $(addprefix --addressee ,$(ADDRESSEE)) \
	$(addprefix --language ,$(LANGUAGE)) $(if $(VERBOSE),--verbose)
pytest_options = -n auto --dist worksteal $(if $(VERBOSE),-v,-q)

# Tests run in a fixed zone and locale, and the fast ones once more in others.
home_zone := TZ=UTC LC_ALL=C.UTF-8
foreign_zone := TZ=Asia/Kathmandu LC_ALL=C
fast := -m "not slow and not external"

# Libraries are compiled when they are installed; the program, installed in place, is not.
compile := $(python) -m compileall -q src

.PHONY: help
help: ## list these tasks
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12

.PHONY: report
report: $(runtime) ## make the reports; MEETING=reports/iscg-23-1 ADDRESSEE=TSAG LANGUAGE=en limit it
	@tools/system-packages || echo "Going on without: PDF files may be left out" >&2
	@$(python) -m reportgen build $(build_options) || { code=$$?; [ $$code -eq 3 ] || exit $$code; \
		echo "Something could not be made for want of a program; the rest is there" >&2; }

.PHONY: review
review: $(runtime) ## make a page to review each report on; MEETING=… ADDRESSEE=… LANGUAGE=… limit it
	@$(python) -m reportgen review page $(build_options)

.PHONY: test
test: $(dev) ## run every test (installs the programs and fonts it needs where it may)
	@tools/system-packages tests
	@echo "Fast tests, in a foreign locale and time zone" && \
		$(foreign_zone) $(python) -m pytest $(pytest_options) $(fast)
	@echo "All tests" && $(home_zone) $(python) -m pytest $(pytest_options)

.PHONY: test-fast
test-fast: $(dev) ## run the tests that need no other program, in under a minute
	@$(home_zone) $(python) -m pytest $(pytest_options) $(fast)

.PHONY: check
check: $(dev) ## check format, lint, types, structure, documentation and the reports' sources
	@$(python) -m ruff format --check
	@$(python) -m ruff check
	@$(python) -m mypy
	@$(home_zone) $(python) -m pytest $(pytest_options) tests/structure
	@$(python) -m reportgen check $(MEETING)

.PHONY: fix
fix: $(dev) ## format the code and repair what lint can repair
	@$(python) -m ruff check --fix-only
	@$(python) -m ruff format

.PHONY: bench
bench: $(dev) ## measure speed against its yardsticks, side by side
	@$(python) -m tools.bench

.PHONY: pictures
pictures: $(dev) ## draw the pictures in docs/ from the reports
	@tools/system-packages tests
	@$(python) -m tools.pictures

.PHONY: docs
docs: $(dev) ## write docs/cli.md, and the tables of docs/outcomes.md, from the program
	@$(python) -m tools.cli_reference
	@$(python) -m tests.outcomes.page

.PHONY: schema
schema: $(runtime) ## write the JSON Schemas of outcomes files and of reports as JSON
	@$(python) -m reportgen schema > reports/.outcomes.schema.part
	@mv reports/.outcomes.schema.part reports/outcomes.schema.json
	@$(python) -m reportgen schema --document > docs/.document.schema.part
	@mv docs/.document.schema.part docs/document.schema.json

.PHONY: lock
lock: ## write the locks again from pyproject.toml
	@tools/lock

.PHONY: clean
clean: ## remove everything that can be made again, .venv included
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist reports/*/build \
		src/*.egg-info
	@find src tests tools bench -name __pycache__ -prune -exec rm -rf {} +

$(runtime): requirements.lock pyproject.toml tools/bootstrap
	@tools/bootstrap requirements.lock
	@$(compile)
	@touch $@

# The larger lock holds the smaller one, so both are then installed.
$(dev): requirements-dev.lock requirements.lock pyproject.toml tools/bootstrap
	@tools/bootstrap requirements-dev.lock
	@$(compile)
	@touch $(runtime) $@
