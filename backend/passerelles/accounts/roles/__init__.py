"""Roles: who may hold which, who may give it, where and until when."""
