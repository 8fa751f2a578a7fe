// Who has the floor, who is next and why, and what is to be done next.
import { useLayoutEffect } from "preact/hooks";
import { mmss, now } from "../lib/clock";
import { t, td } from "../lib/words";
import { leftOf } from "../ui/common";
import { DoorLine } from "../ui/door";
import { desk, floor, isClosed, isLive, running, session, watching } from "../desk/model";
import { called, seatName, sideName } from "../desk/names";
import { calm, followScreens, notice, noticed } from "../desk/notices";
import { nextStep } from "../desk/step";
import { sayOf } from "../desk/stepwords";
import { Side } from "../desk/ui";

export function Floor() {
  const turn = running.value;
  const next = floor.value.next;
  const at = session.value.gap ? session.value.gap.since : now.value;
  const left = turn ? leftOf(turn, at) : 0;
  return (
    <section class="card" aria-label={t("desk.floor")}>
      {turn ? (
        <div class={`holder${left < 0 ? " over" : left <= 30 ? " soon" : ""}`}>
          <p class="who"><bdi>{turn.seat ? seatName(turn.seat) : called(turn.who)}</bdi> {turn.side && <Side side={turn.side} word={sideName(turn.side, turn.line)} />}</p>
          <p class="clock">{mmss(left)}{turn.in_pause && <span class="dim"> {t("desk.paused")}</span>}</p>
        </div>
      ) : <p class="dim">{isLive.value ? t("desk.floor.empty") : isClosed.value ? t("desk.closed") : t("desk.floor.before")}</p>}
      {!isClosed.value && (next ? (
        <p><span class="dim">{t("desk.next")}</span> <b><bdi>{called(next.who)}</bdi></b> <Side side={next.side} word={sideName(next.side, next.line)} /><br /><span class="dim">{td("desk.why", next.why)}</span></p>
      ) : <p class="dim">{t("desk.next.nobody")}</p>)}
      {!isClosed.value && <DoorLine shut={desk.value.door?.shut} />}
    </section>
  );
}

/** Step is the desk's line: the next step, and what else waits. */
export function Step() {
  const also = notice();
  const { say, words } = sayOf(nextStep());
  useLayoutEffect(followScreens, [watching.value.screens]);
  if (session.value.gap) return <p class="bad">{t("remote.gap")}</p>;
  return (
    <>
      <p class="lead">{say}{words && <> <q dir="auto">{words}</q></>}</p>
      <p class="dim">{also?.do === "absent" ? t("remote.absent", { name: called(running.value?.who) }) : also ? noticed(also) : calm()}</p>
    </>
  );
}
