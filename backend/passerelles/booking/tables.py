"""Tables of booking."""
