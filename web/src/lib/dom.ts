// What the server put into the page beside its markup.

/** inlined reads a <script type="application/json" id=…>; undefined when the
 * page has none. */
export function inlined<T>(id: string): T | undefined {
  const text = document.getElementById(id)?.textContent?.trim();
  return text ? (JSON.parse(text) as T) : undefined;
}

/** roomID is the room of this page's address, /r/<room>/…. */
export function roomID(): string {
  return location.pathname.split("/")[2] ?? "";
}
