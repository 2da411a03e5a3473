"""A document as HTML, Markdown and plain text."""
