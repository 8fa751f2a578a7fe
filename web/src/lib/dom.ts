// What the server put into the page beside its markup.

/** inlined reads a <script type="application/json" id=…>; undefined when the
 * page has none. */
export function inlined<T>(id: string): T | undefined {
  const text = document.getElementById(id)?.textContent?.trim();
  return text ? (JSON.parse(text) as T) : undefined;
}

/** copy copies words and says whether it did. Without HTTPS a browser has no
 * clipboard; the old way needs them selected on the page, which select does. */
export async function copy(words: string, select: () => void): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    select();
    return document.execCommand("copy");
  }
}

/** roomID is the room of this page's address, /r/<room>/…. */
export function roomID(): string {
  return location.pathname.split("/")[2] ?? "";
}

/** origin is the address by which people reach the server, as the server says:
 * on its own machine a browser knows it by a name of no use to others. */
export function origin(): string {
  return document.getElementById("app")?.dataset.origin || location.origin;
}

/** where is origin as people read it from a wall. */
export function where(): string {
  return origin().replace(/^https?:\/\//, "");
}
