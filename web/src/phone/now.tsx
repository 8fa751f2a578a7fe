// Who speaks now and who is next, with the room's clocks.
import { mmss, now } from "../lib/clock";
import { clockTime, t, td } from "../lib/words";
import { known, leftOf, Name, SideMark, speaker } from "../ui/common";
import { Title } from "../ui/title";
import { floor, info, live, me, queue, session, table } from "./room";

export function Head() {
  const i = info.value;
  const s = session.value;
  return (
    <header class="head">
      <p class="ref">{[i.reference, me.value.voice && t("word.guest", { n: me.value.voice.guest })].filter(Boolean).join(" · ")}</p>
      <Title info={i} />
      <p class="part">
        <span>{s.phase === "live" && s.part ? td("part", s.part) : s.phase === "closed" ? t("phone.closed.short") : t("phone.before.short")}</span>
        {s.timed && s.phase === "live" && !s.gap && <Rest end={s.end ?? 0} />}
      </p>
    </header>
  );
}

function Rest({ end }: { end: number }) {
  const left = end - now.value;
  return (
    <span class={`clock ${live.state.value === "live" ? "" : "clock-stale"}`}>
      {left >= 0 ? t("phone.left", { time: mmss(left) }) : t("phone.over", { time: mmss(-left) })}
    </span>
  );
}

/** Phase is the sentence for a room that is not running: before, paused. */
export function Phase() {
  const s = session.value;
  const i = info.value;
  if (s.gap) return <section class="card state-card" role="status"><p>{t("phone.paused")}</p></section>;
  if (s.phase !== "before") return null;
  return (
    <section class="card state-card" role="status">
      <h2>{t("phone.before")}</h2>
      {i.start ? <p>{t("phone.before.at", { at: clockTime(i.start), zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}</p> : <p>{t("phone.before.open")}</p>}
    </section>
  );
}

export function Now() {
  const turn = floor.value.running;
  const next = floor.value.next;
  const s = session.value;
  const question = s.question ? info.value.questions?.[String(s.question)] : undefined;
  if (s.phase !== "live") return null;
  return (
    <section class="card now" aria-label={t("phone.now")}>
      {question && <p class="question"><span class="tag">{t("phone.question", { n: s.question ?? 0 })}</span> <span dir="auto">{question.text}</span></p>}
      <p class="who">
        {turn && !turn.over ? (
          <>
            <span class="tag">{t("phone.now")}</span>
            <b dir="auto">{speaker(turn, table.value)}</b>
            {turn.side && !turn.seat && <SideMark side={turn.side} />}
            <TurnClock />
          </>
        ) : <span class="dim">{t("phone.nobody")}</span>}
      </p>
      {turn?.read_out && !turn.over && (turn.read ? <p dir="auto"><q>{turn.read}</q></p> : <p class="dim">{t(turn.hidden ? "phone.read.hidden" : "phone.read.erased")}</p>)}
      {floor.value.block && <p class="dim">{t("phone.block", { n: floor.value.block.question })}</p>}
      <p class="next dim">
        <span>{next ? <>{t("phone.next")} {known(next.who) && <Name who={next.who} />} <SideMark side={next.side} /></> : t("phone.next.nobody")}</span>
        {(queue.value.total ?? 0) > 0 && <b>{t("phone.waiting", { n: queue.value.total ?? 0 })}</b>}
      </p>
    </section>
  );
}

function TurnClock() {
  const turn = floor.value.running;
  if (!turn) return null;
  const left = leftOf(turn, now.value);
  return <span class={`clock ${live.state.value === "live" ? "" : "clock-stale"}`}>{mmss(left)}{turn.in_pause && ` ${t("phone.turn.paused")}`}</span>;
}
