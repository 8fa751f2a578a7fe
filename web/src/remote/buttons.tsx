// The six buttons. They stand at the lower edge and never move.
import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { t, td } from "../lib/words";
import { busy, floor, may, mayEnter, run, running, screen, session } from "../desk/model";
import { called, seatName } from "../desk/names";
import { addHand } from "../desk/queue";
import { blank } from "../desk/stage";
import { following, nextStep } from "../desk/step";

interface Press {
  cmd: string;
  payload?: Record<string, unknown>;
  say: string; // what the press does
}

/** nextPress is what Next does now: it calls whom the rule names, or goes on in
 * the run of show. What else the closing needs is done at the desk. */
function nextPress(): Press | undefined {
  const step = nextStep();
  const part = following();
  switch (step.do) {
    case "start": return { cmd: "session.start", say: t("desk.start") };
    case "opening": case "panel-done": case "audience-over":
      return part && { cmd: "part.next", payload: { after: session.value.part }, say: td("part", part) };
    case "panel": return { cmd: "turn.seat", payload: { after: floor.value.last ?? 0, seat: step.seat }, say: seatName(step.seat) };
    default: {
      const next = floor.value.next;
      return next && session.value.part !== "closing" && session.value.phase === "live"
        ? { cmd: "turn.call", payload: { after: floor.value.last ?? 0 }, say: called(next.who) } : undefined;
    }
  }
}

// What Next does changed just now: the second half of a double press, or a press
// that was meant for what it did before, does nothing.
const fresh = signal(true);

export function Buttons({ help }: { help: () => void }) {
  const press = session.value.gap ? undefined : nextPress();
  const name = JSON.stringify([press?.cmd, press?.payload]);
  useLayoutEffect(() => {
    fresh.value = true;
    const settled = setTimeout(() => (fresh.value = false), 700);
    return () => clearTimeout(settled);
  }, [name]);
  const turn = running.value;
  return (
    <div class="buttons">
      <Button class="primary wide" cmd={press?.cmd ?? "turn.call"} off={!press || fresh.value} go={() => press && run(press.cmd, press.payload)}>
        <span>{t("remote.next")}</span>{" "}{press && <small><bdi>{press.say}</bdi></small>}
      </Button>
      <Button cmd="turn.end" off={!turn} go={() => turn && run("turn.end", { turn: turn.n })}>{t("remote.end")}</Button>
      <Button cmd="screen.blank" pressed={!!screen.value.blank} go={blank}>{t("remote.blank")}</Button>
      <Button cmd="hand.add" off={!mayEnter("onsite")} go={() => addHand("onsite", true)}>{t("remote.add.onsite")}</Button>
      <Button cmd="hand.add" off={!mayEnter("online")} go={() => addHand("online", true)}>{t("remote.add.online")}</Button>
      <Button go={help} class="wide">{t("remote.help")}</Button>
    </div>
  );
}

function Button(p: { cmd?: string; class?: string; off?: boolean; pressed?: boolean; go: () => unknown; children: preact.ComponentChildren }) {
  const off = p.off || (p.cmd !== undefined && (!may(p.cmd) || busy.value.has(p.cmd)));
  const click = () => {
    if (p.cmd && busy.peek().has(p.cmd)) return void run(p.cmd); // which says so
    if (off) return;
    navigator.vibrate?.(25);
    void p.go();
  };
  return (
    <button type="button" class={`key ${p.class ?? ""}`} aria-disabled={off ? "true" : undefined} aria-pressed={p.pressed} onClick={click}>{p.children}</button>
  );
}
