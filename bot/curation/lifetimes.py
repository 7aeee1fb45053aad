"""How long what is kept about people is kept: days, after which it is forgotten unasked."""

from typing import Final

MOST_QUESTION_DAYS: Final = 365
"""The longest that the question log may be set to; how long it is, is a setting."""
SUGGESTION_DAYS: Final = 30
"""A suggestion that no editor settled, where there is no question log; else as long as that."""
WAIT_DAYS: Final = 90
"""Who asked to be told an answer, and was not."""
DRAFT_DAYS: Final = 90
"""A draft, since it was last touched."""
EXPECTATION_DAYS: Final = 1
"""What somebody was asked to write, and did not."""
UPLOAD_DAYS: Final = 7
"""A file that no editor decided on."""
UPDATE_DAYS: Final = 2
"""The number of a message that was handled; what it said is forgotten at once."""
CHAT_DAYS: Final = 90
"""A chat that can't be written to, since that was last noticed."""
