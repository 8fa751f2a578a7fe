// How the browser test finds things on a page: by what a person sees or hears.
const squeeze = (s) => s.replace(/[\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();
const shown = (el) => el.getClientRects().length > 0 && el.checkVisibility({ visibilityProperty: true });

/** words are the texts of an element that a screen reader reads. */
function words(el) {
  let out = "";
  for (const n of el.childNodes) {
    if (n.nodeType === Node.TEXT_NODE) out += n.data;
    else if (n.nodeType === Node.ELEMENT_NODE && n.getAttribute("aria-hidden") !== "true" && !n.matches("input, select, textarea")) out += words(n);
  }
  return out;
}

/** nameOf is an element's accessible name, as far as these pages need it. */
function nameOf(el) {
  const by = el.getAttribute("aria-labelledby");
  if (by) return squeeze(by.split(" ").map((id) => words(document.getElementById(id) ?? el)).join(" "));
  return squeeze(el.getAttribute("aria-label") ?? (el.labels?.length ? [...el.labels].map(words).join(" ") : words(el)));
}

/** part is where to look: the innermost element that a selector finds and that
 * has the words in it. */
function part(css, words) {
  const all = [...document.querySelectorAll(css || "body")].filter((el) => shown(el) && words.test(squeeze(el.innerText)));
  return all.find((el) => !all.some((x) => x !== el && el.contains(x)));
}

const controls = "a[href], button, summary, input, select, textarea";

/** find is the visible control of a name: of the whole page, or of the open
 * dialog, where neither a selector nor words say where to look. */
function find(name, css, words) {
  const root = css || words.source !== "(?:)" ? part(css, words) : document.querySelector("dialog[open]") ?? document;
  return root && [...root.querySelectorAll(controls)].find((el) => shown(el) && name.test(nameOf(el)));
}

const face = (el) => (el.matches("input[type=checkbox], input[type=radio]") && el.labels?.[0]) || el;

/** point is where to press a control, "" when nothing hinders it. */
function point(el) {
  if (!el) return { why: "is not there" };
  if (el.disabled || el.getAttribute("aria-disabled") === "true") return { why: "cannot be used" };
  const on = face(el);
  on.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
  const r = on.getClientRects()[0];
  const x = r.left + r.width / 2, y = r.top + r.height / 2;
  const hit = document.elementFromPoint(x, y);
  if (!hit || !(on === hit || on.contains(hit) || hit.contains(el) && hit.matches("label"))) return { why: `is covered by ${hit?.outerHTML.slice(0, 90)}` };
  return { why: "", x, y };
}

/** aimed is point, and lets the next click reach nothing but that control: the
 * page's aim is armed until then, and says where the click went. */
function aimed(el) {
  const p = point(el);
  if (!p.why) arm(el);
  return p;
}

function arm(el) {
  globalThis.unaim?.();
  globalThis.aim = "armed";
  const on = face(el);
  const take = (e) => {
    globalThis.unaim();
    globalThis.aim = on.contains(e.target) || e.target.contains(on) && e.target.matches("label") ? "hit" : `${e.target.outerHTML.slice(0, 90)}`;
    if (globalThis.aim === "hit") return;
    e.preventDefault();
    e.stopImmediatePropagation();
  };
  globalThis.unaim = () => removeEventListener("click", take, true);
  addEventListener("click", take, true);
}

/** focused puts the cursor into a field with all of its text selected. */
function focused(el) {
  const p = point(el);
  if (p.why) return p;
  if (el.readOnly) return { why: "cannot be written in" };
  el.focus();
  el.select?.();
  return p;
}

/** choose picks an option by a pattern of its words. */
function choose(el, option) {
  const p = point(el);
  if (p.why) return p;
  const o = [...el.options].find((x) => option.test(squeeze(x.text)));
  if (!o) return { why: `has no option ${option.source}: ${[...el.options].map((x) => squeeze(x.text)).join(" | ")}` };
  el.value = o.value;
  el.dispatchEvent(new Event("input", { bubbles: true }));
  el.dispatchEvent(new Event("change", { bubbles: true }));
  return p;
}

/** group is a control with those that Tab takes as one: radio buttons of a name. */
const group = (el) => (el.type === "radio" ? [...el.form.elements[el.name]] : [el]);

/** stops are the controls that Tab goes through, in their order. */
const stops = () => [...(document.querySelector("dialog[open]") ?? document).querySelectorAll(controls)].filter((el) =>
  shown(el) && !el.disabled && el.tabIndex >= 0 && !el.closest("[inert]") && el === (group(el).find((x) => x.checked) ?? group(el)[0] ?? el));

/** way is how many presses of Tab lead to a control, or one of its group, from what has
 * the focus; less than none are presses of Shift and Tab. From what Tab does not stop
 * at it is one step that way. */
function way(el) {
  if (!el) return { why: "is not there" };
  if (el.disabled || el.readOnly || el.getAttribute("aria-disabled") === "true") return { why: "cannot be used" };
  const at = document.activeElement, all = stops(), goal = all.findIndex((x) => group(el).includes(x)), from = all.indexOf(at);
  if (group(el).includes(at)) return { why: "", n: 0 };
  if (goal < 0) return { why: "is nowhere that Tab stops" };
  if (from >= 0) return { why: "", n: goal - from };
  return { why: "", n: at?.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1 };
}

/** held arms a control that has the focus for the click of the key that presses it,
 * which it gives; "" the focus is elsewhere. */
function held(el) {
  if (el !== document.activeElement || way(el).why) return "";
  arm(el);
  return el.matches("input") ? " " : "\r";
}

/** arrows is how many presses of the arrow down lead to what is sought, from one of all
 * of them; less than none are of the arrow up. What they belong to has the focus. */
function arrows(el, all, from, sought) {
  const w = way(el);
  if (w.why || w.n) return { why: w.why || "has lost the focus" };
  const goal = all.findIndex(sought);
  return goal < 0 ? { why: "has no such choice" } : { why: "", n: goal - all.indexOf(from) };
}
const toOption = (el, option) => arrows(el, [...(el?.options ?? [])].filter((o) => !o.disabled), el?.selectedOptions?.[0], (o) => option.test(squeeze(o.text)));
const toRadio = (el) => arrows(el, el ? group(el) : [], document.activeElement, (x) => x === el);

/** small lists the targets that a thumb would miss. Links inside a sentence are
 * as high as their line. */
function small(least) {
  const out = [];
  for (const el of document.querySelectorAll(controls)) {
    const on = face(el);
    if (!shown(on) || on.closest(".vh, .skip") || el.type === "hidden") continue;
    const style = getComputedStyle(on);
    const sentence = on.closest("p, li, td, th, dd");
    if (style.display.startsWith("inline") && el.matches("a") && sentence && squeeze(sentence.innerText) !== squeeze(on.innerText)) continue;
    const r = on.getBoundingClientRect();
    const vote = on.matches(".answer, .hand .big");
    const [w, h] = vote ? [56, 48] : [least, least];
    if (r.width < w - 0.5 || r.height < h - 0.5) out.push(`${on.tagName.toLowerCase()} "${nameOf(el)}" ${Math.round(r.width)}×${Math.round(r.height)}`);
  }
  return out;
}

/** raw lists what looks like a key of the catalogue instead of its words. */
const raw = () => squeeze(document.body.innerText).match(/\b(desk|phone|more|screen|state|report|read|links|start|join|hub|error|stand|part|kind|role|reason)\.[a-z_]+(\.[a-z_-]+)*\b|\bundefined\b|\bNaN\b|\[object|\{[a-z_]+\}/g) ?? [];

/** among lists the texts of the page that are one of the sentences. */
function among(sentences) {
  const known = new Set(sentences), out = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = squeeze(walk.currentNode.data);
    if (known.has(text) && !walk.currentNode.parentElement.closest("script, [lang=en]")) out.add(text);
  }
  for (const el of document.querySelectorAll("[aria-label]")) if (known.has(squeeze(el.ariaLabel))) out.add(el.ariaLabel);
  return [...out];
}

/** moving lists what is animated although nothing should be. */
function moving() {
  const out = document.getAnimations().map((a) => `${a.effect?.target?.outerHTML.slice(0, 90)} is animated`);
  for (const el of document.querySelectorAll("*")) {
    const style = getComputedStyle(el);
    if (style.transitionDuration.split(", ").some((s) => parseFloat(s) > 0.01)) out.push(`${el.outerHTML.slice(0, 90)} takes ${style.transitionDuration}`);
  }
  return out;
}

/** edged says whether a border is seen all around. */
const edged = (style) => ["BlockStart", "BlockEnd", "InlineStart", "InlineEnd"].every((side) =>
  style[`border${side}Style`] !== "none" && parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Color`] !== style.backgroundColor);

/** bare lists the buttons and fields without a border, and the pressed buttons
 * that look like those that are not. */
function bare() {
  const out = [];
  for (const el of document.querySelectorAll("button:not(.plain), .key, input:not([type=checkbox], [type=radio]), select, textarea")) {
    if (shown(el) && !edged(getComputedStyle(el))) out.push(`${el.tagName.toLowerCase()} "${nameOf(el)}" has no border`);
  }
  for (const el of document.querySelectorAll("[aria-pressed=true]")) {
    const other = [...el.parentElement.querySelectorAll(":scope > [aria-pressed=false]")].find(shown);
    if (!shown(el) || !other) continue;
    const look = (x) => ["backgroundColor", "borderBlockStartColor", "borderBlockStartWidth"].map((k) => getComputedStyle(x)[k]).join();
    if (look(el) === look(other)) out.push(`"${nameOf(el)}" is pressed`);
  }
  return out;
}

/** fixed is how high the bars together are that stay where they are. */
const fixed = () => [...document.querySelectorAll("body *")].filter((el) => shown(el) && getComputedStyle(el).position === "fixed" && getComputedStyle(el).opacity !== "0" && !el.matches("dialog, .blank"))
  .reduce((sum, el) => sum + el.getBoundingClientRect().height, 0);

/** cut lists what hides a part of its own text; what is shortened to a few
 * lines is meant to. */
function cut() {
  const out = [];
  for (const el of document.querySelectorAll("main *, nav *, header *, dialog *")) {
    const style = getComputedStyle(el);
    if (!shown(el) || el.closest(".vh, .skip, svg") || !/hidden|clip/.test(style.overflowX + style.overflowY) || style.webkitLineClamp !== "none" || style.textOverflow === "ellipsis") continue;
    if (squeeze(el.innerText) && (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1)) out.push(el.outerHTML.slice(0, 120));
  }
  return out;
}

/** sentences are those of a report, founding the records of its list: type and
 * id of each. */
const sentences = () => [...document.querySelectorAll(".sentences > li, .said, blockquote > p, .statements .text, .statements .hidden, .facts dd, #overrides li, [id^=seat-] > th, #turns tbody tr, .question > .meta")];
const founding = () => [...document.querySelectorAll("#records tbody tr")].map((tr) => [...tr.querySelectorAll("code")].map((c) => c.innerText).join(" "));

/** unfounded lists the sentences that lead to no record, by themselves or by
 * what they lead to, and the links that lead nowhere. */
function unfounded() {
  const at = (a) => document.getElementById(decodeURIComponent(a.hash.slice(1)));
  const listed = (el) => [...el.querySelectorAll("a.record")].some((a) => at(a)?.matches("#records tbody tr"));
  const leads = (a) => at(a) && listed(at(a));
  const bare = sentences().filter((el) => !listed(el) && ![...el.querySelectorAll(".refs a")].some(leads));
  const dead = [...document.querySelectorAll('a[href^="#"]')].filter((a) => !at(a));
  return [...bare, ...dead].map((el) => el.outerHTML.slice(0, 200));
}

/** controlsNow are the controls that the Tab key must reach. */
const controlsNow = () => [...(document.querySelector("dialog[open]") ?? document).querySelectorAll(controls)].filter((el) => shown(el) && !el.disabled && el.type !== "hidden");

/** rgb is a colour as red, green, blue and how opaque it is. */
const rgb = (colour) => [...colour.matchAll(/[\d.]+/g)].map(Number).concat(1).slice(0, 4);
const bright = ([r, g, b]) => [r, g, b].map((c) => ((c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);

/** around is the colour that stands around an element. */
function around(el) {
  for (let at = el.parentElement; at; at = at.parentElement) {
    const colour = rgb(getComputedStyle(at).backgroundColor);
    if (colour[3] > 0.99) return colour;
  }
  return [255, 255, 255, 1];
}

/** unmarked is why the focus on an element is not seen; "" it is. */
function unmarked(el) {
  const style = getComputedStyle(el);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) return `outline ${style.outlineStyle} ${style.outlineWidth}`;
  const [x, y] = [bright(rgb(style.outlineColor)), bright(around(el))];
  const contrast = (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  if (contrast < 3) return `its mark has a contrast of ${contrast.toFixed(1)}`;
  const r = el.getBoundingClientRect();
  return r.bottom <= 0 || r.top >= innerHeight || r.right <= 0 || r.left >= innerWidth ? "lies outside of the window" : "";
}

/** walk notes from now on what takes the focus, from the beginning of the page
 * or of the open dialog, and gives how many controls there are. */
function walk() {
  const from = document.querySelector("dialog[open]") ?? document.body;
  from.tabIndex = -1;
  from.focus();
  from.removeAttribute("tabindex");
  globalThis.stops = [];
  globalThis.unwalk?.();
  const note = (e) => globalThis.stops.push([e.target, unmarked(e.target)]);
  globalThis.unwalk = () => removeEventListener("focusin", note, true);
  addEventListener("focusin", note, true);
  return controlsNow().length;
}

/** walked lists what was wrong with the walk: stops without a mark, stops out of
 * the order in which the page is read, controls that it did not reach. */
function walked() {
  globalThis.unwalk();
  const out = [], seen = globalThis.stops.map(([el]) => el), first = controlsNow()[0];
  const what = (el) => `${el.tagName.toLowerCase()} "${nameOf(el)}"`;
  for (const [el, why] of globalThis.stops) if (why) out.push(`${what(el)}: ${why}`);
  for (let i = 1; i < seen.length; i++) {
    if (seen[i - 1] !== seen[i] && !(seen[i - 1].compareDocumentPosition(seen[i]) & Node.DOCUMENT_POSITION_FOLLOWING) && seen[i] !== first) out.push(`${what(seen[i])} after ${what(seen[i - 1])}`);
  }
  for (const el of controlsNow()) if (!seen.includes(el)) out.push(`${what(el)} is not reached`);
  return [...new Set(out)];
}
