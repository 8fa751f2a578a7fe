// Objections to an outcome: those that wait for the desk, and those that the
// room has heard.
import { text } from "../lib/commands";
import { t } from "../lib/words";
import type { Outcome } from "../lib/types";
import { askAndSend } from "./ask";
import { desk, running, run } from "./model";
import { erase, Veil } from "./moderation";
import { called } from "./names";
import { Key } from "./ui";

export function ObjectionRows({ outcome, o }: { outcome: string; o: Outcome }) {
  const waiting = Object.entries(desk.value.objections ?? {}).filter(([, w]) => w.outcome === outcome);
  const heard = Object.entries(o.objections ?? {});
  if (waiting.length + heard.length === 0) return null;
  return (
    <>
      <h3>{t("desk.objections")}</h3>
      <ul class="rows">
        {waiting.map(([id, w]) => (
          <li key={id} class="unheard">
            <p><span dir="auto">{w.text}</span> <span class="aside"><bdi>{called(w.who)}</bdi></span></p>
            <Key cmd="objection.heard" payload={{ objection: id }} lit>{t("desk.objection.heard")}</Key>
          </li>
        ))}
        {heard.map(([id, b]) => (
          <li key={id} class={b.withdrawn ? "gone" : undefined}>
            <p dir="auto">{!b.hidden && (b.text || t("desk.erased"))}{b.withdrawn && <span class="aside"> {t("desk.objection.gone")}{b.why ? `: ${b.why}` : ""}</span>}</p>
            <Veil of={{ item: id }} />
            {(b.text || b.hidden) && <Key cmd="text.erase" act={() => erase({ item: id }, t("desk.erase.objection"))}>{t("desk.erase.objection")}</Key>}
            {!b.withdrawn && o.status !== "settled" && <Key cmd="objection.take" act={() => take(id)}>{t("desk.objection.take")}</Key>}
          </li>
        ))}
      </ul>
    </>
  );
}

/** object enters an objection that the desk reads out or that was just said. */
export async function object(outcome: string): Promise<void> {
  await askAndSend(t("desk.object"), [{ name: "text", label: t("desk.object.text"), kind: "area", required: true, max: 280 }], t("desk.save"), t("desk.object.help"), (a) => {
    const turn = running.value?.side ? running.value.n : 0;
    return run("objection.make", { outcome, text: text(a.text ?? ""), ...(turn && { turn }) });
  });
}

async function take(objection: string): Promise<void> {
  await askAndSend(t("desk.objection.take"), [{ name: "reason", label: t("desk.reason.words"), required: true, max: 280 }], t("desk.objection.take"), undefined,
    (a) => run("objection.take", { objection, reason: text(a.reason ?? "") }));
}
