// What the moderators do about texts: hidden, shown again, refused and erased,
// each with its rule or its reason.
import { text } from "../lib/commands";
import { t, td } from "../lib/words";
import { ask } from "./ask";
import { desk, room, rules, run } from "./model";

/** HiddenText keeps its words closed: the desk may stand on the projector. */
export function HiddenText({ id, rule }: { id: string; rule: string }) {
  const words = desk.value.hidden?.[id];
  return (
    <details>
      <summary>{t("desk.hidden", { rule: td("rule", rule) })}</summary>
      <p dir="auto">{words?.text}</p>
      {words?.reason && <p class="aside" dir="auto">{words.reason}</p>}
    </details>
  );
}

/** refuse asks for the rule and the reason that hiding and rejecting need. */
export async function refuse(command: string, item: Record<string, string>, title: string): Promise<void> {
  const a = await ask(title, [
    { name: "rule", label: t("desk.rule"), kind: "select", options: rules.value.map((r) => ({ value: r, label: td("rule", r) })) },
    { name: "reason", label: t("desk.reason.words"), required: true, max: 280 },
  ], title, t("desk.told"));
  if (a) await run(command, { ...item, rule: a.rule, reason: text(a.reason ?? "") });
}

export async function showAgain(command: string, item: Record<string, string>): Promise<void> {
  const a = await ask(t("desk.restore"), [{ name: "reason", label: t("desk.reason.words"), required: true, max: 280 }], t("desk.restore"));
  if (a) await run(command, { ...item, reason: text(a.reason ?? "") });
}

/** exportsMade are the instants of exports that an erased text may still be in. */
async function exportsMade(): Promise<string[]> {
  try {
    const r = await fetch(`/api/rooms/${room}/exports`, { cache: "no-store" });
    if (r.ok) return ((await r.json()) as { made: { at: string }[] }).made.map((x) => new Date(x.at).toLocaleString());
  } catch {
    // Without a connection nothing can be erased either; the act itself says so.
  }
  return [];
}

/** erase destroys a statement's words for good. */
export async function erase(item: string): Promise<void> {
  const why = ["asked", ...rules.value].map((r) => ({ value: r, label: td("rule", r) }));
  const made = await exportsMade();
  const help = t("desk.erase.help") + (made.length ? ` ${t("desk.erase.exports", { list: made.join(", ") })}` : "");
  const a = await ask(t("desk.erase"), [{ name: "rule", label: t("desk.erase.why"), kind: "select", options: why }], t("desk.erase.go"), help);
  if (a) await run("text.erase", { item, rule: a.rule });
}
