"""Historical dates: calendars, EDTF, and dates in questions."""
