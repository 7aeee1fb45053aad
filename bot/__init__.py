"""A bot that answers history questions with a dated fact and its source."""

__version__ = "0.1.0"
