"""How cost and recall change with the number of facts, measured on generated ones."""
