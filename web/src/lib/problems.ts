// A refusal of the server, and the sentence for it. Every code of the API has
// a sentence "error.<code>" in the catalogue that says what happened and what
// to do next.
import { has, t, td } from "./words";

export interface Problem {
  code: string;
  status?: number;
  field?: string;
  when?: number; // room second, for too_early
  after?: number; // seconds to wait, for slow_down
}

/** sentence is what a person reads. */
export function sentence(p: Problem): string {
  if (p.field && has("error", `${p.code}.${p.field}`)) return td("error", `${p.code}.${p.field}`);
  if (p.code === "slow_down") return t("error.slow_down", { n: p.after ?? 2 });
  return has("error", p.code) ? td("error", p.code) : t("error.internal");
}
