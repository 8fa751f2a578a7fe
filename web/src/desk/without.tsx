// The desk without network: since when, what it keeps, and what came back.
import { mmss, roomNow } from "../lib/clock";
import { command, commandID, text } from "../lib/commands";
import { sentence } from "../lib/problems";
import { clockTime, t, td, tn } from "../lib/words";
import { away, floor, info, keeping, live } from "./model";
import { countSays } from "./counts";
import { called, questionName, sideName } from "./names";
import type { Back, Kept } from "./offline";
import { sidesOf } from "./settings";

/** Without is that; brief says less, for a phone, and leaves out the list of what is kept. */
export function Without({ brief }: { brief?: boolean }) {
  const waiting = keeping.waiting.value;
  const back = keeping.all.value.filter((k) => k.back);
  if (!away.value && waiting.length === 0 && back.length === 0) return null;
  return (
    <section class="without" aria-label={t("desk.without")}>
      <p class="warn" role="status">
        {away.value && <>{t(brief ? "remote.lost" : "desk.lost", { at: clockTime(live.heardAt.value, info.value.zone) })} </>}
        {waiting.length > 0 && <>{tn("desk.kept", waiting.length)} </>}
        {waiting.length > 0 && !keeping.durable.value && t("desk.kept.page")}
      </p>
      {waiting.length > 0 && !brief && <details><summary>{t("desk.kept.list")}</summary><ol class="rows">{waiting.map((k) => <li key={k.cmd}><What k={k} /></li>)}</ol></details>}
      {back.map((k) => <Returned key={k.cmd} k={k} />)}
    </section>
  );
}

/** What is when an act was done, what it was, whom it was about and what it says. */
function What({ k }: { k: Kept }) {
  return (
    <span>
      {clockTime(k.when / 1000, info.value.zone)} · {td("desk.act", k.name)}{k.hand && <> · <bdi>{called(k.hand.who)}</bdi></>}
      {says(k).map((words, i) => <span key={i}> · <span dir="auto">{words}</span></span>)}
    </span>
  );
}

/** says is what somebody typed for an act, beside the name of whom it is about. */
function says(k: Kept): string[] {
  if (k.hand) return k.hand.words ? [k.hand.words] : [];
  if (k.name.endsWith(".count")) return [countSays(k.name, k.payload)];
  const { question, scene, on, from, to } = k.payload;
  const sides = sidesOf(k).map((side) => sideName(side));
  if (k.name === "door.sweep") return [...sides, `${second(from)}–${second(to)}`];
  if (k.name === "door.slips") return [...sides, on ? t("desk.slips.want") : t("desk.slips.off")];
  if (k.name.startsWith("door.")) return sides;
  if (k.name === "screen.show") return [td("desk.scene", String(scene))];
  if (k.name === "screen.blank") return [on ? t("desk.blank.on") : t("desk.blank.off")];
  return k.name === "question.now" ? [questionName(Number(question))] : k.texts.map((x) => x.body);
}

const second = (n: unknown) => clockTime((info.value.epoch ?? 0) + Number(n), info.value.zone);

const asks = { override: "desk.back.override.ask", enter: "desk.back.enter.ask", correct: "desk.back.correct.ask", again: "desk.back.again.ask", instead: "desk.back.instead.ask" } as const;
const does = { override: "desk.back.override", enter: "desk.back.enter", correct: "desk.back.correct", again: "desk.back.again", instead: "desk.back.again" } as const;

// Refusals whose sentences say to reload the page: it would not come back with what
// is kept.
const unread = ["malformed", "unknown_type", "media_type", "from_future"];

/** whatOf is why an act came back, what stands of it, and what can be done. */
function whatOf(b: Back): string {
  if (b.stands !== undefined) return b.stands ? t("desk.back.turn", { turn: b.stands }) : t("desk.back.words");
  const why = unread.includes(b.problem.code) ? t("desk.back.unread") : sentence(b.problem);
  const ask = b.fix && t(asks[b.fix], { time: mmss(b.seconds) });
  return [why, b.unsure ? t("desk.back.unsure") : !b.fix && t("desk.back.none"), ask].filter(Boolean).join(" ");
}

/** Returned is an act that the room did not take. */
function Returned({ k }: { k: Kept }) {
  const b = k.back;
  if (!b) return null;
  return (
    <div class="warn" role="alert">
      <p><What k={k} /></p>
      <p>{whatOf(b)}</p>
      <p class="keys">
        {b.fix && <button type="button" class="key primary" onClick={() => void enter(k)}>{t(does[b.fix])}</button>}
        <button type="button" class="key" onClick={() => void keeping.drop(k.cmd)}>{b.fix ? t("desk.back.drop") : t("desk.back.seen")}</button>
      </p>
    </div>
  );
}

/** enter puts in the place of an act that came back what stands for it: it is
 * sent like the others, with its own time. */
async function enter(k: Kept): Promise<void> {
  const c = await instead(k);
  await keeping.change((kept) => kept.map((x) => (x.cmd === k.cmd ? { ...x, ...c, back: undefined, tried: false } : x)));
  keeping.send();
}

async function instead(k: Kept): Promise<Partial<Kept>> {
  const { fix, seconds, until } = k.back ?? { seconds: 0 };
  if (fix === "again") return { cmd: commandID() };
  if (fix === "instead") return { cmd: commandID(), made: roomNow() };
  const reason = text(t("desk.back.reason"));
  const who = k.hand?.who;
  if (fix === "override") return command("turn.override", { after: k.payload.after, hand: k.payload.hand, why: "technical", reason });
  if (fix === "enter") {
    const whom = who?.person ? { person: who.person } : { label: text(who?.label ?? "") };
    const c = await command("turn.enter", { ...whom, side: k.hand?.side, seconds, why: "technical", reason });
    return { ...c, made: until ?? roomNow(), turn: undefined };
  }
  const turn = floor.value.recent?.[Number(k.payload.turn)];
  const c = await command("turn.correct", { turn: turn?.n, ...(turn?.seat ? { seat: turn.seat } : { person: turn?.who?.person }), start: turn?.start, seconds, reason });
  return { ...c, made: roomNow() };
}
