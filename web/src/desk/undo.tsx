// What this seat did last, and the key that takes it back. The room says what
// takes it back, and only while it would take that: see room.LastActs.
import { useComputed } from "@preact/signals";
import { now } from "../lib/clock";
import { text } from "../lib/commands";
import { has, t, td } from "../lib/words";
import type { Act } from "../lib/types_desk";
import { askAndSend, type Answers, type Field } from "./ask";
import { busy, desk, isUnderway, keeping, me, rules, run, status } from "./model";
import { called } from "./names";

// So long, in seconds, an act is shown: what was done longer ago is not what
// somebody means who presses undo.
const shownFor = 120;

/** lastAct is what this seat did last, while it is shown. */
export function lastAct(): Act | undefined {
  const a = desk.value.acts?.[me.value?.seat?.id ?? ""];
  return a && now.value - a.at < shownFor ? a : undefined;
}

/** takeBack sends what takes this seat's last act back, or drops it while it is
 * only kept; false when nothing does. */
export function takeBack(): boolean {
  const kept = isUnderway.peek() ? undefined : keeping.newest();
  if (kept) {
    void keeping.drop(kept.cmd);
    status.value = { bad: false, say: t("desk.kept.undo") };
    return true;
  }
  if (isUnderway.peek() || keeping.open.peek().length > 0) {
    status.value = { bad: true, say: t("desk.kept.first") };
    return true;
  }
  const a = lastAct();
  if (!a?.undo) return false;
  void send(a);
  return true;
}

async function send(a: Act): Promise<void> {
  const payload = JSON.parse(a.payload ?? "{}") as Record<string, unknown>;
  const reason: Field = { name: "reason", label: t("desk.reason.words"), required: true, max: 280 };
  const rule: Field = { name: "rule", label: t("desk.rule"), kind: "select", options: rules.value.map((r) => ({ value: r, label: td("rule", r) })) };
  const back = (said: Answers) => run(a.undo ?? "", { ...payload, ...(a.asks && { reason: text(said.reason ?? "") }), ...(said.rule && { rule: said.rule }) },
    t("desk.undo.done", { what: td("desk.act", a.did) }));
  if (a.asks) await askAndSend(t("desk.undo.last"), a.asks === "rule" ? [rule, reason] : [reason], t("desk.undo.last"), td("desk.act", a.did), back);
  else await back({});
}

/** isFinal says whether nothing ever takes such an act back. What cannot be
 * taken back only now, as others went on since, is not called final. */
function isFinal(did: string): boolean {
  return did === "session.close" || did === "text.erase" || has("desk.final", did);
}

export function LastAct() {
  const kept = useComputed(() => keeping.newest()).value;
  const act = useComputed(lastAct).value;
  if (kept) return <p class="act"><span>{td("desk.act", kept.name)}{kept.hand && <> · <bdi>{called(kept.hand.who)}</bdi></>}</span><UndoKey /></p>;
  const waits = act?.undo && busy.value.has(act.undo) ? act.undo : undefined;
  return (
    <p class="act">
      {act && (
        <>
          <span>{td("desk.act", act.did)}{act.who && <> · <bdi>{called(act.who)}</bdi></>}</span>
          {act.undo
            ? <UndoKey waits={waits} />
            : isFinal(act.did) && <span class="aside">{t("desk.act.stays")}</span>}
        </>
      )}
    </p>
  );
}

/** UndoKey takes back, or says that the command waits for its answer. */
function UndoKey({ waits }: { waits?: string }) {
  return <button type="button" class="key" aria-disabled={waits ? "true" : undefined} onClick={() => void (waits ? run(waits) : takeBack())}>{t("desk.undo.last")}<kbd aria-hidden="true">Ctrl Z</kbd></button>;
}
