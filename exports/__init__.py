"""Give: an archive as files of another platform, one module each."""
