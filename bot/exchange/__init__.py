"""Facts as files that people and other programs read and write."""
