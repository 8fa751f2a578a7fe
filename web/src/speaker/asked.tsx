// The questions to the table, those to this seat first, and replies in writing.
import { signal } from "@preact/signals-core";
import { text } from "../lib/commands";
import { inOrder } from "../lib/live";
import { field } from "../lib/mount";
import type { Asked } from "../lib/types";
import { t, td, tn } from "../lib/words";
import { ActLine } from "../ui/act";
import { Card } from "../ui/common";
import { act, isClosed, outbox, questions, seat, statements, table } from "./model";

const writing = signal("");

export function Questions() {
  const all = inOrder(questions.value.all, questions.value.order).filter(([, q]) => !q.hidden && !q.into);
  const open = all.filter(([id, q]) => !q.reply && !q.answered || q.reply?.seat === seat.value || outbox.of(`reply:${id}`));
  const mine = open.filter(([, q]) => q.to === seat.value || (q.of && statements.value.all?.[q.of]?.seat === seat.value));
  const others = open.filter(([id]) => !mine.some(([x]) => x === id));
  return (
    <Card id="questions" title={t("speaker.questions")}>
      {open.length === 0 && <p class="dim">{t("speaker.questions.none")}</p>}
      <List title={t("speaker.questions.mine")} rows={mine} />
      <List title={t("speaker.questions.table")} rows={others} />
    </Card>
  );
}

function List({ title, rows }: { title: string; rows: [string, Asked][] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{title} <span class="count">{rows.length}</span></h3>
      <ul class="rows">{rows.map(([id, q]) => <Row key={id} id={id} q={q} />)}</ul>
    </>
  );
}

function Row({ id, q }: { id: string; q: Asked }) {
  const about = `reply:${id}`;
  const own = q.reply?.seat === seat.value;
  const mechanism = q.of ? statements.value.all?.[q.of] : undefined;
  return (
    <li class="question">
      {mechanism && <p class="dim">{t("speaker.because")} <q dir="auto" lang={mechanism.lang}>{mechanism.text}</q></p>}
      <p class="statement" dir="auto" lang={q.lang}>{q.text}</p>
      <p class="dim">{[
        td("source", q.source),
        q.to && q.to !== seat.value ? t("speaker.to", { name: table.value.seats?.[q.to]?.name || t("word.at_the_table") }) : "",
        q.support ? tn("question.support", q.support) : "",
      ].filter(Boolean).join(" · ")}</p>
      {q.reply?.text && <p class="read"><span class="tag">{t("speaker.reply.yours")}</span> <span dir="auto">{q.reply.text}</span></p>}
      {q.reply?.turn ? <p class="dim">{t("speaker.reply.live", { n: q.reply.turn })}</p> : null}
      {writing.value === id ? <Form id={id} was={own ? (q.reply?.text ?? "") : ""} />
        : (
          <p class="keys">
            <button type="button" class="key" onClick={() => (writing.value = id)}>{own && q.reply?.text ? t("speaker.reply.change") : t("speaker.reply")}</button>
            {own && <button type="button" class="key" onClick={() => act(about, "reply.take", { statement: id })}>{t("speaker.reply.take")}</button>}
          </p>
        )}
      {isClosed.value && !q.reply && <p class="dim">{t("speaker.reply.closed")}</p>}
      <ActLine outbox={outbox} about={about} />
    </li>
  );
}

function Form({ id, was }: { id: string; was: string }) {
  const send = (e: Event) => {
    e.preventDefault();
    const words = field(e, "reply");
    if (!words) return;
    act(`reply:${id}`, "reply.give", { statement: id, text: text(words) });
    writing.value = "";
  };
  return (
    <form class="stack" onSubmit={send}>
      <div class="field">
        <label for={`reply-${id}`}>{t("speaker.reply.label")}</label>
        <textarea id={`reply-${id}`} name="reply" rows={3} dir="auto" maxLength={600} required defaultValue={was} />
      </div>
      <p class="keys">
        <button class="key primary">{t("speaker.reply.send")}</button>
        <button type="button" class="key" onClick={() => (writing.value = "")}>{t("speaker.cancel")}</button>
      </p>
    </form>
  );
}
