"""`python -m amc_docs`."""

from amc_docs.cli import main

if __name__ == "__main__":
    main()
