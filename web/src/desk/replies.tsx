// Answers to what waits for one: to questions, and to the reasons why somebody
// cannot accept a mechanism.
import { text } from "../lib/commands";
import { inOrder } from "../lib/live";
import { lang, t } from "../lib/words";
import type { Asked, Statement } from "../lib/types";
import { askAndSend } from "./ask";
import { caught, floor, questions, run } from "./model";
import { erase, Evidence, HiddenText, refuse, showAgain, Veil } from "./moderation";
import { called, seatName } from "./names";
import { Reported } from "./reports";
import { Key } from "./ui";

/** AskedWords are what was asked, and what was answered. */
export function AskedWords({ id, q }: { id: string; q: Asked }) {
  if (q.hidden === "erased") return <p class="aside">{t("desk.erased")}</p>;
  if (q.hidden) return <HiddenText id={id} rule={q.hidden} />;
  return (
    <>
      <p dir="auto" lang={q.lang}>{q.text}</p>
      {q.answered && <p class="aside">{t("desk.question.answered")}</p>}
      <Reported id={id} />
      {q.reply?.turn ? <p class="aside">{t("desk.replied.turn", { n: String(q.reply.turn) })}</p> : null}
      {q.reply && !q.reply.turn && !q.reply.text && !q.reply.hidden && <p class="aside">{t("desk.erase.replied")}</p>}
      {q.reply?.text && !q.reply.hidden && <p class="read"><span class="aside">{t("desk.replied")}</span> <span dir="auto">{q.reply.text}</span></p>}
    </>
  );
}

/** ReplyKeys are what can be done about the answer to a question or a reason. */
export function ReplyKeys({ id, q, hot }: { id: string; q: Asked; hot?: string }) {
  const turn = caught.value;
  if (q.hidden || q.into) return null;
  return (
    <>
      {!q.reply && turn > 0 && <Key cmd="reply.give" payload={{ statement: id, turn }} hot={hot}>{t("desk.reply.turn", { n: String(turn) })}</Key>}
      <Key cmd="reply.give" act={() => reply(id, q)}>{q.reply ? t("desk.reply.change") : t("desk.reply.other")}</Key>
      {q.reply && <Key cmd="reply.take" payload={{ statement: id }}>{t("desk.reply.take")}</Key>}
      {q.reply && !q.reply.turn && <Veil of={{ item: id }} />}
      {(q.reply?.text || q.reply?.hidden) && <Key cmd="text.erase" act={() => erase({ reply: id }, t("desk.erase.reply"))}>{t("desk.erase.reply")}</Key>}
    </>
  );
}

/** HideKeys take the words of a question or a reason off every page. */
export function HideKeys({ id, q }: { id: string; q: Asked }) {
  if (q.hidden === "erased") return null;
  return (
    <>
      {q.hidden
        ? <Key cmd="statement.restore" act={() => showAgain("statement.restore", { statement: id })}>{t("desk.restore")}</Key>
        : <Key cmd="statement.hide" act={() => refuse("statement.hide", { statement: id }, t("desk.hide"))}>{t("desk.hide")}</Key>}
      <Evidence id={id} />
      <Key cmd="text.erase" act={() => erase({ item: id })}>{t("desk.erase")}</Key>
    </>
  );
}

/** turns are the turns that an answer may have been given in, newest first. */
function turns(): { value: string; label: string }[] {
  const { recent, running } = floor.value;
  return [running, ...Object.values(recent ?? {}).sort((a, b) => b.n - a.n)].flatMap((x) => (!x || x.void ? [] : [{
    value: String(x.n), label: t("desk.reply.in", { n: String(x.n), name: x.seat ? seatName(x.seat) : called(x.who) }),
  }]));
}

async function reply(statement: string, q: Asked): Promise<void> {
  await askAndSend(t("desk.reply.title"), [
    { name: "how", label: t("desk.reply.how"), kind: "select", value: String(q.reply?.turn ?? ""), options: [{ value: "", label: t("desk.reply.written") }, ...turns()] },
    { name: "words", label: t("desk.reply.words"), kind: "area", max: 600, value: q.reply?.text },
  ], t("desk.save"), q.text, (a) => run("reply.give", { statement, ...(a.how ? { turn: Number(a.how) } : { text: text(a.words ?? "") }) }));
}

/** Reasons are why somebody cannot accept the mechanism; those that nobody
 * answered come first and stand out. */
export function Reasons({ of }: { of: string }) {
  const all = inOrder(questions.value.all, questions.value.order).filter(([, q]) => q.of === of)
    .sort(([, a], [, b]) => Number(waits(b)) - Number(waits(a)));
  if (all.length === 0) return null;
  return (
    <div class="reasons">
      <h4>{t("desk.reasons")}</h4>
      <ul class="rows">
        {all.map(([id, q]) => (
          <li key={id} class={waits(q) ? "unanswered" : undefined}>
            {waits(q) && <p class="mark">{t("desk.unanswered")}</p>}
            <AskedWords id={id} q={q} />
            <p class="keys"><ReplyKeys id={id} q={q} /><HideKeys id={id} q={q} /></p>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** waits says whether a question or a reason waits for an answer. */
export function waits(q: Asked): boolean {
  return !q.hidden && !q.into && !q.reply && !q.answered;
}

/** noteReason writes down why somebody without a phone cannot accept a
 * mechanism, as it was said. */
export async function noteReason(of: string, s: Statement): Promise<void> {
  await askAndSend(t("desk.because.add"), [{ name: "words", label: t("desk.because.text"), kind: "area", required: true, max: 280 }], t("desk.save"), s.text,
    (a) => run("statement.add", { kind: "because", of, text: text(a.words ?? ""), lang, ...(caught.value && { turn: caught.value }) }));
}
