// What a phone that nobody looks at lists first, step by step, as JSON.
import { build } from "esbuild";
import { fileURLToPath } from "node:url";

// As much of a browser as the phone's script needs to be loaded.
Object.assign(globalThis, {
  addEventListener() {},
  location: new URL("http://localhost/r/ROOM#now"),
  document: { documentElement: { lang: "en" }, hidden: true, addEventListener() {}, getElementById: () => null },
});

const { outputFiles } = await build({
  stdin: {
    contents: 'export { followDrawn } from "./src/phone/next"; export { led } from "./src/phone/vote"; export { me, statements } from "./src/phone/room";',
    resolveDir: fileURLToPath(new URL("..", import.meta.url)),
  },
  bundle: true, write: false, format: "esm", target: "es2022", jsx: "automatic", jsxImportSource: "preact", logLevel: "warning",
});
const { followDrawn, led, me, statements } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);

const drawn = (next) => (me.value = { ...me.peek(), ballot: { votes: {}, next } });
const [open, hidden] = [{ status: "open" }, { status: "open", hidden: "spam" }];
followDrawn();
const steps = [];
for (const step of [
  () => drawn("a"), // before the statement is there
  () => (statements.value = { all: { a: open, b: open } }),
  () => drawn("b"), // one leads already
  () => drawn("a"),
  () => (statements.value = { all: { a: hidden, b: open } }),
  () => drawn("b"),
]) {
  step();
  steps.push(led.value.join(" "));
}
// The page has clocks, which would run on.
process.stdout.write(JSON.stringify(steps), () => process.exit());
