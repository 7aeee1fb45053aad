"""What finds facts by their words: an index inside the fact file, kept with the facts."""
