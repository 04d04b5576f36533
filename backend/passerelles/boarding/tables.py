"""Tables of boarding."""
