"""The sample blog: a generator, and a server that plays the internet for it."""
