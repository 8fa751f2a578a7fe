// The speaker's own time: the turn that runs, minutes used, what is left of the
// panel for each who has not presented.
import { mmss, now } from "../lib/clock";
import { clockTime, t, td, tn } from "../lib/words";
import { ActLine } from "../ui/act";
import { Captions } from "../ui/captions";
import { Card, leftOf, LiveLine, speaker } from "../ui/common";
import { Solo } from "../ui/solo";
import { Title } from "../ui/title";
import { act, floor, info, live, outbox, seat, session, table, turn } from "./model";

export function Head() {
  const s = session.value;
  return (
    <header class="head">
      <p class="ref">{[info.value.reference, table.value.seats?.[seat.value]?.name].filter(Boolean).map((x, i) => <>{i > 0 && " · "}<bdi>{x}</bdi></>)}</p>
      <Title info={info.value} />
      <LiveLine live={live} zone={info.value.zone} />
      <Captions url={info.value.captions} />
      <Solo on={s.solo} />
      <p class="part">
        <span>{s.phase === "live" && s.part ? td("part", s.part) : s.phase === "closed" ? t("speaker.closed.short") : t("speaker.before.short")}</span>
        {s.phase === "live" && s.timed && !s.gap && <span class="clock">{t("speaker.end", { time: mmss(Math.max(0, (s.end ?? 0) - now.value)) })}</span>}
      </p>
    </header>
  );
}

/** Phase is the sentence for a room that is not running. */
export function Phase() {
  const s = session.value;
  const { start, zone } = info.value;
  if (s.gap) return <section class="card state-card" role="status"><p>{t("speaker.paused")}</p></section>;
  if (s.phase === "before") {
    return <section class="card state-card" role="status"><p>{start ? t("speaker.before.at", { time: clockTime(start, zone) }) : t("speaker.before")}</p></section>;
  }
  if (s.phase !== "closed") return null;
  return (
    <section class="card state-card" role="status">
      <p>{t("speaker.closed")} <a href={`${location.pathname.replace(/\/speaker$/, "")}/report`}>{t("speaker.report")}</a></p>
    </section>
  );
}

export function Time() {
  const s = session.value;
  const mine = turn.value;
  const at = s.gap ? s.gap.since : now.value;
  const left = mine ? leftOf(mine, at) : 0;
  return (
    <Card id="time" title={t("speaker.time")}>
      {mine ? (
        <div class={`floor-now${left <= 30 ? " soon" : ""}`} role="status">
          <p class="lead"><b>{t("speaker.floor")}</b></p>
        </div>
      ) : <p class="who">{floor.value.running ? <><span class="tag">{t("speaker.now")}</span> <b><bdi>{speaker(floor.value.running, table.value)}</bdi></b></> : t("speaker.nobody")}</p>}
      {mine && <p class={`clock mine${left < 0 ? " over" : ""}`}>{left < 0 ? t("speaker.over", { time: mmss(-left) }) : mmss(left)}{mine.in_pause && <span class="aside"> {t("speaker.turn.paused")}</span>}</p>}
      <Used at={at} />
      {mine && (
        <>
          <button type="button" class="key primary big" onClick={() => act(`turn:${mine.n}`, "turn.end", { turn: mine.n })}>{t("speaker.finish")}</button>
          <ActLine outbox={outbox} about={`turn:${mine.n}`} />
        </>
      )}
    </Card>
  );
}

/** Used is the seat's own minutes, and the share that is left. */
function Used({ at }: { at: number }) {
  const s = session.value;
  const own = table.value.seats?.[seat.value];
  if (!own) return null;
  const running = turn.value ? turn.value.length - leftOf(turn.value, at) : 0;
  const each = s.left ? Math.floor(Math.max(0, (s.audience ?? 0) - at) / s.left) : 0;
  return (
    <>
      <p>{tn("speaker.used", own.turns, { time: mmss(own.seconds + running) })}</p>
      {s.phase === "live" && each > 0 && (s.part === "opening" || s.part === "panel") && <p class="dim">{tn("speaker.left", s.left ?? 0, { time: mmss(each) })}</p>}
    </>
  );
}
