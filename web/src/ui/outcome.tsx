// The five texts that an outcome may need beside its sentence: three when it
// needs investigation, two when it is an open point.
import { text, type Text } from "../lib/commands";
import type { Outcome } from "../lib/types";
import { t, td } from "../lib/words";

/** outcomeTexts are they, with their greatest length in characters. */
export const outcomeTexts = { blocks: 280, missing: 280, finder: 160, for: 280, against: 280 } as const;
export type OutcomeText = keyof typeof outcomeTexts;
export const outcomeTextNames = Object.keys(outcomeTexts) as OutcomeText[];

/** outcomeSays is what an outcome says, or why that is not to be read. */
export function outcomeSays(o: Outcome): string {
  return o.rests_on_hidden ? t("outcome.words.hidden") : o.text || t("outcome.words.gone");
}

/** OutcomeTexts shows those that were written. */
export function OutcomeTexts({ o }: { o: Outcome }) {
  const said = outcomeTextNames.filter((k) => o[k]);
  return said.length === 0 ? null : (
    <dl class="facts">{said.map((k) => [<dt key={k}>{td("desk.field", k)}</dt>, <dd key={`${k}-d`} dir="auto">{o[k]}</dd>])}</dl>
  );
}

/** OutcomeWords is what an outcome says and rests on. */
export interface OutcomeWords {
  text?: string;
  question?: number;
  statements: string[];
  turns: number[];
  texts: Partial<Record<OutcomeText, string>>;
}

/** outcomePayload is it as the commands take it; what is empty is left out. */
export function outcomePayload(o: OutcomeWords): Record<string, unknown> {
  const texts: Partial<Record<OutcomeText, Text>> = {};
  for (const k of outcomeTextNames) if (o.texts[k]) texts[k] = text(o.texts[k]);
  return {
    ...(o.text && { text: text(o.text) }), ...(o.question && { question: o.question }),
    ...(o.statements.length > 0 && { statements: o.statements }), ...(o.turns.length > 0 && { turns: o.turns }), ...texts,
  };
}
