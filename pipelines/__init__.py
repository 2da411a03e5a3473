"""Clean and keep: what happens to a post between the spider and the archive."""
