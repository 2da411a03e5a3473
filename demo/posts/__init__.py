"""The sample blog's posts."""
