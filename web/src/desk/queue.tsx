// The queue in the order in which the rule will call, and the moderator's own
// calls, which need a reason. A selection goes by id, so that it stays when
// rows move.
import { signal } from "@preact/signals";
import { mmss, now } from "../lib/clock";
import { text } from "../lib/commands";
import { inOrder } from "../lib/live";
import { t, td, tn } from "../lib/words";
import type { Hand, Side as SideWord } from "../lib/types";
import { askAndSend, type Field } from "./ask";
import { addHub, HubLink } from "./hubs";
import { floor, isClosed, isLive, may, mayEnter, mics, queue, run } from "./model";
import { called, questionName, questionOptions, sideName } from "./names";
import { callable } from "./offline";
import { Key, Panel, Side } from "./ui";

export const reasons = ["follow-up", "on-this-point", "must-leave", "access", "not-heard-yet", "technical", "other"] as const;

export const selected = signal("");

const hands = () => inOrder(queue.value.hands, queue.value.order);

/** select moves the selection and the focus by one row; false without rows. */
export function select(by: number): boolean {
  const ids = hands().map(([id]) => id);
  if (ids.length === 0) return false;
  const at = ids.indexOf(selected.value);
  selected.value = ids[Math.max(0, Math.min(ids.length - 1, at < 0 ? 0 : at + by))] ?? "";
  document.querySelector<HTMLElement>(`#hand-${selected.value} > .pick`)?.focus();
  return true;
}

export function QueuePanel() {
  if (isClosed.value) return null;
  const q = queue.value;
  const f = floor.value;
  const more = (q.total ?? 0) - callable(q.hands);
  return (
    <Panel id="queue" title={t("desk.queue")} count={q.total}>
      <p class="keys">
        {mayEnter("onsite") && <Key cmd="hand.add" act={() => addHand("onsite")} hot="KeyR">{t("desk.add.onsite")}</Key>}
        <Key cmd="hand.add" act={() => addHand("online")} hot="KeyL">{t("desk.add.online")}</Key>
        {f.queue_open
          ? <Key cmd="queue.close" hot="KeyO">{t("desk.queue.close")}</Key>
          : <Key cmd="queue.open" hot="KeyO" lit>{t("desk.queue.open")}</Key>}
      </p>
      <p class="facts-line">
        {(["online", "onsite"] as const).map((s) => (
          <span key={s}><Side side={s} word={sideName(s)} /> {t("desk.waiting", { n: f.waiting?.[s]?.all ?? 0, first: f.waiting?.[s]?.first ?? 0 })}</span>
        ))}
      </p>
      <ol class="queue">{hands().map(([id, h], i) => <HandRow key={id} id={id} h={h} place={i + 1} />)}</ol>
      {more > 0 && <p class="help">{tn("desk.queue.more", more)}</p>}
      <p class="keys">
        {isLive.value && <Key cmd="turn.enter" act={enterTurn}>{t("desk.enter")}</Key>}
        <Key cmd="hub.add" act={addHub}>{t("desk.hub")}</Key>
        {!isClosed.value && <Key cmd="mics.set" act={setMics}>{t("desk.mics")}</Key>}
      </p>
      <HubLink />
    </Panel>
  );
}

function HandRow({ id, h, place }: { id: string; h: Hand; place: number }) {
  const on = selected.value === id;
  return (
    <li id={`hand-${id}`} class={on ? "hand on" : "hand"}>
      <button type="button" class="pick" aria-pressed={on} onClick={() => (selected.value = on ? "" : id)}>
        <span class="n">{place}</span>
        <span class="who"><bdi>{called(h.who)}</bdi></span>
        <Side side={h.side} word={sideName(h.side, h.line)} />
        <span class="aside">
          {h.number ? <>{t("desk.hand.n", { n: h.number })} · </> : null}{h.first ? t("desk.first") : t("desk.later")} · {questionName(h.question)} · {mmss(Math.max(0, now.value - h.at))}
          {h.access && <> · {t("desk.access")}</>}{h.out && <> · {t("desk.out")}</>}{h.waits && <> · {td("desk.why", h.waits)}</>}
        </span>
      </button>
      {h.words && <p class="read" dir="auto">{t("desk.read.out")}: {h.words}</p>}
      {on && (
        <p class="keys">
          {isLive.value && <Key cmd="turn.override" act={() => override({ hand: id }, called(h.who))} hot="Enter">{t("desk.override")}</Key>}
          {mayEnter(h.side) && <Key cmd="hand.drop" act={() => drop(id, called(h.who))}>{t("desk.drop")}</Key>}
        </p>
      )}
    </li>
  );
}

