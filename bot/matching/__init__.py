"""From a question to the facts that answer it, or to an honest no."""
