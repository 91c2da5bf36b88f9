"""What is fast, and what it is compared with. Nothing here runs in `make test`."""
