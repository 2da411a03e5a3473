"""Blogark: take a blog off Wix and prove that nothing was lost."""

__version__ = "0.1.0"
