"""Blogark: take a blog off Wix and prove that nothing was lost."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("blogark")
except PackageNotFoundError:  # run from a checkout, which is not installed
    __version__ = "0.1.0"
