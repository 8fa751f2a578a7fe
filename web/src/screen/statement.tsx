// One statement, or one question: what it says and asks, and how the room
// answers it; under a mechanism the reasons against it.
import { inOrder } from "../lib/live";
import { counted, figures, optionsOf, weighed, type Counted } from "../lib/kinds";
import { said, saidOfWeight } from "../lib/said";
import { t, td, tn } from "../lib/words";
import type { Asked, Shown, Statement } from "../lib/types";
import { Bars } from "../ui/bars";
import { Told } from "../ui/told";
import { Circle } from "./circle";
import { Fitted } from "./fitted";
import { questions, screen, seatName, statements } from "./model";

const reasonsShown = 3;

/** StatementScene shows what the desk chose; the table again when that is on no
 * page any more. */
export function StatementScene() {
  const id = screen.value.item ?? "";
  const s = statements.value.all?.[id];
  const q = questions.value.all?.[id];
  return s ? <Voted id={id} s={s} /> : q ? <Question q={q} /> : <Circle />;
}

function Voted({ id, s }: { id: string; s: Statement }) {
  return (
    <Fitted>
      <p class="note">{t("screen.from", { kind: td("kind", s.kind), source: td("source", s.source) })}</p>
      <p class="words" dir="auto" lang={s.hidden ? undefined : s.lang}>{s.hidden ? goneFor(s.hidden) : s.text}</p>
      <Told asks={s} lang={s.lang} of={statements.value.all?.[s.of ?? ""]?.text} />
      <div class="halves">
        <div class="half"><Votes s={s} /></div>
        {s.kind === "mechanism" && <Reasons of={id} />}
      </div>
    </Fitted>
  );
}

/** goneFor stands in place of words: they were hidden by a rule, or erased. */
function goneFor(hidden: string): string {
  return t(hidden === "erased" ? "screen.erased" : "screen.hidden");
}

function Votes({ s }: { s: Statement }) {
  const counts = figures(s.kind, s.shown);
  const weights = s.shown.weight;
  return (
    <>
      {counts && <Bars counts={counts} />}
      <p class={s.shown.state === "words" ? "word" : "note"}>{stateOf(s)}</p>
      {s.shown.state === "none" && <p class="note">{optionsOf(s.kind).map((o) => t(o.label)).join(" · ")}</p>}
      {Object.entries(s.shown.line_choices ?? s.shown.lines ?? {}).map(([line, x]) => (
        <p key={line} class="note">{td("screen.line", line.split(":")[0] ?? "")}: {inWords(counted(optionsOf(s.kind), x))}</p>
      ))}
      {weights && <Weight shown={weights} />}
      {s.accepted && <p class="word">{td("accepted", s.accepted)}</p>}
    </>
  );
}

/** stateOf says what may be known of a statement's votes. */
export function stateOf({ kind, shown }: Statement): string {
  switch (shown.state) {
    case "figures": return tn("screen.votes", shown.n ?? 0);
    case "words":
    case "few": return said(kind, shown);
    case "none": return t("screen.votes.hidden");
  }
}

export function inWords(counts: Counted[]): string {
  return counts.map((c) => `${t(c.label)} ${c.n}`).join(" · ");
}

function Weight({ shown }: { shown: Shown }) {
  const counts = weighed(shown);
  if (!counts) return <p class="word">{saidOfWeight(shown)}</p>;
  return <><p class="note">{t("asks.weight")}</p><Bars counts={counts} /></>;
}

function Reasons({ of }: { of: string }) {
  const all = inOrder(questions.value.all, questions.value.order).filter(([, q]) => q.of === of && !q.hidden)
    .sort(([, a], [, b]) => Number(!!a.reply) - Number(!!b.reply));
  if (all.length === 0) return null;
  const open = all.filter(([, q]) => !q.reply).length;
  return (
    <div class="half">
      <h2>{tn("screen.reasons", all.length)}{open > 0 && <>: {tn("screen.reasons.open", open)}</>}</h2>
      <ul class="reasons">
        {all.slice(0, reasonsShown).map(([id, q]) => (
          <li key={id}><span dir="auto" lang={q.lang}>{q.text}</span> <strong>{t(q.reply ? "screen.answered" : "screen.unanswered")}</strong></li>
        ))}
      </ul>
    </div>
  );
}

function Question({ q }: { q: Asked }) {
  const r = q.reply;
  return (
    <Fitted>
      <p class="note">{t("screen.from", { kind: td("kind", q.kind), source: td("source", q.source) })}{q.to && <> · {t("screen.to", { name: seatName(q.to) })}</>}</p>
      <p class="words" dir="auto" lang={q.hidden ? undefined : q.lang}>{q.hidden ? goneFor(q.hidden) : q.text}</p>
      {q.kind === "question" && (q.support ? <p class="word">{tn("question.support", q.support)}</p> : !r && !q.closed && <p class="note">{t("screen.support")}</p>)}
      {r?.turn ? <p class="word">{t("screen.answered.turn", { n: String(r.turn) })}</p> : null}
      {r && !r.turn && <p class="reply"><span class="note">{t("screen.reply")}</span> <span dir="auto">{r.text || goneFor(r.hidden || "erased")}</span></p>}
      {!r && q.closed && <p class="note">{t("screen.missed")}</p>}
    </Fitted>
  );
}
