// Votes in the chat: one answer a name, the last one counts, and the sum goes to
// the chat's line of the vote that is open.
import { computed, signal } from "@preact/signals-core";
import { counted, optionsOf, plain, type Counted, type Option } from "../lib/kinds";
import { inOrder } from "../lib/live";
import type { Choice } from "../lib/types";
import type { Message } from "./chat";
import { act, desk, may, outcomes, screen, statements, status } from "./model";
import { tidyName } from "./names";
import { keep, kept, type Answers } from "./store";
import { t } from "../lib/words";

/** Vote is something that the room votes on now. */
export interface Vote {
  id: string;
  of: "statement" | "outcome";
  text: string;
  lang?: string;
  options: readonly Option[];
  /** entered is what the chat's line says now. */
  entered?: Partial<Record<Choice, number>>;
}

/** open are the votes that are open, the newest first: outcomes that were put,
 * then statements. */
export const open = computed<Vote[]>(() => [
  ...inOrder(outcomes.value.all, outcomes.value.order).filter(([, o]) => o.status === "put" && !o.hidden_by)
    .map(([id, o]): Vote => ({ id, of: "outcome", text: o.text, options: plain, entered: o.lines?.chat })).reverse(),
  ...inOrder(statements.value.all, statements.value.order).filter(([, s]) => s.status === "open" && !s.hidden && s.text)
    .map(([id, s]): Vote => ({ id, of: "statement", text: s.text, lang: s.lang, options: optionsOf(s.kind), entered: desk.value.counted?.[id]?.chat })).reverse(),
]);

/** chosen is the vote that somebody chose here; "" the one on the screen, or the
 * newest. */
export const chosen = signal("");

export const vote = computed<Vote | undefined>(() =>
  open.value.find((v) => v.id === chosen.value) ?? open.value.find((v) => v.id === screen.value.item) ?? open.value[0]);

/** choiceOf is the option that an answer names: its letter, or its words. */
function choiceOf(v: Vote, answer: string): Choice | undefined {
  const byLetter = v.options[answer.length === 1 ? answer.charCodeAt(0) - 65 : -1];
  return (byLetter ?? v.options.find((o) => o.choice === answer))?.choice;
}

/** voter tells those who answer apart by all that the tool shows of their names:
 * people who merely look alike are not one. */
const voter = (name: string) => tidyName(name).normalize("NFKC").toLowerCase();

/** takeVotes counts answers for the vote that is open; left are those that fit
 * none, or that nobody wrote. */
export function takeVotes(answers: Message[]): { counted: number; left: Message[] } {
  const v = vote.peek();
  const left: Message[] = [];
  const of: Answers = { ...(v && kept.peek().votes[v.id]) };
  for (const m of answers) {
    const choice = v && choiceOf(v, m.answer ?? "");
    const who = voter(m.name ?? "");
    if (choice && who) of[who] = choice;
    else left.push(m);
  }
  if (v && left.length < answers.length) keep({ votes: { ...kept.peek().votes, [v.id]: of } });
  return { counted: answers.length - left.length, left };
}

/** tally is how the chat answered a vote. */
export function tally(v: Vote): Counted[] {
  const counts: Partial<Record<Choice, number>> = {};
  for (const choice of Object.values(kept.value.votes[v.id] ?? {})) counts[choice] = (counts[choice] ?? 0) + 1;
  return counted(v.options, counts);
}

/** isEntered says whether the chat's line is what was counted here. */
export function isEntered(v: Vote): boolean {
  return tally(v).every((o) => (v.entered?.[o.choice] ?? 0) === o.n);
}

/** enter writes the sum to the chat's line. */
export function enter(): void {
  const v = vote.peek();
  if (!v || !may(`${v.of}.count`) || isEntered(v) || tally(v).every((o) => o.n === 0)) return;
  const sum = Object.fromEntries(tally(v).map((o) => [o.choice, o.n]));
  const counts = v.options === plain ? sum : { choices: sum };
  act(`count:${v.id}`, `${v.of}.count`, { [v.of]: v.id, line: "chat", ...counts });
  status.value = t("console.votes.entering");
}

/** startAnew forgets how the chat answered a vote. */
export function startAnew(id: string): void {
  const { [id]: _, ...rest } = kept.peek().votes;
  keep({ votes: rest });
}

/** letterOf is what people type for an option. */
export function letterOf(i: number): string {
  return String.fromCharCode(65 + i);
}
