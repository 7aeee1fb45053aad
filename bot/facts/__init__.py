"""The fact file: what it holds, reading and writing it, exchange files, checks."""
