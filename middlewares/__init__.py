"""How to fetch: politely, and from the public internet alone."""
