"use strict";
// The posts are in the page already; a search hides those that do not have all words.
(() => {
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const posts = window.blogarkPosts.map(([key, text]) => [document.getElementById(key), fold(text)]);
  const field = document.getElementById("words");
  const output = document.querySelector("output");
  const sections = [...document.querySelectorAll("section")];
  field.closest("p").hidden = false;
  field.addEventListener("input", () => {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const [line, text] of posts) {
      line.hidden = !words.every((word) => text.includes(word));
      found += line.hidden ? 0 : 1;
    }
    for (const section of sections) {
      section.hidden = words.length > 0 && !section.querySelector(".posts li:not([hidden])");
    }
    output.textContent = words.length ? `${found} of ${posts.length}` : "";
  });
})();
