// Counting without phones: hands in the room, answers in the chat, hubs.
import { counted, optionsOf, plain, type Counts, type Option } from "../lib/kinds";
import type { Statement } from "../lib/types";
import { t, td } from "../lib/words";
import { ask, askAndSend, type Answers } from "./ask";
import { lineName } from "./figures";
import { desk, mayEnter, outcomes, run, statements } from "./model";
import { hubs, noHands, presentCounted, uncounted } from "./step";

/** mine are the lines that this seat counts: each is of a side. */
function mine(lines: string[]): string[] {
  return lines.filter((l) => mayEnter(l === "room" || l === "present-room" ? "onsite" : "online"));
}

function countFields(lines: string[], options: readonly Option[]) {
  return [
    { name: "line", label: t("desk.count.line"), kind: "select" as const, options: mine(lines).map((l) => ({ value: l, label: lineName(l) })) },
    ...options.map((o) => ({ name: o.choice, label: t(o.label), kind: "number" as const, max: 10000 })),
  ];
}

/** countStatement enters one line of hands; the last count of a line replaces
 * the one before. */
export async function countStatement(statement: string, s: Statement): Promise<void> {
  const options = optionsOf(s.kind);
  const entered = (a: Answers) => (options === plain ? numbers(a, plain) : { choices: numbers(a, options) });
  await askAndSend(t("desk.count"), countFields(["room", "chat", ...hubs()], options), t("desk.save"), s.text,
    (a) => run("statement.count", { statement, line: a.line, ...entered(a) }));
}

export async function countOutcome(outcome: string): Promise<void> {
  await askAndSend(t("desk.count"), countFields(["room", "chat", ...hubs()], plain), t("desk.save"), outcomes.value.all?.[outcome]?.text, async (a) => {
    const n = numbers(a, plain);
    if (!(await run("outcome.count", { outcome, line: a.line, ...n }))) return false;
    const line = `${outcome} ${a.line}`;
    const others = [...noHands.peek()].filter((x) => x !== line);
    noHands.value = new Set(Object.values(n).some((x) => x > 0) ? others : [...others, line]);
    return true;
  });
}

/** settle asks first, and names what nobody counted. */
export async function settle(outcome: string): Promise<void> {
  const go = t("desk.outcome.settle");
  const left = uncounted(outcome).map(lineName).join(" · ");
  const say = [
    !presentCounted() && t("desk.outcome.settle.present"),
    left && t("desk.outcome.settle.uncounted", { lines: left }),
    td("desk.final", "outcome.settle"),
  ];
  if (await ask(go, [], go, say.filter(Boolean).join(" "))) await run("outcome.settle", { outcome });
}

/** countSays is what a count says that is kept: of what, the line, the numbers. */
export function countSays(name: string, p: Record<string, unknown>): string {
  const line = lineName(String(p.line));
  if (name === "presence.count") return `${line}: ${p.count}`;
  const s = statements.value.all?.[String(p.statement)];
  const choices = (p.choices ?? p) as Counts;
  const all = counted(s ? optionsOf(s.kind) : plain, choices).map((c) => `${t(c.label)} ${c.n}`).join(" · ");
  return `${(s ?? outcomes.value.all?.[String(p.outcome)])?.text ?? ""} ${line}: ${all}`;
}

function numbers(a: Answers, options: readonly Option[]) {
  return Object.fromEntries(options.map((o) => [o.choice, Number(a[o.choice])]));
}

/** countPresent enters who is there, phones included, a number for each line;
 * only what changed is sent. A hub stands in the form with the size it gave. */
export async function countPresent(): Promise<void> {
  const before = desk.value.present ?? {};
  const lines = mine(["present-room", "present-online", ...hubs()]);
  await askAndSend(t("desk.present.count"), lines.map((l) => ({
    name: l, label: lineName(l), kind: "number" as const, max: 100000,
    value: String(before[l] ?? desk.value.people?.[l.slice("hub:".length)]?.count ?? ""),
  })), t("desk.save"), t("desk.present.help"), async (a) => {
    for (const line of lines) {
      const said = a[line];
      if (said && Number(said) !== before[line] && !(await run("presence.count", { line, count: Number(said) }))) return false;
    }
    return true;
  });
}
