"""Fetch: what to request, and what became of every address."""
