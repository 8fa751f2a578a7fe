// A refusal of the server, and the sentence for it. Every code of the API has
// a sentence "error.<code>" in the catalogue that says what happened and what
// to do next.
import { has, t, td } from "./words";

export interface Problem {
  code: string;
  status?: number;
  field?: string;
  when?: number; // room second, for too_early
}

/** sentence is what a person reads. */
export function sentence(p: Problem): string {
  if (p.field && has("error", `${p.code}.${p.field}`)) return td("error", `${p.code}.${p.field}`);
  return has("error", p.code) ? td("error", p.code) : t("error.internal");
}

/** problemOf reads a response that is no success. */
export async function problemOf(r: Response): Promise<Problem> {
  try {
    const p = (await r.json()) as Problem;
    if (typeof p.code === "string") return { ...p, status: r.status };
  } catch {
    // Not a problem document: a proxy's page, or nothing at all.
  }
  return { code: r.status >= 500 ? "internal" : "malformed", status: r.status };
}
