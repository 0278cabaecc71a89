"""`python -m analyzer` is the command `secateur`."""

from analyzer.cli import main

if __name__ == "__main__":
    main()
