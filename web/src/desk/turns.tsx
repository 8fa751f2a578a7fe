// The turns that are over, and the form that puts right who had one, and when.
import { mmss } from "../lib/clock";
import { text } from "../lib/commands";
import { inOrder } from "../lib/live";
import { t, td } from "../lib/words";
import type { Turn } from "../lib/types";
import { askAndSend, type Answers, type Field } from "./ask";
import { desk, isLive, run, session, table } from "./model";
import { Veil } from "./moderation";
import { called, personName, seatName, sideName } from "./names";
import { Key, Panel, Side } from "./ui";

export function TurnsPanel() {
  const turns = Object.values(desk.value.turns ?? {}).sort((a, b) => b.n - a.n);
  return (
    <Panel id="turns" title={t("desk.turns.title")} count={turns.length}>
      {turns.length === 0 && <p class="empty">{t("desk.turns.none")}</p>}
      <ol class="rows">{turns.map((x) => <TurnRow key={x.n} turn={x} />)}</ol>
    </Panel>
  );
}

function holder(turn: Turn): string {
  return turn.seat ? seatName(turn.seat) : called(turn.who);
}

function TurnRow({ turn }: { turn: Turn }) {
  return (
    <li id={`turn-${turn.n}`}>
      <p>
        <b class="n">{turn.n}.</b> <bdi>{holder(turn)}</bdi> {turn.side && <Side side={turn.side} word={sideName(turn.side, turn.line)} />}
        {" "}<span class="aside">{td("turn", turn.kind)} · {t("desk.turn.when", { at: into(turn), time: mmss(turn.seconds ?? 0) })}</span>
      </p>
      {turn.corrected && <p class="aside">{t("desk.corrected")} <bdi>{turn.corrected}</bdi></p>}
      {(turn.read || turn.reason || turn.corrected || turn.hidden) && <p class="keys"><Veil of={{ turn: turn.n }} /></p>}
      {isLive.value && <p class="keys"><Key cmd="turn.correct" act={() => correct(turn)} label={t("desk.correct.n", { n: turn.n })}>{t("desk.correct")}</Key></p>}
    </li>
  );
}

/** into is when the turn began, in minutes and seconds of the session. */
function into(turn: Turn): string {
  return mmss(Math.max(0, turn.start - (session.value.started ?? 0)));
}

/** seconds reads minutes and seconds, "12:05"; undefined where it is not that. */
function seconds(words: string): number | undefined {
  const m = /^(\d{1,3}):([0-5]\d)$/.exec(words.trim());
  return m ? Number(m[1]) * 60 + Number(m[2]) : undefined;
}

// Somebody who was not entered before, as a choice.
const fresh = ["onsite", "online"] as const;

function whoFields(turn: Turn): Field[] {
  if (turn.kind === "order") return [];
  if (turn.seat) {
    const seats = inOrder(table.value.seats, table.value.order).filter(([, s]) => !s.roles.split(" ").every((r) => r === "screen" || r === "hub"));
    return [{ name: "seat", label: t("desk.correct.who"), kind: "select", value: turn.seat, options: seats.map(([id]) => ({ value: id, label: seatName(id) })) }];
  }
  const people = Object.entries(desk.value.people ?? {}).filter(([, p]) => !p.into)
    .map(([id, p]) => ({ value: id, label: `${personName(id)}, ${sideName(p.side)}` })).sort((a, b) => a.label.localeCompare(b.label));
  const own = turn.who?.person ?? "";
  if (!people.some((p) => p.value === own)) people.unshift({ value: own, label: holder(turn) });
  return [
    { name: "who", label: t("desk.correct.who"), kind: "select", value: own, options: [...people, ...fresh.map((s) => ({ value: s, label: t("desk.correct.new", { side: sideName(s) }) }))] },
    { name: "label", label: t("desk.correct.label"), max: 60 },
  ];
}

/** correct puts right who had a turn, and when: the form holds it as it stands. */
async function correct(turn: Turn): Promise<void> {
  await askAndSend(t("desk.correct.title", { n: turn.n }), [
    ...whoFields(turn),
    { name: "start", label: t("desk.correct.start"), required: true, value: into(turn), max: 6, pattern: "\\d{1,3}:[0-5]\\d" },
    { name: "seconds", label: t("desk.correct.seconds"), kind: "number", required: true, value: String(turn.seconds ?? 0), max: 3600 },
    { name: "reason", label: t("desk.correct.reason"), required: true, max: 280 },
  ], t("desk.correct"), t("desk.correct.help"), (a) => sendCorrected(turn, a));
}

function sendCorrected(turn: Turn, a: Answers): Promise<unknown> {
  const at = seconds(a.start ?? "");
  const start = a.start === into(turn) || at === undefined ? turn.start : (session.value.started ?? 0) + at;
  const side = fresh.find((s) => s === a.who);
  const who = turn.kind === "order" ? { person: turn.who?.person } : turn.seat ? { seat: a.seat } : side ? { side, label: text(a.label ?? "") } : { person: a.who };
  return run("turn.correct", { turn: turn.n, ...who, start, seconds: Number(a.seconds), reason: text(a.reason ?? "") }, t("desk.correct.done", { n: turn.n }));
}
