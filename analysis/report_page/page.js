"use strict";
// The state of the page is its fragment (#rows=c-1+c-2&conditions.Party=Russia), so that an address
// opens what its sender saw. Words of the source are only ever put in as text.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const panel = byId("evidence");
  const list = panel.querySelector("ol");
  const tables = all("section.tabled").filter((section) => section.querySelector("table"));
  const PLACES = 3; // paragraphs that the panel shows of a row
  const AROUND = 220; // letters before and after the words
  let opener = null;

  const make = (tag, text = "", attributes = {}) => {
    const node = document.createElement(tag);
    node.textContent = text;
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    return node;
  };

  const read = () => {
    const raw = location.hash.slice(1);
    if (raw.includes("=")) return new Map(new URLSearchParams(raw));
    const name = decodeURIComponent(raw);
    const row = name.replace(/^t-/, "");
    if (name && byId(row)?.matches("tr")) {
      return new Map([["rows", row], ["at", name === row ? "table" : "text"]]);
    }
    return new Map(name ? [["at", name]] : []);
  };

  const write = (changes) => {
    const state = read();
    for (const [name, value] of Object.entries(changes)) {
      if (value) state.set(name, value);
      else state.delete(name);
    }
    history.pushState(null, "", `#${new URLSearchParams([...state])}`);
    return state;
  };

  const idsOf = (value) => (value ?? "").split(/[\s|,]+/).filter(Boolean);

  // Marks of these rows in the text, and rows of the tables, that rest on one of them.
  const marksOf = (id) => all(`#text [data-rows~="${CSS.escape(id)}"]`);
  const rowsOf = (id) => all(`tr[data-behind~="${CSS.escape(id)}"]`);

  const shortened = (words, end) => {
    if (words.length <= AROUND) return words;
    return end === "start"
      ? `…${words.slice(words.length - AROUND).replace(/^\S*\s/, " ")}`
      : `${words.slice(0, AROUND).replace(/\s\S*$/, " ")}…`;
  };

  // The paragraph around the words of a row, these marked in it.
  const quoted = (paragraph, id) => {
    const pieces = [...paragraph.childNodes].map((node) => ({
      words: node.textContent,
      marked: idsOf(node.dataset?.rows).includes(id),
    }));
    const first = pieces.findIndex((piece) => piece.marked);
    const last = pieces.findLastIndex((piece) => piece.marked);
    const joined = (part) => part.map((piece) => piece.words).join("");
    const quote = make("blockquote");
    quote.append(shortened(joined(pieces.slice(0, first)), "start"));
    let mark = null; // pieces that follow one another are marked as one
    for (const piece of pieces.slice(first, last + 1)) {
      if (piece.marked && mark) mark.append(piece.words);
      else if (piece.marked) quote.append((mark = make("mark", piece.words)));
      else if (piece.words) {
        quote.append(piece.words);
        mark = null;
      }
    }
    quote.append(shortened(joined(pieces.slice(last + 1)), "end"));
    return quote;
  };

  const entry = (id) => {
    const item = make("li", "", { "data-row": id });
    const row = byId(id);
    const said = row?.dataset.said || id;
    const head = make("p", "", { class: "said" });
    const sign = row?.querySelector(".sign");
    if (sign) head.append(make("span", sign.textContent, { class: "sign", title: row.title }), " ");
    head.append(said);
    item.append(head);
    const paragraphs = [...new Set(marksOf(id).map((mark) => mark.closest("p")))];
    for (const paragraph of paragraphs.slice(0, PLACES)) item.append(quoted(paragraph, id));
    const rest = paragraphs.length - PLACES;
    if (rest > 0) {
      const places = rest === 1 ? "paragraph" : "paragraphs";
      item.append(make("p", `and in ${rest} more ${places}, all marked in the text`, { class: "note" }));
    }
    const links = make("p", "", { class: "go" });
    for (const [where, words] of [["text", "In the text"], ["table", "In the table"]]) {
      const label = `${words}: ${said}`;
      links.append(make("button", words, { type: "button", "data-go": where, "aria-label": label }));
    }
    item.append(links);
    return item;
  };

  const reach = (node, block = "center") => {
    if (!node) return;
    if (!node.matches("a, button, [tabindex]")) node.tabIndex = -1;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block });
  };

  const go = (where, ids) => {
    if (where === "text" && ids.length) return reach(ids.flatMap(marksOf)[0]);
    if (where === "table") {
      const row = byId(ids[0]);
      if (row?.hidden) clear(row.closest("section"));
      return reach(row);
    }
    const target = byId(where);
    return reach(target?.querySelector("h2") ?? target, "start");
  };

  const light = (ids) => {
    for (const node of all(".lit")) {
      node.classList.remove("lit");
      node.removeAttribute("aria-current");
    }
    for (const id of ids) {
      for (const node of [...marksOf(id), ...rowsOf(id)]) {
        node.classList.add("lit");
        node.setAttribute("aria-current", "true");
      }
      for (const node of all(`svg [data-rows~="${CSS.escape(id)}"]`)) node.classList.add("lit");
    }
  };

  const open = (ids) => {
    const known = ids.filter((id) => marksOf(id).length || byId(id));
    light(known);
    list.replaceChildren(...known.map(entry));
    panel.hidden = !known.length;
    document.documentElement.classList.toggle("reading", known.length > 0);
    byId("h-evidence").textContent = known.length === 1 ? "Evidence" : `Evidence: ${known.length} rows`;
  };

  const close = () => {
    write({ rows: "", at: "" });
    open([]);
    (opener?.isConnected ? opener : byId("h-summary")).focus({ preventScroll: true });
  };

  // Tables -------------------------------------------------------------------------------------

  const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const headings = (section) => all("thead th", section).map((th) => th.dataset.name);
  const controls = (section) => all(".tools [data-key]", section);
  const keyOf = (section, control) => `${section.id}.${control.dataset.key}`;

  // What a cell says, without the sign of review that may stand before it.
  const cellOf = (row, column) => {
    const last = row.cells[column].lastChild;
    return last?.nodeType === Node.TEXT_NODE ? last.data : "";
  };

  const arrange = (section) => {
    const chosen = Object.fromEntries(controls(section).map((c) => [c.dataset.key, c.value.trim()]));
    const rows = section.rows;
    let shown = 0;
    for (const row of rows) {
      const picked = controls(section).every((control) => {
        const value = control.value.trim();
        if (!value || control.dataset.key === "sort") return true;
        if (control.dataset.key === "review") return row.dataset.state === value;
        if (control.dataset.key === "find") {
          return row.textContent.toLowerCase().includes(value.toLowerCase());
        }
        return cellOf(row, Number(control.dataset.column)) === value;
      });
      row.hidden = !picked;
      shown += picked;
    }
    const down = chosen.sort.startsWith("-");
    const column = headings(section).indexOf(down ? chosen.sort.slice(1) : chosen.sort);
    const sorted = [...rows];
    if (column >= 0) {
      const empty = (row) => (cellOf(row, column) ? 0 : 1); // what says nothing stands last
      sorted.sort((a, b) => empty(a) - empty(b)
        || (down ? -1 : 1) * order.compare(cellOf(a, column), cellOf(b, column)));
    }
    section.querySelector("tbody").append(...sorted);
    all("thead th", section).forEach((th, place) => {
      if (place === column) th.setAttribute("aria-sort", down ? "descending" : "ascending");
      else th.removeAttribute("aria-sort");
    });
    const picked = shown < rows.length;
    section.querySelector(".shown").textContent = picked ? `${shown} of ${rows.length} rows shown` : "";
    section.querySelector("[data-clear]").hidden = !picked && !chosen.sort;
  };

  const changed = (section) => {
    write(Object.fromEntries(controls(section).map((c) => [keyOf(section, c), c.value.trim()])));
    arrange(section);
  };

  const clear = (section) => {
    for (const control of controls(section)) control.value = "";
    changed(section);
  };

  const prepare = (section) => {
    section.rows = all("tbody tr", section);
    section.querySelector(".tools").hidden = false;
    for (const th of all("thead th", section)) {
      th.dataset.name = th.textContent;
      if (th.textContent === "Words") continue;
      th.replaceChildren(make("button", th.textContent, { type: "button", "data-by": th.textContent }));
    }
    for (const control of controls(section)) {
      control.addEventListener(control.matches("input") ? "input" : "change", () => changed(section));
    }
  };

  const sortBy = (section, name) => {
    const control = section.querySelector('[data-key="sort"]');
    control.value = control.value === name ? `-${name}` : control.value === `-${name}` ? "" : name;
    changed(section);
  };

  // The whole page from its address --------------------------------------------------------------

  const look = byId("look");
  const dress = (name) => {
    look.value = name;
    if (look.value) document.documentElement.dataset.look = look.value;
    else delete document.documentElement.dataset.look;
  };

  const show = () => {
    const state = read();
    dress(state.get("look") ?? "");
    for (const section of tables) {
      for (const control of controls(section)) {
        control.value = state.get(keyOf(section, control)) ?? "";
        if (control.selectedIndex === -1) control.value = "";
      }
      arrange(section);
    }
    const ids = idsOf(state.get("rows"));
    open(ids);
    if (state.get("at")) go(state.get("at"), ids);
  };

  document.addEventListener("click", (event) => {
    const target = event.target.closest("a, button");
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target.dataset.rows) {
      event.preventDefault();
      const ids = idsOf(target.dataset.rows);
      const inTable = target.closest("td.words");
      if (!panel.contains(target)) opener = target;
      write({ rows: ids.join(" "), at: inTable ? "text" : "" });
      open(ids);
      if (inTable) go("text", ids);
      else byId("h-evidence").focus({ preventScroll: true });
    } else if (target.dataset.go) {
      const id = target.closest("li").dataset.row;
      write({ at: target.dataset.go });
      go(target.dataset.go, [id]);
    } else if (target.dataset.by) sortBy(target.closest("section"), target.dataset.by);
    else if ("clear" in target.dataset) clear(target.closest("section"));
    else if ("close" in target.dataset) close();
    else if (target.getAttribute("href")?.startsWith("#")) {
      event.preventDefault();
      const name = target.getAttribute("href").slice(1);
      write({ at: name });
      go(name, []);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
  });
  look.addEventListener("change", () => {
    write({ look: look.value });
    dress(look.value);
  });
  addEventListener("popstate", show);

  look.closest("p").hidden = false;
  tables.forEach(prepare);
  show();
})();
