"""What ``scrapy archive`` is asked to do, from its arguments."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from blogark.errors import OptionError
from blogark.terminal import count
from commands.unknown_options import refuse_unknown_options
from spiders.arguments import Arguments
from spiders.saved_pages import SavedArguments, SavedPagesSpider
from spiders.text_files import TextArguments, TextFilesSpider
from spiders.wix_blog import WixBlogSpider

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import ExitStack
    from datetime import date
    from pathlib import Path

Options: TypeAlias = "dict[str, str | None]"
"""The spider's arguments, as `scrapy crawl -a` takes them."""
_USAGE: Final = (
    "Give one address, as in `scrapy archive https://www.example.com`, "
    "or --demo for the sample blog."
)


_OF_A_SITE: Final = "--demo, --limit, --since, --refresh or --no-visitor-api"


class Job(NamedTuple):
    """What there is to do."""

    spider: str
    url: str
    """What is archived, for a person."""
    out: Path
    arguments: Mapping[str, Any]
    """The spider's."""
    limit: int | None = None
    since: date | None = None


def job_of(args: Sequence[str], opts: argparse.Namespace, stack: ExitStack) -> Job:
    """Return what was asked for; what it needs is there until *stack* is closed.

    Raises `blogark.errors.BlogarkError`.
    """
    if opts.out == "":
        raise OptionError("--out needs the folder to write to.")
    if opts.offline is not None:
        return _job_of_archive(args, opts)
    if opts.saved is not None:
        return _job_of_folder(args, opts)
    if opts.from_text is not None:
        return _job_of_texts(args, opts)
    demo = _serve_demo(stack) if opts.demo else ""
    options: Options = {
        "url": _address(args, demo),
        "out": opts.out,
        "limit": opts.limit,
        "visitor_api": "0" if opts.no_visitor_api else None,
        "since": opts.since,
        "refresh": "1" if opts.refresh else None,
    }
    job = Arguments.parse(**options)
    url = job.address.url
    return Job(WixBlogSpider.name, url, job.out, options, job.limit, job.since)


def _job_of_folder(args: Sequence[str], opts: argparse.Namespace) -> Job:
    if not opts.saved:
        raise OptionError("--from needs the folder with the saved pages.")
    if args or _asks_a_site(opts):
        raise OptionError(
            "--from takes all posts in its folder: give it without an address, "
            f"{_OF_A_SITE}."
        )
    job = SavedArguments.parse(opts.saved, opts.out)
    site = job.folder.site.home
    return Job(SavedPagesSpider.name, site, job.out, {"arguments": job})


def _job_of_archive(args: Sequence[str], opts: argparse.Namespace) -> Job:
    if not opts.offline:
        raise OptionError("--offline needs the folder of an archive.")
    if args or _asks_a_site(opts):
        raise OptionError(
            "--offline reads again what its archive has: give it without an address, "
            f"{_OF_A_SITE}."
        )
    options: Options = {"offline": opts.offline, "out": opts.out}
    job = Arguments.parse(**options)
    return Job(WixBlogSpider.name, job.address.url, job.out, options)


def _job_of_texts(args: Sequence[str], opts: argparse.Namespace) -> Job:
    if _asks_a_site(opts):
        raise OptionError(
            f"--from-text takes all files that follow it: give it without {_OF_A_SITE}."
        )
    job = TextArguments.parse(
        files="\n".join(opts.from_text),
        url=_address(args, "") if args else None,
        out=opts.out,
    )
    texts = count(len(job.files), "text")
    return Job(TextFilesSpider.name, texts, job.out, {"arguments": job})


def _asks_a_site(opts: argparse.Namespace) -> bool:
    """Tell whether there is an option that means something for a site alone."""
    flags = (opts.demo, opts.refresh, opts.no_visitor_api)
    return any(flags) or opts.limit is not None or opts.since is not None


def _address(args: Sequence[str], demo: str) -> str:
    """Return the one address that was given."""
    refuse_unknown_options(args, "archive")
    given = [*args, demo] if demo else [*args]
    if len(given) != 1:
        raise OptionError(_USAGE)
    return given[0]


def _serve_demo(stack: ExitStack) -> str:
    """Serve the sample blog until *stack* is closed, and return its address."""
    from demo.sample import sample_blog  # noqa: PLC0415 - only --demo pays for it
    from demo.server import Server  # noqa: PLC0415
    from demo.site import build_site  # noqa: PLC0415

    server = stack.enter_context(Server(build_site(sample_blog())))
    stack.enter_context(_in_environment(server.environment()))
    return server.site.blog.root


@contextmanager
def _in_environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set *variables*, which Scrapy reads its proxies from, while the block runs."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
