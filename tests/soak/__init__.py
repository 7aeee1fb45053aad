"""Long runs that ``make test`` has in short (``tests/test_soak.py``): whether the bot holds out.

``make soak`` runs them one after the other, each with a table; it takes about an hour and a
quarter, wants a machine with nothing else to do, and fails where a bar is missed. Each can be run
alone, with its figures on the command line (``--help``), and needs nothing but this repository:
Telegram's place is taken by ``support/bot_api.py``, over HTTP on loopback.

=================================  ===============================================  =======
``python -m tests.soak.…``         what it does                                     minutes
=================================  ===============================================  =======
``delivery [--webhook]``           10,000 messages, 5 % faults, 20 ``kill -9``      3 each
``throughput``                     the bot and a bare echo bot, five runs each      5
``memory``                         30 minutes of everything that people do          30
``hostile``                        100,000 hostile messages                         20
``conversation``                   2,000 conversations of any updates at all        15
=================================  ===============================================  =======
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # as pytest has it
