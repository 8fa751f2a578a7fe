// The page of links: a key to copy each of them. Without this script the
// fields can be selected and copied by hand.
import { inlined } from "./lib/dom";

const copied = inlined<Record<string, string>>("words")?.["links.copied"] ?? "";

for (const key of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
  const source = document.getElementById(key.dataset.copy ?? "") as HTMLInputElement | HTMLTextAreaElement | null;
  if (!source) continue;
  const name = key.textContent;
  key.hidden = false;
  key.addEventListener("click", async () => {
    source.select();
    try {
      await navigator.clipboard.writeText(source.value);
    } catch {
      // No clipboard without HTTPS; the old way needs only the selection.
      if (!document.execCommand("copy")) return;
    }
    key.textContent = copied;
    setTimeout(() => (key.textContent = name), 2000);
  });
}
