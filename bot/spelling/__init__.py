"""Kazakh, Russian and English as people type them: one key for every spelling of a word."""
