"""The SQLite file of an archive, and the only package that knows its SQL."""
