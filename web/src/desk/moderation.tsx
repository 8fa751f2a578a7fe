// What the moderators do about texts: hidden, shown again, refused and erased,
// each with its rule or its reason.
import { text } from "../lib/commands";
import { dayAndTime, t, td } from "../lib/words";
import { askAndSend } from "./ask";
import { desk, isClosed, me, room, rules, run } from "./model";
import { Key } from "./ui";

type Of = Record<string, string | number | string[]>;

export function HiddenText({ id, rule }: { id: string; rule: string }) {
  const words = desk.value.hidden?.[id];
  return <HiddenWords rule={rule} text={words?.text} reason={words?.reason} />;
}

/** HiddenWords are closed: the desk may stand on the projector. */
function HiddenWords({ rule, text: words, reason }: { rule: string; text?: string; reason?: string }) {
  return (
    <details>
      <summary>{t("desk.hidden", { rule: td("rule", rule) })}</summary>
      <p class="read" dir="auto">{words}</p>
      {reason && <p class="aside" dir="auto">{reason}</p>}
    </details>
  );
}

/** Evidence is what the room did about a post, as a file, once the session is over. */
export function Evidence({ id }: { id: string }) {
  if (!isClosed.value || !mayExport()) return null;
  return <a class="plain" href={`/r/${room}/evidence/${id}`} download>{t("desk.evidence")}</a>;
}

function mayExport(): boolean {
  const roles = (me.value?.seat?.roles ?? "").split(" ");
  return roles.includes("organizer") || roles.includes("moderator");
}

/** Veil hides, or shows again, words beside statements: of an objection, a reply
 * (by its question), a turn, a person's name. */
export function Veil({ of }: { of: { item: string } | { turn: number } | { person: string } }) {
  const v = desk.value.veiled?.[String(Object.values(of)[0])];
  return v
    ? <><HiddenWords {...v} /><Key cmd="text.restore" act={() => showAgain("text.restore", of)}>{t("desk.restore")}</Key></>
    : <Key cmd="text.hide" act={() => refuse("text.hide", of, t("desk.veil"))}>{t("desk.veil")}</Key>;
}

/** refuse asks for the rule and the reason that every act of moderation needs. */
export async function refuse(command: string, of: Of, title: string, help = t("desk.told"), go = title): Promise<void> {
  await askAndSend(title, [
    { name: "rule", label: t("desk.rule"), kind: "select", options: rules.value.map((r) => ({ value: r, label: td("rule", r) })) },
    { name: "reason", label: t("desk.reason.words"), required: true, max: 280 },
  ], go, help, (a) => run(command, { ...of, rule: a.rule, reason: text(a.reason ?? "") }));
}

export async function showAgain(command: string, of: Of): Promise<void> {
  await askAndSend(t("desk.restore"), [{ name: "reason", label: t("desk.reason.words"), required: true, max: 280 }], t("desk.restore"), undefined,
    (a) => run(command, { ...of, reason: text(a.reason ?? "") }));
}

interface Copies {
  made: { at: string }[];
  backups: { until: string }[];
}

/** copies are the exports and backups that an erased text may still be in. */
async function copies(): Promise<Copies> {
  try {
    const r = await fetch(`/api/rooms/${room}/exports`, { cache: "no-store" });
    if (r.ok) return (await r.json()) as Copies;
  } catch {
    // Without a connection nothing can be erased either; the act itself says so.
  }
  return { made: [], backups: [] };
}

/** erase destroys words for good: those of a statement or an objection, or what
 * was replied to a question. */
export async function erase(of: { item: string } | { reply: string }, title = t("desk.erase")): Promise<void> {
  const why = ["asked", ...rules.value].map((r) => ({ value: r, label: td("rule", r) }));
  const { made, backups } = await copies();
  const list = (all: string[]) => all.map(dayAndTime).join(t("word.comma"));
  const help = [t("desk.erase.help")];
  if (made.length) help.push(t("desk.erase.exports", { list: list(made.map((x) => x.at)) }));
  if (backups.length) help.push(t("desk.erase.backups", { list: list(backups.map((x) => x.until)) }));
  await askAndSend(title, [{ name: "rule", label: t("desk.erase.why"), kind: "select", options: why }], t("desk.erase.go"), help.join(" "),
    (a) => run("text.erase", { ...of, rule: a.rule }));
}
