// What a kind asks beside its sentence, as a list of facts.
import type { Asks } from "../lib/types";
import { t, td } from "../lib/words";

/** Told is what a statement, a card or a held text says beside its sentence. */
export function Told({ asks, lang, of, to }: { asks: Asks; lang?: string; of?: string; to?: string }) {
  const rows: [string, string, boolean][] = []; // label, words, whether people wrote them
  if (asks.falls) rows.push([t("asks.falls"), asks.falls.split(" ").map((x) => td("falls", x)).join(t("asks.and")), false]);
  if (asks.service) rows.push([t("asks.service"), asks.service, true]);
  if (asks.privacy) rows.push([t("asks.privacy"), td("privacy", asks.privacy), false]);
  for (const name of ["sees", "orders", "safeguard", "breaks", "acts"] as const) {
    if (asks[name]) rows.push([td("asks", name), asks[name], true]);
  }
  if (of) rows.push([t("asks.of"), of, true]);
  if (to) rows.push([t("asks.to"), to, true]);
  if (rows.length === 0) return null;
  return (
    <dl class="told">
      {rows.map(([label, words, own]) => (
        <div key={label}><dt>{label}</dt> <dd>{own ? <bdi lang={lang}>{words}</bdi> : words}</dd></div>
      ))}
    </dl>
  );
}
