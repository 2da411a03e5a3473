"""Who writes the sample blog, and the terms that its posts share."""

from __future__ import annotations

from demo.blog import Author, Term
from demo.media import ImageFile

HOST = "www.ketaminecentralga.com"
ROOT = f"https://{HOST}"

DOCTOR = Author(
    name="Dr. Greenberg",
    handle="drgreenberg",
    avatar=ImageFile("greenberg-portrait.jpg", 320, 320),
)
TEAM = Author(name="Clinic Team & Friends", handle="clinicteam", has_profile=False)

BASICS = Term("Ketamine Basics", "ketamine-basics")
VISITS = Term("Your Visit", "your-visit")
EVIDENCE = Term("Evidence & Safety", "evidence-safety")
NEWS = Term("Clinic News", "clinic-news")
SPANISH = Term("En español", "en-español")

ADDICTION = Term("addiction", "addiction")
SAFETY = Term("safety", "safety")
PAIN = Term("chronic pain", "chronic-pain")
PREPARATION = Term("preparation", "preparation")
ODDITIES = Term("A/B & more", "a-b-more")
