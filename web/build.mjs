// Builds the pages: every file at the top of src/ is a page's script, every
// file of css/ that is not a layer (_name.css) a page's style. Names in dist/
// are stable; the server puts a hash of the whole tree into their addresses.
// Each file is stored beside its brotli form, made once here.
import { build } from "esbuild";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

// They are made in a directory of their own and moved when all are there: a
// build that fails, or a server built meanwhile, finds the pages as they were.
const pages = "dist";
const dist = mkdtempSync(".dist-");
process.on("exit", () => rmSync(dist, { recursive: true, force: true }));

const scripts = readdirSync("src").filter((f) => /\.tsx?$/.test(f)).map((f) => `src/${f}`);
const styles = readdirSync("css").filter((f) => /^[^_].*\.css$/.test(f)).map((f) => `css/${f}`);

// Each page is built by itself: what it loads later is a file of its own, and
// no page waits for a file that it shares with another.
for (const entry of [...scripts, ...styles]) {
  await build({
    entryPoints: [entry],
    outdir: dist,
    entryNames: "[name]",
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: entry.startsWith("src/"),
    format: "esm",
    target: "es2022",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
}

for (const f of readdirSync(dist).sort()) {
  const body = readFileSync(`${dist}/${f}`);
  const small = brotliCompressSync(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });
  writeFileSync(`${dist}/${f}.br`, small);
  console.log(`${f.padEnd(16)} ${String(body.length).padStart(7)} B  ${String(small.length).padStart(6)} B br`);
}

const made = readdirSync(dist);
for (const f of made) renameSync(`${dist}/${f}`, `${pages}/${f}`);
for (const f of readdirSync(pages)) if (f !== ".keep" && !made.includes(f)) rmSync(`${pages}/${f}`, { recursive: true, force: true });
