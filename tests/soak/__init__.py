"""Long runs that `make test` has in short."""
