"""What the tests stand on: a small fact file, Telegram without its wire, a Bot API on loopback."""
