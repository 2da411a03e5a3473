"""Posts about coming to the clinic: lists, anchors, links, pictures, a gallery."""

from __future__ import annotations

from demo.blog import Post, utc
from demo.media import ImageFile
from demo.posts.people import (
    BASICS,
    DOCTOR,
    NEWS,
    PREPARATION,
    ROOT,
    SAFETY,
    TEAM,
    VISITS,
)
from demo.ricos import Divider, Gallery
from demo.write import (
    EMPTY,
    bold,
    button,
    h,
    image,
    italic,
    item,
    jump,
    link,
    ol,
    p,
    quote,
    ul,
)

CHAIR = ImageFile("infusion-chair.png", 1600, 1067)
MAP = ImageFile("how-to-find-us.webp", 900, 600)
LOBBY = ImageFile("lobby.jpg", 1500, 1000)

FIRST_INFUSION = Post(
    slug="what-to-expect-at-your-first-infusion",
    title="What to expect at your first infusion",
    published=utc("2025-03-04T15:00:02.117"),
    author=DOCTOR,
    categories=(VISITS, BASICS),
    tags=(PREPARATION, SAFETY),
    cover=CHAIR,
    seo_title="Your first ketamine infusion, step by step",
    seo_description="How to prepare, what happens in the room, and how the day ends.",
    body=(
        p(
            "Most people feel uneasy before a first visit. This page walks through "
            "the day. Jump to: ",
            jump("Before you come", "before1"),
            " | ",
            jump("In the room", "inroom2"),
            " | ",
            jump("Going home", "goback3"),
        ),
        EMPTY,
        h(2, "Before you come", key="before1"),
        p(
            "Bring a list of everything you take, including supplements, and tell us "
            "about blood pressure, heart and liver problems."
        ),
        ol(
            "Eat a light meal no later than four hours before.",
            item(
                "Stop clear liquids two hours before. That means:",
                ul(
                    "water,",
                    item("black coffee or tea", ul("without milk,", "without cream;")),
                    "apple juice without pulp.",
                ),
            ),
            item(
                bold("Arrange a ride."), " You must not drive until the next morning."
            ),
        ),
        p("If something changes on the way, call us first:"),
        ol(
            "A cold or a fever.",
            item(
                p("A new medicine."),
                p("Some raise blood pressure, and we may have to wait."),
            ),
            start=4,
        ),
        h(2, "In the room", key="inroom2"),
        p(
            "A nurse places a small line in your arm. The medicine runs over about 40 "
            "minutes, while we watch your heart, breathing and blood pressure."
        ),
        image(
            CHAIR,
            "A reclining chair beside a monitor",
            "The chair reclines fully. ",
            italic("Bring a blanket if you like."),
        ),
        quote(
            p("The room looked softer, and my thoughts were further away than usual."),
            p("After an hour I was back, and hungry."),
        ),
        p(
            "Feelings of floating, blurred sight and nausea are common and pass. Tell "
            "the nurse about anything that frightens you; the infusion can be slowed "
            "or stopped at any moment."
        ),
        Divider(),
        h(2, "Going home", key="goback3"),
        p(
            "You stay until you can walk steadily. ",
            bold("No driving, no machines, no contracts"),
            " until the next morning. Read also ",
            link("Is ketamine addictive?", f"{ROOT}/post/is-ketamine-addictive"),
            " and ",
            link(
                "how to prepare, in Spanish",
                f"{ROOT}/post/cómo-prepararse-para-su-primera-visita",
            ),
            ".",
        ),
        image(
            MAP,
            "",
            leads_to="https://www.openstreetmap.org/?mlat=32.84&mlon=-83.63#map=13/32.84/-83.63",
        ),
        button("Ask a question", f"{ROOT}/contact?topic=first visit&from=blog"),
        p(
            "Back to ",
            jump("the beginning", "before1"),
            ". This link leads nowhere: ",
            jump("removed section", "nowhere9"),
            ".",
        ),
    ),
)

ROOMS = Post(
    slug="a-look-at-our-infusion-rooms",
    title="A look at our infusion rooms",
    published=utc("2025-04-22T18:20:45.003"),
    author=TEAM,
    categories=(NEWS, VISITS),
    cover=LOBBY,
    body=(
        p("We finished painting. Here is what the rooms look like now."),
        Gallery(
            items=(
                LOBBY,
                ImageFile("room-one.jpg", 1500, 1000),
                ImageFile("room-two.jpg", 1000, 1500),
                ImageFile("room-two-window.png", 1200, 1200),
                ImageFile("waterfall-loop.gif", 64, 48),
            ),
            rendered=5,
        ),
        p("The quiet room has its own door to the garden:"),
        image(
            ImageFile("garden-door.jpg", 800, 1200),
            "Glass door to a small garden",
            display_width=399,
        ),
        p(
            "And these are from the open day; the page shows only the first ones "
            "until you scroll."
        ),
        Gallery(
            items=tuple(
                ImageFile(f"open-day-{n}.jpg", 1200, 800) for n in range(1, 10)
            ),
            rendered=4,
        ),
        p("Thank you to everyone who came. ", italic("See you next spring!")),
    ),
)

SPANISH_VISIT = Post(
    slug="cómo-prepararse-para-su-primera-visita",
    title="¿Cómo prepararse para su primera visita? 🌿",
    published=utc("2025-05-06T13:00:00.000"),
    author=TEAM,
    categories=(VISITS,),
    body=(
        p(
            "Muchas personas llegan con preguntas. Aquí están las más comunes, en "
            "español. 😊"
        ),
        h(3, "¿Qué debo traer?"),
        ul(
            "Una identificación con foto.",
            "La lista de sus medicamentos.",
            "Ropa cómoda.",
        ),
        h(3, "¿Puedo conducir después?"),
        p(
            "No. Pida a un familiar que le acompañe; no conduzca hasta la mañana "
            "siguiente."
        ),
        p(
            "Más información en ",
            link(
                "la página en inglés",
                f"{ROOT}/post/what-to-expect-at-your-first-infusion",
            ),
            ".",
        ),
    ),
)
