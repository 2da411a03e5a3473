"""The first user's own post, in the author's words."""

from __future__ import annotations

from demo.blog import Post, utc
from demo.media import ImageFile
from demo.posts.people import ADDICTION, BASICS, DOCTOR, EVIDENCE, SAFETY
from demo.write import EMPTY, h, image, link, p

PHOTO = ImageFile("dr-greenberg-at-work.jpg", 1280, 853)
_ALT = (
    "Dr. Greenberg has extensive clinical experience managing medical risk and reward "
    "profiles."
)
_PAPER = "https://pmc.ncbi.nlm.nih.gov/articles/PMC10342185/"

IS_KETAMINE_ADDICTIVE = Post(
    slug="is-ketamine-addictive",
    title="Is ketamine addictive?",
    published=utc("2025-02-10T14:05:11.482"),
    updated=utc("2025-02-17T16:31:47.906"),
    author=DOCTOR,
    categories=(BASICS, EVIDENCE),
    tags=(ADDICTION, SAFETY),
    cover=PHOTO,
    hydrated=True,
    body=(
        h(2, "Is Ketamine Addictive?"),
        EMPTY,
        p(
            "At the Ketamine Center of Central Georgia, we specialize in providing "
            "cutting-edge treatments that leverage ketamine's therapeutic potential "
            "for both mental health, substance abuse and chronic pain. A question "
            "that often arises is whether ketamine is addictive. This post will "
            "explore that concern by examining ketamine's effects, potential for "
            "addiction, and what it means for those seeking relief through this "
            "transformative treatment."
        ),
        EMPTY,
        h(2, "Understanding Ketamine"),
        p(
            "Ketamine has come a long way since its development as an anesthetic for "
            "surgical procedures in the mid 1900s. Today, it is widely recognized for "
            "its effectiveness in treating mental health conditions such as "
            "depression, PTSD, and anxiety, as well as physical conditions like "
            "chronic pain and to curb withdrawal symptoms in OUD and AUD."
        ),
        EMPTY,
        p(
            "Ketamine works by blocking N-methyl-D-aspartate (NMDA) receptors in the "
            "brain, leading to a unique mechanism of action. This not only alleviates "
            "pain and symptoms of depression but also creates a dissociative effect. "
            "In therapeutic settings, like those at our ketamine treatment center in "
            "Georgia, these effects are carefully controlled and administered by "
            "trained professionals to maximize benefits and minimize risks."
        ),
        EMPTY,
        h(2, "Is Ketamine Addictive?"),
        p(
            "The question of ketamine’s potential for addiction is complex. Addiction "
            "typically involves compulsive drug-seeking behavior and harmful "
            "consequences driven by significant dopamine release in the brain's "
            "reward pathways. Unlike opioids or stimulants, ketamine does not cause "
            "the same dramatic dopamine spikes, which suggests a lower physical "
            "addiction risk."
        ),
        EMPTY,
        p(
            "That said, psychological dependence can develop (to anything, "
            "medications, food, activities etc) in susceptible individuals, "
            "particularly when ketamine is misused outside of a medical setting. At "
            "Ketamine Center of Central Georgia, we ensure that ketamine is "
            "administered responsibly, under strict medical supervision, to reduce "
            "the potential for misuse. "
        ),
        image(PHOTO, _ALT, _ALT),
        h(2, "Research on Ketamine Addiction"),
        p(
            "Research shows that the risks of addiction to ketamine is minuscule when "
            "compared to other drugs, particularly when used in a controlled "
            "environment and that physiological dependence and withdrawal symptoms "
            "are likely not possible given the drugs pharmacologic effects. A study "
            "by the National Institute on Drug Abuse (NIDA) found that while "
            "psychological addiction is theoretically possible, the prevalence of "
            "ketamine use disorder is significantly less prevalent than addiction to "
            "opioids or stimulants."
        ),
        EMPTY,
        p(
            "In our clinical experience, we’ve seen how structured treatment plans "
            "can make a meaningful difference for patients seeking ketamine for "
            "chronic pain or ketamine for mental health conditions. Proper dosing, a "
            "controlled environment, and a focus on patient well-being are key "
            "factors in mitigating risks.  Please refer to the academic paper linked "
            "below to take a deep dive into the science behind why drugs like heroin "
            "are incredibly addictive while drugs like ketamine or MDMA (ecstasy) are "
            "not : ",
            link(_PAPER, _PAPER),
        ),
        EMPTY,
        h(2, "The Importance of Professional Oversight"),
        p(
            "One critical factor in reducing the risks associated with ketamine is "
            "the setting in which it is used. Recreational use or self-medication, "
            "where dosages are uncontrolled, could possibly lead to psychological "
            "attachment to the drug. However, when administered in a professional "
            "setting like ours, ketamine treatments are safe, effective, and "
            "personalized to each patient’s unique needs."
        ),
        EMPTY,
        p(
            "Our clinic provides ketamine therapy for a variety of conditions, "
            "including treatment-resistant depression, PTSD, chronic pain and SUD "
            "(substance use disorder). Each treatment plan is carefully tailored to "
            "ensure optimal results while maintaining patient safety."
        ),
        EMPTY,
        EMPTY,
        h(2, "Conclusion: A Balanced Approach to Ketamine"),
        p(
            "Ketamine offers life-changing benefits for individuals struggling with "
            "mental health issues and chronic pain, but it’s essential to approach "
            "its use responsibly. While ketamine’s addictive potential is low when "
            "compared to other substances, there is always a possibility of "
            "psychological dependence which underscores the importance of "
            "professional oversight."
        ),
        EMPTY,
        p(
            "At the Ketamine Center of Central Georgia, we are committed to "
            "delivering safe and effective care. If you are considering ketamine for "
            "chronic pain or ketamine for mental health, our expert team is here to "
            "guide you through the process and answer any questions you may have."
        ),
        EMPTY,
        EMPTY,
        EMPTY,
        EMPTY,
        p(
            "Contact us today to learn more about how ketamine therapy can help you "
            "reclaim your life."
        ),
        EMPTY,
        EMPTY,
    ),
)
