"""The report for staff: what became of every post, from ``blog.db`` alone."""
