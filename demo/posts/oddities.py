"""Posts that break careless tools: other scripts, invisible characters, markup."""

from __future__ import annotations

from demo.blog import Post, utc
from demo.posts.people import BASICS, DOCTOR, NEWS, ODDITIES, ROOT, SPANISH, TEAM
from demo.ricos import CodeBlock, Run, Style
from demo.write import EMPTY, bold, h, hashtags, italic, link, p, rtl, rtl_heading, ul

_CODE = """\
dose_mg = 0.5 * weight_kg
rate = dose_mg / 40  # mg per minute

if rate > 1:
    print("``` check twice ```")
"""
_LRM, _ZWSP, _ZWJ, _NBSP = "\u200e", "\u200b", "\u200d", "\u00a0"

HEBREW = Post(
    slug="קטמין-שאלות-ותשובות",
    title="קטמין: שאלות ותשובות",
    published=utc("2025-10-14T08:00:00.000"),
    author=DOCTOR,
    categories=(BASICS,),
    body=(
        rtl_heading(2, "מהו קטמין?"),
        rtl(
            "קטמין הוא חומר הרדמה ותיק. במינון נמוך הוא ניתן בעירוי ",
            bold("בהשגחה רפואית"),
            ".",
        ),
        rtl_heading(2, "כמה זמן נמשך הטיפול?"),
        rtl(
            "העירוי נמשך כ־40 דקות, ואחריו שעה של מנוחה (ראו ",
            link("באנגלית", f"{ROOT}/post/what-to-expect-at-your-first-infusion"),
            ").",
        ),
        p("An English sentence among Hebrew ones: dose 0.5 mg/kg."),
    ),
)

MARKUP = Post(
    slug="how-we-write-doses-in-our-notes",
    title="How we write doses in our notes: *, _ & <b>",
    published=utc("2025-10-28T19:25:00.500"),
    author=DOCTOR,
    categories=(BASICS,),
    tags=(ODDITIES,),
    body=(
        p(
            "Notes are plain text, so every character counts. These lines are text, "
            "not markup:"
        ),
        p("# not a heading"),
        p("1. not a list, and 2) neither"),
        p("- not a bullet"),
        p("+ 20 mg"),
        p("> 140/90 means: wait"),
        p("--- three dashes"),
        p("*asterisks*, _underscores_, __both__, `backticks`, ~~tildes~~"),
        p("[brackets](parentheses) and ![more](of.them)"),
        p("<b>not bold</b> &amp; not an entity, 3 < 4 && 5 > 4"),
        p("a | b | c"),
        p("C:\\notes\\today ends in a backslash\\"),
        p("    four spaces first"),
        p(
            "snake_case_words, 2*3*4, **",
            bold("bold"),
            "** and",
            italic(" italic "),
            "with spaces inside.",
        ),
        p(
            bold("Bold"),
            "ness next to letters, “",
            bold("quoted"),
            "”, ",
            bold("colon:"),
            "then text, ",
            bold("日本語。"),
            "と続く。",
        ),
        p("One line,\na second line after a break,\nand a third."),
        p(
            "Write ",
            Run("0.5", Style(weight=700)),
            Run(" mg/kg", Style(weight=700)),
            ", never .5; see ",
            link(
                "the [style] guide (PDF)",
                "https://www.example.org/style guide_(v2).pdf",
            ),
            ".",
        ),
        CodeBlock(text=_CODE),
        h(3, "Heading with `code` and #hash #"),
        ul("1. an item that looks numbered", "[ ] an unticked box", "* a starred item"),
    ),
)

UNSEEN = Post(
    slug="five-questions-patients-ask",
    title=f"Five{_NBSP}questions patients ask 👩{_ZWJ}⚕️",
    published=utc("2025-11-10T10:10:10.010"),
    author=TEAM,
    categories=(BASICS, NEWS, SPANISH),
    hashtags=("FAQ", "Wellness2025", "AskUs"),
    body=(
        p(f"{_ZWSP}"),
        p("Does it hurt?", _ZWSP, " A small sting, then no", "."),
        p(
            f"How long?{_NBSP}About{_NBSP}an hour, 40{_NBSP}minutes of it with the "
            f"drip 💧💧."
        ),
        p("   "),
        p(
            "Can my family come? ",
            bold(" Yes. "),
            "👨" + _ZWJ + "👩" + _ZWJ + "👧 all welcome.",
        ),
        p(
            "Which accents survive? naïve café, Ångström, e\u0301 (two code points), "
            "ﬁ ligature, ½, №, €."
        ),
        p(
            _LRM,
            "What if I change my mind? ",
            italic(""),
            link("", "https://www.example.org/empty"),
            "Then we stop.",
        ),
        h(3),
        p("Aligned to the centre, as poems are.", align="center"),
        EMPTY,
        hashtags("FAQ", "Wellness2025", "AskUs"),
    ),
)
