// The statements to vote on: newest that one has not answered first, in a list
// whose order does not move under a finger.
import { signal } from "@preact/signals-core";
import { inOrder } from "../lib/live";
import { optionsOf } from "../lib/kinds";
import type { Choice, Statement } from "../lib/types";
import { t, td, tn } from "../lib/words";
import { ActLine } from "../ui/act";
import { Answers } from "../ui/answers";
import { me, outbox, session, statements } from "./room";

export function mine(id: string): Choice | undefined {
  const sent = outbox.of(`vote:${id}`);
  if (sent && sent.state !== "refused") return sent.payload.answer as Choice;
  return me.value.ballot?.votes?.[id];
}

// The page lists what was unanswered when it was opened or when it came;
// answering one does not move the others.
let skipped: Set<string> | undefined;
const showAll = signal(false);

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
  const listed = all.filter(([id, s]) => !s.hidden && (s.status === "open" ? showAll.value || !skipped?.has(id) : unsettled(id)));
  if (session.value.phase === "closed" && listed.length === 0) return null;
  const done = open.length - open.filter(([id]) => !mine(id)).length;
  return (
    <section class="stack votes" aria-labelledby="h-votes">
      <h2 id="h-votes">{t("phone.votes")}</h2>
      {open.length === 0 ? <p class="dim">{t("phone.votes.none")}</p>
        : <p class="dim">{tn("phone.votes.done", open.length, { done })}</p>}
      {!me.value.joined && open.length > 0 && <p><a href="/j">{t("phone.join")}</a></p>}
      {listed.map(([id, s]) => <Vote key={id} id={id} s={s} />)}
      {!showAll.value && open.some(([id]) => skipped?.has(id)) && (
        <button type="button" class="key" onClick={() => (showAll.value = true)}>{t("phone.votes.all")}</button>
      )}
    </section>
  );
}

export function Vote({ id, s }: { id: string; s: Statement }) {
  const about = `vote:${id}`;
  const answer = mine(id);
  const recorded = me.value.ballot?.votes?.[id] !== undefined;
  return (
    <article class="card vote">
      <p class="tag">{td("kind", s.kind)} · {td("source", s.source)}</p>
      <p class="statement" dir="auto">{s.text || t("report.erased")}</p>
      <Answers label={t("phone.vote.label")} options={optionsOf(s.kind)} chosen={answer} disabled={s.status !== "open" || !me.value.joined}
        pick={(a) => a !== answer && void outbox.add(about, "vote.cast", { statement: id, answer: a }, "ballot")} />
      <ActLine outbox={outbox} about={about} recorded={recorded} />
    </article>
  );
}
