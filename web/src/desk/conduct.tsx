// What moderators do to people; appeals against what they did; and how often they
// did what, which everybody reads.
import { text } from "../lib/commands";
import { inOrder } from "../lib/live";
import { t, td, tn } from "../lib/words";
import { askAndSend } from "./ask";
import { desk, info, isClosed, moderation, run } from "./model";
import { Evidence, HiddenText, refuse } from "./moderation";
import { called } from "./names";
import { Key } from "./ui";

/** Sanctions are what may be done to a person, and how it is taken back. */
export function Sanctions({ id, name, stands, warned }: { id: string; name: string; stands: boolean; warned: boolean }) {
  const of = { person: id };
  return (
    <>
      <Key cmd="person.warn" act={() => refuse("person.warn", of, t("desk.warn.title", { name }), t("desk.warn.help"), t("desk.warn.key"))}>{t("desk.warn.key")}</Key>
      {warned && <Key cmd="person.unwarn" payload={of}>{t("desk.unwarn")}</Key>}
      {stands
        ? <Key cmd="person.restore" payload={of}>{t("desk.person.restore")}</Key>
        : <Key cmd="person.mute" act={() => refuse("person.mute", of, t("desk.mute", { name }), t("desk.mute.help"), t("desk.mute.key"))}>{t("desk.mute.key")}</Key>}
      {!stands && <Key cmd="person.ban" act={() => refuse("person.ban", of, t("desk.ban", { name }), t("desk.ban.help"), t("desk.ban.key"))}>{t("desk.ban.key")}</Key>}
    </>
  );
}

/** Appeals are people who ask the organizer to look again, unanswered first. */
export function Appeals() {
  const all = inOrder(desk.value.appeals, desk.value.appeal_order).sort(([, a], [, b]) => Number(!!a.answer) - Number(!!b.answer));
  if (all.length === 0) return null;
  return (
    <>
      <h3>{t("desk.appeals")}</h3>
      <ul class="rows">
        {all.map(([id, a]) => (
          <li key={id}>
            <p><span dir="auto">{a.text || t("desk.erased")}</span> <span class="aside"><bdi>{called(a.who)}</bdi></span></p>
            {a.answer && <p class="aside" dir="auto">{a.answer}</p>}
            <Key cmd="appeal.answer" act={() => answer(id)} lit={!a.answer}>{a.answer ? t("desk.appeal.again") : t("desk.appeal.answer")}</Key>
          </li>
        ))}
      </ul>
    </>
  );
}

async function answer(appeal: string): Promise<void> {
  await askAndSend(t("desk.appeal.answer"), [{ name: "text", label: t("desk.appeal.text"), kind: "area", required: true, max: 600 }], t("desk.appeal.answer"), t("desk.appeal.help"),
    (a) => run("appeal.answer", { appeal, text: text(a.text ?? "") }));
}

const acts = ["rejected", "hidden", "warned", "muted", "banned", "merged"] as const;

/** Moderated is what everybody reads of moderation. */
export function Moderated() {
  const counts = moderation.value.counts ?? {};
  return (
    <>
      <h3>{t("desk.moderated")}</h3>
      <p class="help">{info.value.hold ? t("desk.hold") : t("desk.publish.first")}</p>
      <ul>
        {acts.flatMap((act) => Object.entries(counts[act] ?? {}).map(([rule, n]) =>
          <li key={`${act} ${rule}`}>{tn(`report.conduct.${act}`, n, { rule: td("rule", rule) })}</li>))}
      </ul>
      {isClosed.value && <ul class="rows">{Object.entries(desk.value.hidden ?? {}).map(([id, h]) => <li key={id}><HiddenText id={id} rule={h.rule ?? ""} /><Evidence id={id} /></li>)}</ul>}
    </>
  );
}
