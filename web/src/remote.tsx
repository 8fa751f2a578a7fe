// The Remote: the desk's few keys on the moderator's phone, for one thumb. The
// laptop's keys die when the meeting tool has the focus; these do not.
import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { listGoes } from "./lib/list";
import { t } from "./lib/words";
import { LiveLine } from "./ui/common";
import { Captions } from "./ui/captions";
import { Languages } from "./ui/languages";
import { Title } from "./ui/title";
import { AskDialog } from "./desk/ask";
import { followRights, info, live, loadMe, me, room, status, stay } from "./desk/model";
import { LastAct } from "./desk/undo";
import { Without } from "./desk/without";
import { Floor, Step } from "./remote/floor";
import { Buttons } from "./remote/buttons";

const helpOpen = signal(false);

/** Help is what to do next, and the rule in one breath. */
function Help() {
  const ref = useRef<HTMLDialogElement>(null);
  const on = helpOpen.value;
  useEffect(() => {
    if (on && !ref.current?.open) ref.current?.showModal();
    if (!on) ref.current?.close();
  }, [on]);
  const close = () => (helpOpen.value = false);
  return (
    <dialog ref={ref} aria-labelledby="help-title" onClose={close}>
      <h2 id="help-title">{t("remote.help.next")}</h2>
      <Step />
      <h2>{t("remote.help.rule")}</h2>
      <p>{t("remote.rule")}</p>
      <p class="keys"><a class="key" href={`/r/${room}/desk`}>{t("remote.desk")}</a><button type="button" class="key primary" onClick={close}>{t("desk.shut")}</button></p>
    </dialog>
  );
}

function Head() {
  return (
    <header class="bar">
      <Title info={info.value} />
      <LiveLine live={live} zone={info.value.zone} />
      <Captions url={info.value.captions} />
      <Languages />
    </header>
  );
}

function Remote() {
  const s = status.value;
  if (live.state.value === "unseated") return <Head />;
  return (
    <>
      <Head />
      <Floor />
      <section class="card" aria-label={t("desk.step")}><Step /><Without brief /></section>
      <div class="pad">
        <div class="status">
          <p class={`said${s?.bad ? " bad" : ""}`} role="status">{s?.say}</p>
          <LastAct />
        </div>
        {me.value && <Buttons help={() => (helpOpen.value = true)} />}
      </div>
      <AskDialog />
      <Help />
    </>
  );
}

// A refusal is felt, where the phone allows it.
effect(() => {
  if (status.value?.bad) navigator.vibrate?.([60, 40, 60]);
});

/** awake keeps the phone's screen on while the page is looked at, where the phone
 * allows it. */
function awake(): void {
  if (document.visibilityState === "visible") void navigator.wakeLock?.request("screen").catch(() => undefined);
}

document.addEventListener("visibilitychange", awake);
awake();
void loadMe();
followRights();
live.start();
listGoes(live);
stay();
const root = document.getElementById("app");
if (root) {
  root.replaceChildren();
  render(<Remote />, root);
}
