"""Guardians and children: who answers for whom, and since when."""