/** override calls somebody out of the rule's order, for one of the seven
 * published reasons. */
export async function override(whom: { hand: string } | { person: string }, name: string): Promise<void> {
  if (!may("turn.override")) return;
  let after = floor.value.last ?? 0;
  await askAndSend(t("desk.override.title", { name }), [
    { name: "why", label: t("desk.reason"), kind: "select", required: true, options: reasons.map((r) => ({ value: r, label: td("reason", r) })), value: floor.value.unheard ? "not-heard-yet" : "follow-up" },
    { name: "reason", label: t("desk.reason.words"), max: 280 },
  ], t("desk.override"), t("desk.override.help"), async (a) => {
    const done = await run("turn.override", { after, ...whom, why: a.why, reason: text(a.reason ?? "") });
    after = floor.value.last ?? 0; // refused, they have looked again before they press again
    return done;
  });
}

export function overrideSelected(): void {
  const h = queue.value.hands?.[selected.value];
  if (h) void override({ hand: selected.value }, called(h.who));
}

async function drop(hand: string, name: string): Promise<void> {
  await askAndSend(t("desk.drop.title", { name }), [{ name: "reason", label: t("desk.drop.reason"), max: 280 }], t("desk.drop"), undefined,
    (a) => run("hand.drop", { hand, reason: text(a.reason ?? "") }));
}

/** addHand enters somebody without a phone: no name is needed. In brief it asks
 * only what the desk recognises them by. */
export async function addHand(side: SideWord, brief = false): Promise<void> {
  if (!mayEnter(side)) return;
  const fields: Field[] = [{ name: "label", label: t("desk.label"), max: 60 }];
  if (!brief && side === "onsite" && mics.value.length > 0) {
    fields.push({ name: "line", label: t("desk.mic"), kind: "select", options: [{ value: "", label: t("desk.mic.none") }, ...mics.value.map((m) => ({ value: m, label: m }))] });
  }
  if (!brief) fields.push({ name: "question", label: t("desk.question"), kind: "select", options: questionOptions(), value: "0" });
  if (!brief) fields.push({ name: "read", label: t("desk.read.text"), kind: "area", max: 280 });
  await askAndSend(side === "onsite" ? t("desk.add.onsite") : t("desk.add.online"), fields, t("desk.add"), t("desk.add.help"), (a) => {
    const question = Number(a.question ?? 0);
    return run("hand.add", {
      side, label: text(a.label ?? ""), read: text(a.read ?? ""), ...(a.line && { line: a.line }), ...(question && { question }),
    });
  });
}

async function enterTurn(): Promise<void> {
  await askAndSend(t("desk.enter"), [
    { name: "side", label: t("desk.side"), kind: "select", options: (["onsite", "online"] as const).filter(mayEnter).map((s) => ({ value: s, label: sideName(s) })) },
    { name: "label", label: t("desk.label"), max: 60 },
    { name: "seconds", label: t("desk.seconds"), kind: "number", required: true, value: "60", max: 3600 },
    { name: "why", label: t("desk.reason"), kind: "select", options: reasons.map((r) => ({ value: r, label: td("reason", r) })), value: "technical" },
    { name: "reason", label: t("desk.reason.words"), max: 280 },
  ], t("desk.add"), t("desk.enter.help"),
  (a) => run("turn.enter", { side: a.side, label: text(a.label ?? ""), seconds: Number(a.seconds), why: a.why, reason: text(a.reason ?? "") }));
}

async function setMics(): Promise<void> {
  await askAndSend(t("desk.mics"), [{ name: "mics", label: t("desk.mics.names"), value: mics.value.join(" "), max: 60 }], t("desk.save"), t("desk.mics.help"),
    (a) => run("mics.set", { mics: (a.mics ?? "").split(/[\s,]+/).filter(Boolean) }));
}
