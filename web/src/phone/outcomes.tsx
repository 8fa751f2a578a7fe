// Outcomes: those put to the room are answered here; an objection says why not.
import { text } from "../lib/commands";
import { inOrder } from "../lib/live";
import { field } from "../lib/mount";
import { plain } from "../lib/kinds";
import type { AnswerWord, Outcome } from "../lib/types";
import { t, td, has } from "../lib/words";
import { ActLine } from "../ui/act";
import { Answers } from "../ui/answers";
import { outcomeSays } from "../ui/outcome";
import { banned, me, outbox, outcomes } from "./room";

function mine(id: string): AnswerWord | undefined {
  const sent = outbox.of(`answer:${id}`);
  if (sent && sent.state !== "refused") return sent.payload.answer as AnswerWord;
  return me.value.ballot?.answers?.[id];
}

/** PutNow is what the room is asked to confirm right now. */
export function PutNow() {
  const open = inOrder(outcomes.value.all, outcomes.value.order).filter(([, o]) => o.status === "put" || o.status === "read");
  if (!open.length) return null;
  return (
    <section class="stack" aria-labelledby="h-put">
      <h2 id="h-put">{t("more.outcomes.now")}</h2>
      {open.map(([id, o]) => <Put key={id} id={id} o={o} />)}
    </section>
  );
}

function Put({ id, o }: { id: string; o: Outcome }) {
  const about = `answer:${id}`;
  const answer = mine(id);
  return (
    <article class="card vote">
      <p class="tag">{o.status === "put" ? t("more.outcome.put") : t("more.outcome.read")}</p>
      <p class="statement" dir="auto">{outcomeSays(o)}</p>
      {o.status === "put" && (
        <>
          <Answers label={t("more.outcome.label")} options={plain} chosen={answer} disabled={!me.value.joined}
            pick={(a) => a !== answer && void outbox.add(about, "outcome.answer", { outcome: id, answer: a }, "ballot")} />
          <ActLine outbox={outbox} about={about} recorded={me.value.ballot?.answers?.[id] !== undefined} />
          <p class="dim">{t("more.outcome.public")}</p>
        </>
      )}
      {me.value.voice && !banned.value && <ObjectBox id={id} />}
    </article>
  );
}

function ObjectBox({ id }: { id: string }) {
  const about = `objection:${id}`;
  const made = Object.entries(me.value.objections).find(([, o]) => o.outcome === id && !o.withdrawn)?.[0];
  const send = (e: Event) => {
    e.preventDefault();
    void outbox.add(about, "objection.make", { outcome: id, text: text(field(e, "text")) });
  };
  return (
    <details>
      <summary>{t("more.object")}</summary>
      <form class="stack" onSubmit={send}>
        {!made && <div class="field">
          <label for={`object-${id}`}>{t("more.object.why")}</label>
          <textarea id={`object-${id}`} rows={3} maxLength={280} name="text" dir="auto" required />
        </div>}
        <p class="help">{t("more.object.help")}</p>
        {made
          ? <button type="button" class="key" onClick={() => void outbox.add(about, "objection.withdraw", { objection: made })}>{t("more.object.withdraw")}</button>
          : <button class="key">{t("more.object.send")}</button>}
        <ActLine outbox={outbox} about={about} />
      </form>
    </details>
  );
}

/** found is the sentence of an outcome that is settled: what and how. */
export function found(o: Outcome): string {
  const f = o.found;
  if (!f) return "";
  const says = f.kind !== "too-few" && f.kind !== "not-put";
  return td("outcome", f.kind) + (says && f.word && has("report.word", f.word) ? `. ${td("report.word", f.word)}` : "");
}
