"use strict";
// Text of the blog comes from strangers: it is only ever set as text, never as HTML.
(() => {
  const data = (id) => JSON.parse(document.getElementById(id).textContent);
  const { words, passes, marks, labels } = data("words");
  const table = document.getElementById("table");
  const shown = document.getElementById("shown");
  const search = document.getElementById("search");
  const code = document.getElementById("code");
  const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });
  const states = { error: "incomplete", warning: "check", info: "note" };

  const folded = (text) =>
    text.normalize("NFKD").replace(/\p{Mark}/gu, "").toLowerCase();

  const rows = [...table.tBodies].map((body) => {
    const cells = [...body.rows[0].cells];
    return {
      body,
      n: Number(body.dataset.n),
      keys: cells.map((cell) => cell.dataset.key ?? cell.textContent),
      state: body.dataset.state,
      codes: body.dataset.codes.split(" "),
      text: folded(`${cells[1].dataset.key} ${cells[3].textContent} ${body.dataset.more}`),
    };
  });

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null));
    return element;
  }

  // ── Which rows, in which order ──
  function filter() {
    const state = document.querySelector("input[name=state]:checked").value;
    const wanted = folded(search.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const fits =
        (!state || row.state === state) &&
        (!code.value || row.codes.includes(code.value)) &&
        wanted.every((word) => row.text.includes(word));
      row.body.hidden = !fits;
      if (fits) count += 1;
    }
    const all = rows.length.toLocaleString("en");
    shown.textContent =
      count === rows.length
        ? `All ${all} posts are shown.`
        : count
          ? `${count.toLocaleString("en")} of ${all} posts ${count === 1 ? "is" : "are"} shown.`
          : "No post fits. Search for less, or show all.";
  }

  function sort(head) {
    const first = head.dataset.first ?? "ascending";
    const other = first === "ascending" ? "descending" : "ascending";
    const order = head.getAttribute("aria-sort") === first ? other : first;
    for (const each of head.parentElement.cells) each.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", order);
    const column = head.cellIndex;
    const sign = order === "ascending" ? 1 : -1;
    const compare =
      "number" in head.dataset
        ? (a, b) => a.keys[column] - b.keys[column]
        : (a, b) => collator.compare(a.keys[column], b.keys[column]);
    // What has no value comes last either way.
    const empty = (row) => (row.keys[column] === "" ? 1 : 0);
    rows.sort((a, b) => empty(a) - empty(b) || sign * compare(a, b) || a.n - b.n);
    table.append(...rows.map((row) => row.body));
  }

  // ── One post, opened ──
  const isWeb = (url) => /^https?:\/\//i.test(url);
  const path = (name) => name.split("/").map(encodeURIComponent).join("/");
  const link = (url, text) =>
    isWeb(url) ? make("a", { href: url, rel: "noreferrer" }, text) : text;
  const counted = (number, noun) =>
    `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
  const day = (stamp) =>
    new Date(stamp).toLocaleDateString("en-GB", {
      day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
    });

  function chip(state) {
    return make(
      "span", { class: `chip ${state}` },
      make("span", { class: "mark", "aria-hidden": "true" }, marks[state]),
      labels[state],
    );
  }

  function lines(detail) {
    return detail.split("\n").filter(Boolean).map((line) =>
      make("span", { class: "detail", dir: "auto" }, link(line, line)),
    );
  }

  function note(name, all) {
    const { meaning, advice } = words[name];
    return make(
      "li", { class: `remark ${states[all[0].severity]}` },
      make("p", { class: "what" }, chip(states[all[0].severity]), ` ${meaning}`),
      advice ? make("p", { class: "todo" }, make("strong", {}, "What to do:"), ` ${advice}`) : null,
      make("ul", {}, ...all.map((each) =>
        make("li", {}, each.message, ...(each.message.includes(each.detail) ? [] : lines(each.detail))),
      )),
    );
  }

  function section(title, content) {
    return make("section", {}, make("h3", {}, title), content);
  }

  function notes(post) {
    const byCode = Map.groupBy
      ? Map.groupBy(post.notes, (each) => each.code)
      : post.notes.reduce(
          (map, each) => map.set(each.code, [...(map.get(each.code) ?? []), each]), new Map());
    if (!byCode.size) return null;
    return section(
      "What to know",
      make("ul", { class: "notes" }, ...[...byCode].map(([name, all]) => note(name, all))),
    );
  }

  function missing(post) {
    if (!post.missing_files.length) return null;
    return section("Files that are missing", make("ul", { class: "plain" },
      ...post.missing_files.map((file) =>
        make("li", {}, link(file.url, file.url), file.reason ? ` (${file.reason})` : ""))));
  }

  function cleaned(post) {
    if (!post.cleaned.length) return null;
    return section("What was tidied up, and why", make("ul", { class: "plain" },
      ...post.cleaned.map((each) =>
        make("li", {}, passes[each.name], make("span", { class: "times" }, ` ${each.count}\u00d7`)))));
  }

  function text(post, content) {
    if (!content) return null;
    const paragraphs = content.split("\n").map((line) => make("p", { dir: "auto" }, line));
    return section("The text in the archive", make(
      "div",
      { class: "text", lang: post.language, tabindex: "0", role: "group", "aria-label": `Text of \u201c${post.title}\u201d` },
      ...paragraphs,
    ));
  }

  function fact(name, value) {
    return value ? [make("dt", {}, name), make("dd", {}, make("bdi", {}, value))] : [];
  }

  function aside(post) {
    const picture = post.cover
      ? make("img", { src: path(post.cover.path), alt: post.cover.alt, width: "240", height: "160", loading: "lazy", decoding: "async" })
      : null;
    picture?.addEventListener("error", () => picture.remove());
    return make(
      "div", { class: "aside" },
      picture,
      make("ul", { class: "places" },
        make("li", {}, link(post.url, post.status === "gone" ? "Where the post was \u2197" : "Live page \u2197")),
        post.markdown ? make("li", {}, make("a", { href: path(post.markdown) }, "Markdown file")) : null),
      make("dl", {},
        ...fact("Published", post.published_at && day(post.published_at)),
        ...fact("Updated", post.updated_at && day(post.updated_at)),
        ...fact("Author", post.author),
        ...fact("Language", post.language),
        ...fact("Categories", post.categories.join(", ")),
        ...fact("Tags", post.tags.join(", ")),
        ...fact("Size", ["word", "image", "video", "link"]
          .map((name) => counted(post[`${name}s`], name)).join(", "))),
    );
  }

  function details(n) {
    const { post, text: content } = data(`post-${n}`);
    const id = `opened-${n}`;
    const parts = [notes(post), missing(post), text(post, content), cleaned(post)];
    const cell = make("td", { colspan: "8", role: "cell" }, make(
      "div", { class: "post" }, aside(post), make("div", { class: "body" }, ...parts.filter(Boolean))));
    return make("tr", { id, role: "row", class: "details" }, cell);
  }

  function setOpen(row, isOpen) {
    const button = row.body.querySelector("button.open");
    if (!row.details && isOpen) {
      row.details = details(row.n);
      row.body.append(row.details);
      button.setAttribute("aria-controls", row.details.id);
    }
    if (row.details) row.details.hidden = !isOpen;
    button.setAttribute("aria-expanded", String(isOpen));
  }
  const isOpen = (row) => Boolean(row.details && !row.details.hidden);

  table.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.matches(".open")) {
      const row = rows.find((each) => each.body.contains(button));
      setOpen(row, !isOpen(row));
    } else {
      sort(button.closest("th"));
    }
  });
  document.getElementById("tools").addEventListener("input", filter);

  // ── On paper: what needs a person is open, as far as it is shown ──
  let opened = [];
  window.addEventListener("beforeprint", () => {
    const closed = rows.filter(
      (row) => !row.body.hidden && row.state !== "complete" && !isOpen(row));
    for (const row of closed) setOpen(row, true);
    const folds = [...document.querySelectorAll(".remark:not(.note) details:not([open])")];
    for (const fold of folds) fold.open = true;
    opened = [...closed.map((row) => () => setOpen(row, false)),
      ...folds.map((fold) => () => { fold.open = false; })];
  });
  window.addEventListener("afterprint", () => {
    for (const close of opened.splice(0)) close();
  });
  filter();
})();
