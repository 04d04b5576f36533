"""Guardians and requests for a bed: links, answers, who must agree, who sees what."""
