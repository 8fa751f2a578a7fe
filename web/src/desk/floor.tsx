// Who has the floor, who is next by the rule, and the keys of a turn.
import { mmss, now } from "../lib/clock";
import { inOrder } from "../lib/live";
import { t, td } from "../lib/words";
import { leftOf } from "../ui/common";
import type { Next, Turn } from "../lib/types";
import { FloorCards } from "./cards";
import { floor, isClosed, isLive, mayEnter, run, running, session, table } from "./model";
import { Veil } from "./moderation";
import { called, questionName, seatName, sideName } from "./names";
import { Key, Panel, Side } from "./ui";
import { lastAct } from "./undo";

export function FloorPanel() {
  const f = floor.value;
  return (
    <Panel id="floor" title={t("desk.floor")}>
      {running.value ? <Running turn={running.value} /> : <p class="empty">{isLive.value || isClosed.value ? t("desk.floor.empty") : t("desk.floor.before")}</p>}
      {!isClosed.value && <NextUp next={f.next} second={f.second} />}
      {!isClosed.value && <Hints />}
      {isLive.value && <TableKeys />}
    </Panel>
  );
}


function Running({ turn }: { turn: Turn }) {
  const at = session.value.gap ? session.value.gap.since : now.value;
  const left = leftOf(turn, at);
  return (
    <div class={`running${left < 0 ? " over" : left <= 30 ? " soon" : ""}`}>
      <div class="holder">
        <p class="who"><bdi>{turn.seat ? seatName(turn.seat) : called(turn.who)}</bdi></p>
        <p class="clock">{turn.in_pause && <span class="what">{t("desk.paused")}</span>}<span class="time">{mmss(left)}</span></p>
      </div>
      <p class="facts-line">
        {turn.side && <Side side={turn.side} word={sideName(turn.side, turn.line)} />}
        {turn.number && <span>{t("desk.hand.n", { n: turn.number })}</span>}
        <span>{td("turn", turn.kind)}</span>
        <span>{questionName(turn.question)}</span>
        {turn.first && <span>{t("desk.first")}</span>}
        {turn.why && <span>{td("reason", turn.why)}</span>}
      </p>
      {turn.read && <p class="read" dir="auto">{turn.read}</p>}
      {turn.reason && <p class="aside" dir="auto">{turn.reason}</p>}
      {(turn.read || turn.reason || turn.hidden) && <p class="keys"><Veil of={{ turn: turn.n }} /></p>}
      <p class="keys">
        <Key cmd="turn.end" payload={{ turn: turn.n }} hot="KeyE">{t("desk.turn.end")}</Key>
        {turn.in_pause
          ? <Key cmd="turn.resume" payload={{ turn: turn.n }} hot="KeyP">{t("desk.turn.resume")}</Key>
          : <Key cmd="turn.pause" payload={{ turn: turn.n }} hot="KeyP">{t("desk.turn.pause")}</Key>}
        <Key cmd="turn.extend" payload={{ turn: turn.n, seconds: 30 }} label={t("desk.turn.more")} hot="Equal">{t("desk.turn.more.short")}</Key>
        <Key cmd="turn.extend" payload={{ turn: turn.n, seconds: -30 }} label={t("desk.turn.less")} hot="Minus">{t("desk.turn.less.short")}</Key>
        {turn.n === floor.value.answers && !turn.follow_up && <Key cmd="turn.followup" payload={{ turn: turn.n }} hot="KeyF">{t("desk.turn.followup")}</Key>}
        {turn.grace !== undefined && mayEnter(turn.side) &&
          <Key cmd="turn.absent" payload={{ turn: turn.n }} lit={at >= turn.grace} disabled={at < turn.grace} hot="KeyS">{t("desk.turn.absent")}</Key>}
      </p>
      {turn.seat && <FloorCards seat={turn.seat} />}
    </div>
  );
}

/** callNext calls whom the rule names; one press ends the running turn too. */
export function callNext(): void {
  void run("turn.call", { after: floor.value.last ?? 0 });
}

