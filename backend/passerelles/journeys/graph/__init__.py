"""The journey graph: stations a person can be at, and typed progressions between them."""
