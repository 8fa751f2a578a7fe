// The sentence for what is published of answers, in the words of the report.
import type { Kind, Shown } from "./types";
import { has, t, td, type Values } from "./words";

/** said is how a statement of the kind was answered; "" nothing is published. */
export function said(kind: Kind, shown: Shown): string {
  if (shown.state === "few") return t("report.votes.few");
  switch (kind) {
    case "risk":
    case "opportunity":
      return sentence("report.seen", shown.word, { what: t(`report.this.${kind}`) });
    case "mechanism":
      return sentence("report.support", shown.word);
    case "case":
    case "placement":
      return sentence("report.lead", shown.word, { choice: td("answer", shown.lead ?? "") });
    default:
      return sentence("report.word", shown.word);
  }
}

/** saidOfWeight is how heavy those found it who think it real. */
export function saidOfWeight(weight: Shown): string {
  if (weight.state === "few") return t("report.weight.few");
  return sentence("report.weight", weight.word, { weight: td("report.weigh", weight.lead ?? "") });
}

function sentence(prefix: string, word = "", values?: Values): string {
  return has(prefix, word) ? td(prefix, word, values) : "";
}
