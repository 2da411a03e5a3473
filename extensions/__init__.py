"""What goes along with a crawl: its progress, and the files at its end."""
