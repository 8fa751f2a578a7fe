// What the Map tab says of each case of standings.json, in the language that is named:
// lines of text by case, as JSON.
import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const lang = process.argv[2];
const web = fileURLToPath(new URL("..", import.meta.url));
const read = (file) => JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));

// As much of a browser as the phone's script needs to be loaded.
const inlined = { words: readFileSync(new URL(`../i18n/${lang}.json`, import.meta.url), "utf8") };
Object.assign(globalThis, {
  addEventListener() {},
  location: new URL("http://localhost/r/ROOM#map"),
  document: { documentElement: { lang }, hidden: false, addEventListener() {}, getElementById: (id) => id in inlined ? { textContent: inlined[id] } : null },
});

const { outputFiles } = await build({
  stdin: {
    contents: 'export { Standing } from "./src/phone/standing"; export { info, me, session, standings, statements } from "./src/phone/room";',
    resolveDir: web,
  },
  bundle: true, write: false, format: "esm", target: "es2022", jsx: "automatic", jsxImportSource: "preact", logLevel: "warning",
});
const page = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);

const blocks = new Set(["dd", "details", "div", "dl", "dt", "h2", "h3", "li", "p", "section", "summary", "ul"]);

/** lines are the texts of the blocks that a component draws. */
function lines(of) {
  const all = [""];
  const walk = (v) => {
    if (v === null || v === undefined || typeof v === "boolean" || v.type === "svg") return;
    if (typeof v !== "object") return void (all[all.length - 1] += v);
    if (Array.isArray(v)) return v.forEach(walk);
    if (typeof v.type === "function") return walk(v.type(v.props));
    if (blocks.has(v.type)) all.push("");
    walk(v.props.children);
    if (blocks.has(v.type)) all.push("");
  };
  walk(of);
  return all.map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean);
}

const { views, cases } = read("standings.json");
const said = {};
for (const c of cases) {
  const { info = {}, session = {}, standings, statements = {} } = { ...views[c.view], ...c.but };
  Object.entries({ info, session, standings, statements, me: c.me }).forEach(([name, value]) => (page[name].value = value));
  said[c.name] = lines({ type: page.Standing, props: {} });
}
// The page has clocks, which would run on.
process.stdout.write(JSON.stringify(said), () => process.exit());
