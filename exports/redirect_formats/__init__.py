"""One module a host: redirects in its own syntax."""
