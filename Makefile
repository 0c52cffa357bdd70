# make help tells what there is. Everything runs in .venv; nothing is installed outside it but Debian packages.
PYTHON ?= python3
BIN := .venv/bin
PYTEST_ARGS ?= -n auto -ra
TOOLS := tesseract-ocr tesseract-ocr-spa libreoffice-writer poppler-utils

DEMO = $(firstword $(wildcard samples/anexo1/pass-formulario.docx samples/anexo1/pass-*.docx)) \
  $(firstword $(wildcard samples/anexo1/fail-A1-13b-unidad.docx samples/anexo1/fail-*.docx))

.PHONY: help demo test lint bench tools clean
.DEFAULT_GOAL := help

# Installs Debian packages as root or through sudo; otherwise says what to do, and fails.
define apt
if [ "$$(id -u)" = 0 ]; then sudo=; \
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo="sudo -n"; \
else echo "Faltan paquetes del sistema. Pida a quien administra el equipo: apt-get install $(1)"; exit 1; fi; \
command -v apt-get >/dev/null || { echo "Faltan: $(1). Instálelos con el gestor de paquetes de su sistema."; exit 1; }; \
$$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $(1)
endef

help: ## Muestra estos objetivos
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 14

demo: $(BIN)/.installed ## Instala el programa y revisa dos documentos de muestra
	@set -e; mkdir -p build; \
	for file in $(DEMO); do \
	  printf '\n$$ amc-docs revisar %s\n\n' "$$file"; \
	  code=0; $(BIN)/amc-docs revisar "$$file" || code=$$?; \
	  case $$code in 0|1|4) ;; *) exit $$code ;; esac; \
	  report="build/$$(basename "$$file").revision.html"; \
	  $(BIN)/amc-docs revisar -q "$$file" --salida "$$report" --forzar || true; \
	  test -s "$$report"; reports="$$reports\n  file://$(CURDIR)/$$report"; \
	done; \
	printf "\nInformes para leer en el navegador e imprimir:$$reports\n"

test: $(BIN)/.installed-dev tools ## Ejecuta todas las pruebas
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(BIN)/.installed-dev ## Comprueba estilo, tipos e importaciones
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=. $(BIN)/lint-imports

bench: $(BIN)/.installed-dev ## Mide y escribe docs/medidas.md (TABLES="etiqueta=carpeta; …" PEERS=todos)
	@$(BIN)/python benchmarks/bench.py --tables "$(TABLES)" --peers "$(PEERS)"

# The tests need them; without them the tests that do are skipped, and .ci/run fails.
tools:
	@if command -v tesseract >/dev/null && command -v soffice >/dev/null && command -v pdftoppm >/dev/null \
	  && tesseract --list-langs 2>/dev/null | grep -qx spa; then :; \
	else ( $(call apt,$(TOOLS)) ) || echo "Se omiten las pruebas que los necesitan."; fi

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Se necesita Python 3.11 o posterior; indíquelo así: make PYTHON=python3.12 demo"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || ( $(call apt,python3-venv) )
	$(PYTHON) -m venv .venv

$(BIN)/.installed: $(BIN)/python setup.cfg pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

$(BIN)/.installed-dev: $(BIN)/python setup.cfg pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@ $(BIN)/.installed

clean: ## Borra lo que se puede volver a hacer
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
