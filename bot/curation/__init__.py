"""Keeping facts current: what curators do, checked, recorded and taken back."""
