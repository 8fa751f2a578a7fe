// The languages that this page can be read in instead.
import { t } from "../lib/words";

/** Languages are links to this page in the others, which the server lists in
 * its head. Quiet ones show themselves to whoever points or tabs to them. */
export function Languages({ quiet = false }: { quiet?: boolean }) {
  const others = [...document.querySelectorAll<HTMLLinkElement>("link[hreflang]")];
  if (!others.length) return null;
  return (
    <nav class={quiet ? "languages quiet" : "languages"} aria-label={t("word.language")}>
      {others.map((l) => <a key={l.hreflang} class="plain" href={l.href + location.hash} hreflang={l.hreflang} lang={l.hreflang}>{l.title}</a>)}
    </nav>
  );
}
