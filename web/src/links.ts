// The page of links: a key to copy each of them. Without this script the
// fields can be selected and copied by hand.
import { copy, inlined } from "./lib/dom";

const copied = inlined<Record<string, string>>("words")?.["links.copied"] ?? "";

for (const key of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
  const source = document.getElementById(key.dataset.copy ?? "") as HTMLInputElement | HTMLTextAreaElement | null;
  if (!source) continue;
  const name = key.textContent;
  key.hidden = false;
  key.addEventListener("click", async () => {
    source.select();
    if (!(await copy(source.value, () => source.select()))) return;
    key.textContent = copied;
    setTimeout(() => (key.textContent = name), 2000);
  });
}
