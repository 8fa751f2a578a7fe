// What a moderator without help has: solo mode, helpers by a code, and the desk's
// few keys on a phone.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { text } from "../lib/commands";
import { where } from "../lib/dom";
import { inOrder } from "../lib/live";
import { patience } from "../lib/post";
import { sentence, type Problem } from "../lib/problems";
import { clockTime, t } from "../lib/words";
import type { Helper } from "../lib/types";
import { desk, info, isClosed, may, me, refused, room, run, session, status } from "./model";
import { letters } from "./secrets";
import { Key, Panel } from "./ui";

export function AlonePanel() {
  if (isClosed.value) return null;
  const solo = !!session.value.solo;
  const helpers = inOrder(desk.value.helpers, desk.value.helper_order);
  return (
    <Panel id="alone" title={t("desk.alone")} count={helpers.length}>
      <p class="keys">
        <Key cmd="solo.set" payload={{ on: !solo }} pressed={solo}>{t("desk.solo")}</Key>
        <Key cmd="helper.code" act={makeCode}>{t("desk.helper.new")}</Key>
        {me.value?.seat && <button type="button" class="key" onClick={pair}>{t("desk.remote")}</button>}
        <a class="plain" href={`/r/${room}/remote`}>{t("desk.remote.here")}</a>
      </p>
      {(solo || may("solo.set")) && <p class="help">{solo ? t("desk.solo.on") : t("desk.solo.help")}</p>}
      {helpers.length > 0 && <ul class="rows">{helpers.map(([id, h]) => <HelperRow key={id} id={id} h={h} />)}</ul>}
    </Panel>
  );
}

function HelperRow({ id, h }: { id: string; h: Helper }) {
  const since = clockTime((info.value.epoch ?? 0) + h.since, info.value.zone);
  return (
    <li>
      <p>{h.joined ? <bdi>{h.name || t("desk.helper.unnamed")}</bdi> : t("desk.helper.waits")} <span class="aside">{t("desk.helper.since", { time: since })}</span></p>
      <p class="keys"><Key cmd="helper.end" payload={{ helper: id }}>{h.joined ? t("desk.helper.end") : t("desk.helper.end.code")}</Key></p>
    </li>
  );
}

interface Handed { code: string; title: string; help: string }

/** handed is the code that is shown now; it is on no other page. */
const handed = signal<Handed | undefined>(undefined);

async function makeCode(): Promise<void> {
  const code = `${letters(4)}-${letters(4)}`;
  if (await run("helper.code", { code: text(code) })) {
    handed.value = { code, title: t("desk.helper.new"), help: t("desk.helper.help") };
  }
}

/** pair asks for a code that opens the Remote of this very seat on a phone. */
async function pair(): Promise<void> {
  status.value = undefined;
  const left = navigator.onLine;
  try {
    const r = await fetch(`/api/rooms/${room}/pair`, { method: "POST", signal: AbortSignal.timeout(patience) });
    const said = (await r.json()) as Problem & { seconds: number };
    if (!r.ok) return void (status.value = { bad: true, say: sentence(said) });
    handed.value = { code: said.code, title: t("desk.remote"), help: t("desk.remote.help", { n: Math.floor(said.seconds / 60) }) };
  } catch {
    refused(left ? { code: "unanswered", field: "pair" } : { code: "offline" });
  }
}

/** HandedDialog shows a code to scan or to type, until it is closed. */
export function HandedDialog() {
  const ref = useRef<HTMLDialogElement>(null);
  const now = handed.value;
  useEffect(() => {
    if (now && !ref.current?.open) ref.current?.showModal();
    if (!now) ref.current?.close();
  }, [now]);
  const close = () => (handed.value = undefined);
  return (
    <dialog ref={ref} class="handed" aria-labelledby="handed-title" onClose={close}>
      {now && (
        <>
          <h2 id="handed-title">{now.title}</h2>
          <p class="help">{now.help}</p>
          <img class="qr" src={`/j/${now.code}/qr.svg`} alt={t("desk.handed.qr")} />
          <p class="code" translate={false}>{now.code}</p>
          <p>{t("desk.handed.where")} <bdi translate={false}>{where()}/j</bdi></p>
          <p class="warn">{t("desk.handed.secret")}</p>
          <p class="keys"><button type="button" class="key primary" onClick={close}>{t("desk.handed.done")}</button></p>
        </>
      )}
    </dialog>
  );
}
