"""Where curators keep the facts by talking: drafts, reviews, decisions, files, and the inbox.

Knows no Telegram: people, words, presses and files come in, letters to chats go out.
"""
