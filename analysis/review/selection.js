// The text of a source, in which a reviewer selects words; offsets are code points, as in Python.
//
// The text is put in by textContent and cut into spans at the marks, so that nothing in it is ever
// read as markup. It can be focused and has a caret, so that words are selected with the keyboard
// (Shift and the arrows) as well as with the mouse; what would change it is refused.

const CHOSEN = "ceasefire-chosen";
const CHANGES = ["beforeinput", "paste", "cut", "drop", "dragstart"];

// Strings of JavaScript are counted in UTF-16 units: a character beyond U+FFFF is two of them.
const points = (text, units) => Array.from(text.slice(0, units)).length;

function unitsOf(text, wanted) {
  let units = 0;
  let at = 0;
  const places = new Map();
  const sorted = [...new Set(wanted)].sort((a, b) => a - b);
  for (const place of sorted) {
    while (at < place && units < text.length) {
      units += text.codePointAt(units) > 0xffff ? 2 : 1;
      at += 1;
    }
    places.set(place, units);
  }
  return places;
}

// How far into the text a place of the selection is; one outside it counts as its begin or end.
function unitsBefore(body, node, offset) {
  const whole = document.createRange();
  whole.selectNodeContents(body);
  const side = whole.comparePoint(node, offset);
  if (side !== 0) return side < 0 ? 0 : body.textContent.length;
  whole.setEnd(node, offset);
  return whole.toString().length;
}

function rangeOf(body, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  let at = 0;
  let begun = false;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const after = at + node.length;
    if (!begun && start < after) {
      range.setStart(node, start - at);
      begun = true;
    }
    if (begun && end <= after) {
      range.setEnd(node, end - at);
      return range;
    }
    at = after;
  }
  return null;
}

function draw(body, model) {
  const text = model.get("text");
  const row = model.get("row");
  const coded = model.get("coded");
  const units = unitsOf(text, [...row, ...coded.flat()]);
  const spans = coded.map(([start, end]) => [units.get(start), units.get(end)]);
  const [first, last] = row.length === 2 ? row.map((place) => units.get(place)) : [-1, -1];
  const cuts = [0, text.length, ...spans.flat(), ...(first >= 0 ? [first, last] : [])];
  const places = [...new Set(cuts)].sort((a, b) => a - b);
  body.replaceChildren();
  for (let i = 0; i + 1 < places.length; i += 1) {
    const [start, end] = [places[i], places[i + 1]];
    const within = ([from, to]) => from <= start && end <= to;
    const own = first >= 0 && within([first, last]);
    const piece = document.createElement(own ? "mark" : "span");
    if (!own && spans.some(within)) piece.className = "coded";
    piece.textContent = text.slice(start, end);
    body.append(piece);
  }
}

// Only the text's own box scrolls: the notebook stays where it is.
function showRow(body) {
  const mark = body.querySelector("mark");
  if (!mark) return;
  const wanted = mark.getBoundingClientRect().top - body.getBoundingClientRect().top;
  body.scrollTop += wanted - body.clientHeight / 3;
}

function render({ model, el }) {
  const body = document.createElement("div");
  body.className = "ceasefire-text";
  body.tabIndex = 0;
  body.contentEditable = "true";
  body.spellcheck = false;
  body.setAttribute("role", "textbox");
  body.setAttribute("aria-multiline", "true");
  body.setAttribute("aria-readonly", "true");
  body.setAttribute("aria-label", "Text of the source");
  body.setAttribute("data-lm-suppress-shortcuts", "true"); // letters are no commands of JupyterLab
  el.append(body);

  let range = null;
  const lights = window.CSS && CSS.highlights && window.Highlight ? CSS.highlights : null;
  if (lights && !lights.has(CHOSEN)) lights.set(CHOSEN, new Highlight());
  const light = () => {
    if (!lights) return; // the panel shows the chosen words besides
    if (range) lights.get(CHOSEN).delete(range);
    const chosen = model.get("chosen");
    const units = unitsOf(model.get("text"), chosen);
    range = chosen.length === 2 ? rangeOf(body, ...chosen.map((place) => units.get(place))) : null;
    if (range) lights.get(CHOSEN).add(range);
  };
  const redraw = () => {
    draw(body, model);
    light();
  };
  const follow = () => {
    redraw();
    requestAnimationFrame(() => showRow(body));
  };

  let waiting = 0;
  const take = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const marked = selection.getRangeAt(0);
    if (!marked.intersectsNode(body)) return;
    const text = model.get("text");
    const start = points(text, unitsBefore(body, marked.startContainer, marked.startOffset));
    const end = points(text, unitsBefore(body, marked.endContainer, marked.endOffset));
    if (start === end) return;
    model.set("chosen", [start, end]);
    model.save_changes();
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(take, 120);
  };

  for (const change of CHANGES) body.addEventListener(change, (event) => event.preventDefault());
  document.addEventListener("selectionchange", soon);
  model.on("change:text", follow);
  model.on("change:row", follow);
  model.on("change:coded", redraw);
  model.on("change:chosen", light);
  redraw();
  // The box has a height only once it is on the page.
  const laid = new ResizeObserver(() => {
    if (!body.clientHeight) return;
    showRow(body);
    laid.disconnect();
  });
  laid.observe(body);

  return () => {
    clearTimeout(waiting);
    laid.disconnect();
    document.removeEventListener("selectionchange", soon);
    if (lights && range) lights.get(CHOSEN).delete(range);
  };
}

export default { render };
