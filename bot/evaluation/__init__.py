"""Measuring answers on questions whose right answers are known, clean and as people spell."""
