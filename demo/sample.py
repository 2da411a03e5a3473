"""The sample blog: a clinic's, with at least one of everything that blogs hold."""

from __future__ import annotations

from demo.blog import Blog
from demo.posts.addiction import IS_KETAMINE_ADDICTIVE
from demo.posts.evidence import COMPARED, LONG_TITLE, PAIN_EVIDENCE
from demo.posts.media import FORMS, MOVED, NO_BODY, PICTURE_ONLY, REMOVED, WATCH
from demo.posts.oddities import HEBREW, MARKUP, UNSEEN
from demo.posts.people import HOST
from demo.posts.visit import FIRST_INFUSION, ROOMS, SPANISH_VISIT


def sample_blog() -> Blog:
    """Return the blog that ``scrapy archive --demo`` archives."""
    return Blog(
        host=HOST,
        title="Ketamine Center of Central Georgia",
        description="News and answers from the Ketamine Center of Central Georgia.",
        posts=(
            IS_KETAMINE_ADDICTIVE,
            FIRST_INFUSION,
            ROOMS,
            SPANISH_VISIT,
            COMPARED,
            PAIN_EVIDENCE,
            LONG_TITLE,
            WATCH,
            FORMS,
            PICTURE_ONLY,
            NO_BODY,
            MOVED,
            HEBREW,
            MARKUP,
            UNSEEN,
        ),
        removed=(REMOVED,),
    )
