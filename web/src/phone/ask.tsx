// Questions to the table in writing: asking, supporting others', replies.
import { signal } from "@preact/signals-core";
import { text } from "../lib/commands";
import { optionsOf } from "../lib/kinds";
import type { Asked } from "../lib/types";
import { t, td, tn } from "../lib/words";
import { ActLine } from "../ui/act";
import { Answers } from "../ui/answers";
import { asksIn, Fields, sentenceOf } from "../ui/asks";
import { Solo } from "../ui/solo";
import { Own, Replied, shownOf } from "./own";
import { banned, info, me, myHand, outbox, queue, session, table } from "./room";
import { Report } from "./report";
import { mine } from "./vote";
import { Beside, held, setDraft, TextField, writer } from "./writing";

/** instead is the own hand that a question is written for; "" none. */
export const instead = signal("");

const id = "ask";

export function Ask() {
  const all = shownOf((q) => q.kind === "question");
  const answered = all.filter(([, q]) => !q.into && (q.reply || q.answered));
  const waiting = all.filter(([, q]) => !q.into && !q.reply && !q.answered);
  const also = (id: string) => all.filter(([, q]) => q.into === id);
  return (
    <div class="stack">
      <Form />
      <Own about="question:" of={(k) => k === "question"} />
      <h2>{t("more.questions")}</h2>
      {all.length === 0 ? <p class="card dim">{t(session.value.phase === "closed" ? "more.questions.none.closed" : "more.questions.none")}</p> : <p class="dim">{t("more.questions.steps", { n: info.value.class ?? 5 })}</p>}
      {waiting.map(([x, q]) => <Question key={x} id={x} q={q} also={also(x)} />)}
      {answered.length > 0 && <h2>{t("more.questions.answered")}</h2>}
      {answered.map(([x, q]) => <Question key={x} id={x} q={q} also={also(x)} />)}
    </div>
  );
}

function Form() {
  const as = writer.value;
  if (session.value.phase === "closed") return <p class="card dim">{t("phone.closed")}</p>;
  if (banned.value) return <p class="card">{t("error.banned")}</p>;
  if (!as) return null;
  const hand = myHand.value && myHand.value.id === instead.value ? instead.value : undefined;
  const send = (e: Event) => {
    e.preventDefault();
    const filled = e.currentTarget as HTMLFormElement;
    const form = new FormData(filled);
    const words = text(String(form.get("text") ?? ""));
    if (!words.body) return;
    void outbox.add(`question:${Date.now()}`, "statement.add", {
      kind: "question", text: words, lang: form.get("lang"), question: Number(form.get("question")) || undefined, hand, ...asksIn(form, "question"),
    }, as);
    filled.reset();
    setDraft(id, "");
    instead.value = "";
  };
  return (
    <form class="card stack" onSubmit={send}>
      <h2>{t("more.ask")}</h2>
      {hand && (
        <p role="status">
          {t("more.ask.instead")} <button type="button" class="plain" onClick={() => (instead.value = "")}>{t("more.ask.keep")}</button>
        </p>
      )}
      <TextField id={id} label={sentenceOf("question")} help={t(held.value ? "more.ask.held" : "more.ask.open")} />
      <Solo on={session.value.solo} />
      <Fields kind="question" id={id} table={table.value} />
      <Beside key={hand} id={id} question={hand ? queue.value.hands?.[hand]?.question : undefined} />
      <button class="key primary big">{t(held.value ? "more.write.send" : "more.write.publish")}</button>
    </form>
  );
}

function Question({ id, q, also }: { id: string; q: Asked; also: [string, Asked][] }) {
  const about = `vote:${id}`;
  const on = mine(id) === "support";
  const to = table.value.seats?.[q.to ?? ""]?.name;
  return (
    <article class="card vote">
      <p class="tag">{td("source", q.source)}{to && <> · {t("more.ask.to")} <bdi>{to}</bdi></>}</p>
      <p class="statement" dir="auto" lang={q.lang}>{q.text}</p>
      {also.map(([x, other]) => <p key={x} class="dim">{t("more.questions.also")} <q dir="auto" lang={other.lang}>{other.text}</q></p>)}
      {q.support ? <p>{tn("more.support", q.support)}</p> : null}
      <Replied q={q} />
      {q.closed && !q.reply && !q.answered && <p class="dim">{t("more.questions.not_reached")}</p>}
      {!q.closed && !q.reply && !q.answered && (
        <>
          <Answers label={t("more.support.label")} options={optionsOf("question")} chosen={on ? "support" : undefined} disabled={!me.value.joined}
            pick={(a) => void outbox.add(about, "vote.cast", { statement: id, answer: on ? "none" : a }, "ballot")} />
          <ActLine outbox={outbox} about={about} recorded={me.value.ballot?.votes?.[id] !== undefined} />
        </>
      )}
      <Report id={id} />
    </article>
  );
}
