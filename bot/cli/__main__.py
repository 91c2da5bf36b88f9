"""`python -m bot.cli`: the same as `sayso`."""

from bot.cli import main

if __name__ == "__main__":
    main()
