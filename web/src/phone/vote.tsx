// The statements to vote on that one has not answered, in a list whose order does
// not move under a finger.
import { signal } from "@preact/signals-core";
import { inOrder } from "../lib/live";
import { optionsOf } from "../lib/kinds";
import type { Choice, Statement } from "../lib/types";
import { t, td, tn } from "../lib/words";
import { ActLine } from "../ui/act";
import { Answers } from "../ui/answers";
import { Told } from "../ui/told";
import { me, more, outbox, session, statements } from "./room";

export function mine(id: string): Choice | undefined {
  const sent = outbox.of(`vote:${id}`);
  if (sent && sent.state !== "refused") return sent.payload.answer as Choice;
  return me.value.ballot?.votes?.[id];
}

// The page lists what was unanswered when it was opened or when it came;
// answering one does not move the others, nor does the end of a vote.
let skipped: Set<string> | undefined;
const listedOnce = new Set<string>();
const showAll = signal(false);

/** led are the statements listed first: what was drawn for this ballot when the page
 * was opened, and later at a tap. */
export const led = signal([me.peek().ballot?.next]);

/** unsettled says whether a vote has not reached the room, or not in time: its
 * statement stays on the page even when it is closed. */
function unsettled(id: string): boolean {
  const sent = outbox.of(`vote:${id}`);
  return sent !== undefined && sent.state !== "recorded";
}

export function Votes() {
  const all = inOrder(statements.value.all, statements.value.order);
  const open = all.filter(([, s]) => s.status === "open" && !s.hidden);
  skipped ??= new Set(all.filter(([id]) => mine(id)).map(([id]) => id));
  for (const [id] of open) if (!mine(id)) skipped.delete(id); // to be answered anew
  const over = session.value.phase === "closed";
  const listed = all.filter(([id, s]) => !s.hidden && (s.status === "open" ? showAll.value || !skipped?.has(id) : unsettled(id) || (listedOnce.has(id) && !over)));
  for (const [id] of listed) listedOnce.add(id);
  if (over && listed.length === 0) return null;
  const done = open.length - open.filter(([id]) => !mine(id)).length;
  return (
    <section class="stack votes" aria-labelledby="h-votes">
      <h2 id="h-votes">{t("phone.votes")}</h2>
      {open.length === 0 ? <p class="dim">{t("phone.votes.none")}</p>
        : <p class="dim">{tn("phone.votes.done", open.length, { done })}</p>}
      {!me.value.joined && open.length > 0 && <p><a href="/j">{t("phone.join")}</a></p>}
      {[...new Set([...led.value.flatMap((id) => listed.filter(([x]) => x === id)), ...listed])].map(([id, s]) => <Vote key={id} id={id} s={s} />)}
      {!showAll.value && open.some(([id]) => skipped?.has(id)) && (
        <button type="button" class="key" onClick={() => (showAll.value = true)}>{t("phone.votes.all")}</button>
      )}
    </section>
  );
}

export function Vote({ id, s }: { id: string; s: Statement }) {
  const m = more.value;
  const about = `vote:${id}`;
  const answer = mine(id);
  const recorded = me.value.ballot?.votes?.[id] !== undefined;
  const off = s.status !== "open" || !me.value.joined;
  return (
    <article class="card vote" id={id}>
      <p class="tag">{td("kind", s.kind)} · {td("source", s.source)}</p>
      <p class="statement" dir="auto" lang={s.lang}>{s.text || t("report.erased")}</p>
      <Told asks={s} lang={s.lang} of={statements.value.all?.[s.of ?? ""]?.text} />
      <Answers label={t("phone.vote.label")} options={optionsOf(s.kind)} chosen={answer} disabled={off}
        pick={(a) => a !== answer && void outbox.add(about, "vote.cast", { statement: id, answer: a }, "ballot")} />
      {s.status !== "open" && !unsettled(id) ? <p class="act dim" role="status">{t("phone.vote.closed")}</p>
        : <ActLine outbox={outbox} about={about} recorded={recorded} />}
      {m && answer === "real" && <m.Weight id={id} off={off} />}
      {m && s.kind === "mechanism" && <m.Because id={id} s={s} cannot={answer === "cannot"} />}
      {m && <m.ClassOf id={id} />}
      {m && <m.Next id={id} />}
      {m && s.source !== "proposal" && <m.Report id={id} />}
    </article>
  );
}
