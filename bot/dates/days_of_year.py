"""The day of the year that something fell on, for anniversaries."""

from bot.dates.edtf import HistoricalDate, SingleDate


def days_of_year(date: HistoricalDate | None) -> tuple[tuple[int, int], ...]:
    """Return the month and day of a day-precise date, in both styles where it has two."""
    if date is None or not isinstance(date.parts, SingleDate):
        return ()
    month, day = date.parts.month, date.parts.day
    days = [(month, day)] if month and day else []
    other = date.other_style()
    if other is not None:
        days.append((other[1], other[2]))
    return tuple(days)
