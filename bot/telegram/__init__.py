"""The bot's door to Telegram; nothing outside this package and ``run`` knows Telegram."""
