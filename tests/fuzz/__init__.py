"""The whole API against what nobody would send: generated from its own description, as each kind of person."""
