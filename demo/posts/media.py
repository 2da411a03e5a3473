"""Posts of players, downloads and embeds: what a page keeps of them, and what not."""

from __future__ import annotations

from demo.blog import Post, utc
from demo.media import DocumentFile, ImageFile, VideoFile
from demo.posts.people import DOCTOR, EVIDENCE, NEWS, PREPARATION, ROOT, TEAM, VISITS
from demo.ricos import AudioEmbed, Divider, FileDownload, HtmlEmbed, Video
from demo.write import EMPTY, button, h, image, link, p, wix_video, youtube

_CONSENT = DocumentFile("consent-form.pdf", "84KB")
_BREATHING = DocumentFile("breathing-exercise.mp3", "4KB")
_OLD_MAP = DocumentFile("parking map (2019).pdf", "1.2MB")
_PRICES = DocumentFile("price-list.pdf", "31KB")

WATCH = Post(
    slug="watch-how-monitoring-works",
    title="Watch: how monitoring works",
    published=utc("2025-09-15T16:45:09.871"),
    author=DOCTOR,
    categories=(EVIDENCE,),
    cover_video="kGa1x2Monit",
    body=(
        p("A two-minute explanation of the screen beside your chair."),
        youtube("kGa1x2Monit"),
        p("Our own short film shows the room from the patient's side:"),
        wix_video(VideoFile("walk-through.mp4")),
        p("An interview that the page no longer names, only its first frame:"),
        Video(
            poster="https://i.vimeocdn.com/video/909000001_295x166",
            url="https://vimeo.com/909000001",
        ),
        p("And one of which nothing is left, its site is gone:"),
        Video(),
        h(3, "Listen"),
        p("The same as a podcast episode:"),
        AudioEmbed(
            height=152,
            html='<iframe src="https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2" '
            'width="100%" height="152" title="Episode 12"></iframe>',
        ),
    ),
)

FORMS = Post(
    slug="forms-and-downloads",
    title="Forms & downloads <new>",
    published=utc("2025-10-02T11:11:11.111"),
    author=TEAM,
    categories=(VISITS, NEWS),
    tags=(PREPARATION,),
    body=(
        p("Please print, sign and bring:"),
        FileDownload(file=_CONSENT, url=_CONSENT.url(ROOT)),
        FileDownload(file=_BREATHING, url=_BREATHING.url(ROOT)),
        FileDownload(file=_OLD_MAP, url=_OLD_MAP.old_url),
        p("This one is handed out on request; the page does not tell its address:"),
        FileDownload(file=_PRICES),
        Divider(line="double"),
        p("Book a call in the calendar below."),
        HtmlEmbed(
            width=740,
            height=520,
            html='<iframe src="https://calendar.example.org/book?room=2&amp;day=any" '
            'width="740" height="520"></iframe>',
        ),
        button("Open the patient portal", "https://portal.example.org/login"),
        button("Chat with us"),
        EMPTY,
        p(
            "Our old forms stay at ",
            link("this address", "https://www.example.org/forms_(old)/"),
            ".",
        ),
    ),
)

PICTURE_ONLY = Post(
    slug="happy-holidays",
    title="Happy holidays!",
    published=utc("2024-12-23T14:00:00.000"),
    author=TEAM,
    categories=(NEWS,),
    cover=ImageFile("holiday-card.jpg", 1080, 1080),
    body=(image(ImageFile("holiday-card.jpg", 1080, 1080)),),
)

NO_BODY = Post(
    slug="save-the-date-open-day-april-12",
    title="Save the date: open day, April 12",
    published=utc("2025-03-20T17:00:00.000"),
    categories=(NEWS,),
    body=(EMPTY,),
)

MOVED = Post(
    slug="2019/08/01/our-doors-are-open",
    title="Our doors are open",
    published=utc("2019-08-01T12:00:00.000"),
    updated=utc("2021-01-15T09:30:00.000"),
    author=DOCTOR,
    categories=(NEWS,),
    body=(
        p("Today we saw our first patient. The old address of this post still works."),
        p("Thank you, Macon."),
    ),
)

REMOVED = Post(
    slug="holiday-hours-2024",
    title="Holiday hours 2024",
    published=utc("2024-12-20T15:00:00.000"),
    author=TEAM,
    body=(p("Closed from December 24 to January 2."),),
)
