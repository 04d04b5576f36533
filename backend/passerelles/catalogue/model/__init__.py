"""The compiled catalogue: an edition turned into lookups, once, immutable, shared by every request."""
