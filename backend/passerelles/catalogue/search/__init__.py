"""Search: what a person types on a phone, found in the compiled catalogue."""
