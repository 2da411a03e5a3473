"""Posts about evidence: tables, footnotes, quotations, lists that were moved in."""

from __future__ import annotations

from demo.blog import Post, utc
from demo.media import ImageFile
from demo.posts.people import ADDICTION, BASICS, DOCTOR, EVIDENCE, PAIN, ROOT, SAFETY
from demo.ricos import Divider, Run, Style
from demo.write import (
    EMPTY,
    bold,
    colored,
    h,
    hashtags,
    image,
    italic,
    jump,
    link,
    ol,
    p,
    quote,
    table,
    ul,
)

_CHART = ImageFile("pain-scores.png", 1400, 700)

COMPARED = Post(
    slug="ketamine-and-esketamine-compared",
    title="Ketamine and esketamine compared",
    published=utc("2025-06-18T12:30:30.250"),
    updated=utc("2025-09-01T02:10:00.000"),
    author=DOCTOR,
    categories=(EVIDENCE, BASICS),
    tags=(SAFETY,),
    body=(
        p(
            "Two names, one family. Ketamine is a mixture of two mirror-image "
            "molecules; esketamine is one of them",
            Run("[1]", Style(script="sup")),
            ".",
        ),
        table(
            ("", "Ketamine infusion", "Esketamine spray"),
            ("How it is given", "into a vein", "into the nose"),
            ("Approved in the US for depression", "no (off-label)", "yes, since 2019"),
            ("Price | insurance", "seldom covered", "often covered"),
        ),
        EMPTY,
        p("What a day in the clinic looks like with each of them:"),
        table(
            (bold("Step"), bold("What happens")),
            (
                "Before",
                (
                    p("Blood pressure is taken."),
                    p("No food for four hours; clear liquids until two hours before."),
                ),
            ),
            (
                "During",
                (
                    p("Infusion: about 40 minutes."),
                    EMPTY,
                    p("Spray: two to three devices, five minutes apart."),
                ),
            ),
            (
                "After",
                (
                    p("At least two hours of observation after the spray, by law."),
                    p(
                        link(
                            "Why you cannot drive",
                            f"{ROOT}/post/what-to-expect-at-your-first-infusion",
                        )
                    ),
                ),
            ),
        ),
        p(
            "Units matter: ",
            Run("5 mg", Style(strike=True)),
            " 0.5 mg per kg; CO",
            Run("2", Style(script="sub")),
            " is measured in breath; 10",
            Run("3", Style(script="sup")),
            " is a thousand; ",
            Run("never", Style(underline=True)),
            " compare doses of different routes.",
        ),
        Divider(line="dashed"),
        p(
            Run("[1]", Style(script="sup", size="14px")),
            " ",
            italic("Enantiomers"),
            ": same atoms, mirrored in space.",
            key="foot1",
        ),
        p("Back to the ", jump("footnote", "foot1"), "."),
    ),
)

PAIN_EVIDENCE = Post(
    slug="ketamine-for-chronic-pain-what-the-evidence-says",
    title="Ketamine for chronic pain: what the evidence says",
    published=utc("2025-07-09T01:15:20.640"),
    author=DOCTOR,
    categories=(EVIDENCE,),
    tags=(PAIN, SAFETY),
    hashtags=("ChronicPain", "Evidence", "KetamineTherapy"),
    cover=_CHART,
    custom_excerpt="Short relief is well documented; long relief is not. A summary.",
    body=(
        p(
            colored("In short: ", "#1f6f78"),
            colored(
                "relief for days to weeks is well documented",
                "rgb(31, 111, 120)",
                background="#fff3b0",
            ),
            Run(", longer relief is not", Style(weight=500)),
            Run(".", Style(weight=400)),
        ),
        EMPTY,
        p(
            "Three things to keep ",
            Run("in mind", Style(weight=700, italic=True)),
            Run(":", Style(weight=700)),
            bold(" "),
            "the words ",
            Run("half", Style(weight=700, color="#b00020")),
            Run("-bold", Style(color="#b00020")),
            " here are on purpose.",
        ),
        ul(
            "Complex regional pain syndrome",
            "Nerve pain after shingles",
            "Phantom limb pain",
            indent=2,
        ),
        p("What guidelines ask for, in this order:"),
        ol(
            "A clear diagnosis.",
            "Other treatments tried first.",
            "A plan for stopping.",
        ),
        p("An indented remark, as editors make them with the tab key.", indent=1),
        image(
            _CHART,
            "Bar chart of average pain scores before and after treatment",
            "Scores are illustrative, not data of our patients.",
        ),
        quote(
            p(
                "“Absence of evidence is not evidence of absence” — but it is not "
                "evidence either."
            )
        ),
        h(3, "Further reading"),
        p(
            link(
                ""
                "https://pubmed.ncbi.nlm.nih.gov/?term=ketamine+chronic+pain&utm_source=blog&utm_medium=post",
                ""
                "https://pubmed.ncbi.nlm.nih.gov/?term=ketamine+chronic+pain&utm_source=blog&utm_medium=post",
            )
        ),
        p(
            link("Write to us", "mailto:hello@ketaminecentralga.com"),
            " or call ",
            link("(478) 555-0134", "tel:+14785550134"),
            ".",
        ),
        EMPTY,
        hashtags("ChronicPain", "Evidence", "KetamineTherapy"),
    ),
)

LONG_TITLE = Post(
    slug=(  # Wix cuts at 100 characters, wherever that is
        "why-we-ask-about-blood-pressure-heart-disease-liver-disease-pregnancy-"
        "and-every-single-medicine-you-"
    ),
    title=(
        "Why we ask about blood pressure, heart disease, liver disease, pregnancy "
        "and every single medicine you take before we say yes"
    ),
    published=utc("2025-08-12T20:00:00.000"),
    author=DOCTOR,
    categories=(EVIDENCE,),
    tags=(SAFETY, ADDICTION),
    body=(
        h(1, "Why so many questions?"),
        p(
            "Ketamine raises blood pressure and pulse for an hour or so. For most "
            "people that is harmless; for some it is not."
        ),
        h(4, "We say “not now” when"),
        ul(
            "blood pressure is high and untreated,",
            "there is an aneurysm or a recent stroke,",
            "you are pregnant or nursing,",
            "there is active psychosis.",
        ),
        h(4, "We look twice when"),
        p(
            "liver values are raised, or another medicine slows the breathing. ",
            bold("Please do not leave anything out; nobody here will judge."),
        ),
    ),
)
