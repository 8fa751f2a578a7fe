// Who speaks, the clocks, and whether it is this hub's turn.
import { mmss, now } from "../lib/clock";
import type { Next } from "../lib/types";
import { clockTime, t, td } from "../lib/words";
import { Captions } from "../ui/captions";
import { Card, known, leftOf, LiveLine, nameOf, SideMark, speaker } from "../ui/common";
import { Title } from "../ui/title";
import { floor, hub, info, line, live, session, table, turn } from "./model";

export function Head() {
  const s = session.value;
  return (
    <header class="head">
      <p class="ref">{[info.value.reference, hub.value?.name].filter(Boolean).map((x, i) => <>{i > 0 && " · "}<bdi>{x}</bdi></>)}</p>
      <Title info={info.value} />
      <LiveLine live={live} zone={info.value.zone} />
      <Captions url={info.value.captions} />
      <p class="part">
        <span>{s.phase === "live" && s.part ? td("part", s.part) : s.phase === "closed" ? t("hub.closed.short") : t("hub.before.short")}</span>
        {s.phase === "live" && s.timed && !s.gap && <span class="clock">{t("hub.end", { time: mmss(Math.max(0, (s.end ?? 0) - now.value)) })}</span>}
      </p>
    </header>
  );
}

/** Phase is the sentence for a room that is not running. */
export function Phase() {
  const s = session.value;
  const { start, zone } = info.value;
  if (s.gap) return <section class="card state-card" role="status"><p>{t("hub.paused")}</p></section>;
  if (s.phase === "before") {
    return <section class="card state-card" role="status"><p>{start ? t("hub.before.at", { time: clockTime(start, zone) }) : t("hub.before")}</p></section>;
  }
  if (s.phase !== "closed") return null;
  return (
    <section class="card state-card" role="status">
      <p>{t("hub.closed")} <a href={`${location.pathname.replace(/\/hub$/, "")}/report`}>{t("hub.report")}</a></p>
    </section>
  );
}

export function Floor() {
  if (session.value.phase !== "live") return null;
  const running = floor.value.running;
  const at = session.value.gap ? session.value.gap.since : now.value;
  const left = running ? leftOf(running, at) : 0;
  return (
    <Card id="floor" title={t("hub.floor")}>
      <Called />
      <p class="who">{running
        ? <><span class="tag">{t("hub.now")}</span> <b><bdi>{speaker(running, table.value)}</bdi></b> {running.side && !running.seat && <SideMark side={running.side} />}</>
        : t("hub.nobody")}</p>
      {running && <p class={`clock${turn.value ? " mine" : ""}${left < 0 ? " over" : ""}`}>{left < 0 ? t("hub.over", { time: mmss(-left) }) : mmss(left)}{running.in_pause && <span class="aside"> {t("hub.turn.paused")}</span>}</p>}
      <p class="dim">{t("hub.next")} <Who next={floor.value.next} /></p>
    </Card>
  );
}

function Who({ next }: { next?: Next }) {
  if (!next) return <>{t("hub.next.nobody")}</>;
  const name = next.number ? t("word.hand_of", { name: nameOf(next.who), n: next.number }) : nameOf(next.who);
  return <>{known(next.who) && <bdi>{name}</bdi>} <SideMark side={next.side} /></>;
}

/** Called says which hand goes to the microphone, or gets ready. */
function Called() {
  const own = (next?: Next) => (next && line.value && next.line === line.value && floor.value.opened ? next.number ?? 0 : 0);
  const [now, next, second] = [turn.value?.number ?? 0, own(floor.value.next), own(floor.value.second)];
  const say = turn.value ? (now ? t("hub.called", { n: now }) : t("hub.called.any")) : next ? t("hub.coming", { n: next }) : second ? t("hub.second", { n: second }) : "";
  return <div class={turn.value ? "floor-now" : "floor-soon"} role="status">{say && <p class="lead"><b>{say}</b></p>}</div>;
}