function NextUp({ next, second }: { next?: Next; second?: Next }) {
  return (
    <div class="next">
      {next ? (
        <>
          <p class="who"><span class="what">{t("desk.next")}</span> <bdi>{called(next.who)}</bdi> <Side side={next.side} word={sideName(next.side, next.line)} /></p>
          <p class="why">{next.number ? `${t("desk.hand.n", { n: next.number })} · ` : ""}{td("desk.why", next.why)}{next.first ? ` · ${t("desk.first")}` : ""}{next.read ? ` · ${t("desk.read.out")}` : ""}</p>
        </>
      ) : <p class="empty">{t("desk.next.nobody")}</p>}
      <p class="keys">
        {isLive.value && <Key cmd="turn.call" payload={{ after: floor.value.last ?? 0 }} primary={session.value.part === "audience"} disabled={!next} hot="KeyN">{t("desk.turn.call")}</Key>}
        <FollowUp />
        <UndoTurn />
      </p>
      {second && <p class="second">{t("desk.second")} <bdi>{called(second.who)}</bdi> <Side side={second.side} word={sideName(second.side, second.line)} /></p>}
    </div>
  );
}

/** UndoTurn takes the floor's last act back where the line above the panels does
 * not offer that: the act was somebody else's, long ago, or not the last one. */
function UndoTurn() {
  const { undo, undoes } = floor.value;
  if (!undo || lastAct()?.undo === "turn.undo") return null;
  return <Key cmd="turn.undo" payload={{ turn: undo }}>{td("desk.undo", undoes ?? "call")}</Key>;
}

/** FollowUp lets whoever had the last audience turn come back to the table's
 * answer, once. */
function FollowUp() {
  const n = floor.value.answers ?? 0;
  const last = floor.value.recent?.[n];
  if (!isLive.value || !last || last.follow_up || last.corrected) return null;
  return <Key cmd="turn.followup" payload={{ turn: n }} hot="KeyF">{t("desk.turn.followup.of", { name: called(last.who) })}</Key>;
}

/** Hints says when rules 4 and 15 let the moderator favour a side. */
function Hints() {
  const f = floor.value;
  const side = f.favour ?? f.uneven;
  return (
    <>
      {side && (
        <p class="hint"><span>{f.favour ? t("desk.favour.on", { side: sideName(side) }) : t("desk.uneven", { side: sideName(side) })}</span>{" "}
          <Key cmd="uneven.set" payload={f.favour ? {} : { favour: side }} pressed={!!f.favour}>{f.favour ? t("desk.favour.off") : t("desk.favour", { side: sideName(side) })}</Key>
        </p>
      )}
      {f.unheard && <p class="hint">{t("desk.unheard", { side: sideName(f.unheard) })}</p>}
    </>
  );
}

/** TableKeys gives the floor to a seat: to answer the last audience turn where
 * there is one, else to present. */
function TableKeys() {
  const f = floor.value;
  const after = f.last ?? 0;
  const answers = (f.answers ?? 0) > 0 && session.value.part !== "panel";
  return (
    <details class="table" open={session.value.part === "panel" || session.value.part === "opening"}>
      <summary>{answers ? t("desk.answer") : t("desk.present")}</summary>
      <ul class="seats">
        {inOrder(table.value.seats, table.value.order).filter(([, s]) => !s.absent && !s.roles.split(" ").every((r) => r === "screen" || r === "hub")).map(([id, s]) => (
          <li key={id}>
            <Key cmd={answers ? "turn.answer" : "turn.seat"} payload={{ after, seat: id }} disabled={running.value?.seat === id}>
              <bdi>{seatName(id)}</bdi>
            </Key>
            <span class="aside">{mmss(s.seconds)}{answers && <> <Key cmd="turn.seat" payload={{ after, seat: id }}>{t("desk.present.short")}</Key></>}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** turnKeys are what the keyboard does to the running turn. */
export const turnKeys = {
  end: () => running.value && run("turn.end", { turn: running.value.n }),
  pause: () => running.value && run(running.value.in_pause ? "turn.resume" : "turn.pause", { turn: running.value.n }),
  extend: (seconds: number) => running.value && run("turn.extend", { turn: running.value.n, seconds }),
  followup: () => floor.value.answers && run("turn.followup", { turn: floor.value.answers }),
  absent: () => running.value && run("turn.absent", { turn: running.value.n }),
};
