// The sentences that stand for figures: by the published rule, on the scale of
// each kind.
import type { Kind, Shown } from "../lib/types";
import { td } from "../lib/words";

/** wordOf says how a statement was answered; "" while nothing may be said. */
export function wordOf(kind: Kind, shown: Shown): string {
  if (!shown.word) return "";
  switch (kind) {
    case "risk":
    case "opportunity": return td("report.seen", shown.word, { what: td("report.this", kind) });
    case "mechanism": return td("report.support", shown.word);
    case "case":
    case "placement": return td("report.lead", shown.word, { choice: td("answer", shown.lead ?? "") });
    default: return td("report.word", shown.word);
  }
}

/** weightOf says how heavy a risk or an opportunity is to those who call it
 * real. */
export function weightOf(weight: Shown): string {
  if (weight.state === "few") return td("report.weight", "few");
  return weight.word ? td("report.weight", weight.word, { weight: td("report.weigh", weight.lead ?? "") }) : "";
}
