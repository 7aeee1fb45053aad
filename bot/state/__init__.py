"""What is kept beside the facts: what people chose, asked and began; never in the fact file."""
