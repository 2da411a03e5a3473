"""What a site sent, kept as WARC 1.1 and found again by its address."""
