// The cards that this seat wrote beforehand, each live by one tap, and what
// became of those that came up.
import { signal } from "@preact/signals-core";
import { text } from "../lib/commands";
import { asksOf, kindsOn } from "../lib/fields";
import { inOrder } from "../lib/live";
import type { Card as Prepared, Kind } from "../lib/types";
import { lang, t, td, tn } from "../lib/words";
import { ActLine } from "../ui/act";
import { asksIn, Fields, sentenceOf } from "../ui/asks";
import { Card } from "../ui/common";
import { Told } from "../ui/told";
import { act, info, isClosed, isLive, me, outbox, questions, seat, statements, table } from "./model";

const most = 5;

/** open is the card that is being written: an id, "new", or "" none. */
const open = signal("");
const kind = signal<Kind>("view");
let written = 0;

export function Cards() {
  const own = me.value?.seat;
  const cards = inOrder(own?.cards, own?.order);
  const waits = outbox.items.value.filter((i) => i.name === "statement.add" && i.state !== "recorded");
  const full = cards.length >= most;
  if (isClosed.value) return null;
  return (
    <Card id="cards" title={t("speaker.cards")}>
      <p class="dim">{t("speaker.cards.help", { n: most })}</p>
      {me.value && cards.length === 0 && waits.length === 0 && <p class="dim">{t("speaker.cards.none")}</p>}
      <ul class="rows">
        {cards.map(([id, c]) => (open.value === id ? <li key={id}><Form id={id} was={c} /></li> : <Row key={id} id={id} c={c} />))}
        {waits.map((i) => <li key={i.cmd}><p dir="auto">{i.texts[0]?.body}</p><ActLine outbox={outbox} about={i.about} /></li>)}
      </ul>
      {open.value === "new" ? <Form id="new" /> : (
        <p><button type="button" class="key" disabled={full} onClick={() => write("new", "view")}>{t("speaker.card.new")}</button>
          {full && <span class="dim"> {t("speaker.cards.full", { n: most })}</span>}</p>
      )}
    </Card>
  );
}

function write(id: string, k: Kind): void {
  kind.value = k;
  open.value = id;
}

function Row({ id, c }: { id: string; c: Prepared }) {
  const about = `card:${id}`;
  return (
    <li>
      <p class="tag">{td("kind", c.kind)}</p>
      <p class="statement" dir="auto" lang={c.lang}>{c.text}</p>
      <Told asks={c} lang={c.lang} of={statements.value.all?.[c.of ?? ""]?.text} to={table.value.seats?.[c.to ?? ""]?.name} />
      <p class="keys">
        <button type="button" class="key primary" disabled={!isLive.value} onClick={() => act(about, "card.show", { statement: id })}>{t("speaker.card.show")}</button>
        <button type="button" class="key" onClick={() => write(id, c.kind)}>{t("speaker.card.edit")}</button>
        <button type="button" class="key" onClick={() => confirm(t("speaker.card.discard.sure")) && act(about, "card.discard", { statement: id })}>{t("speaker.card.discard")}</button>
      </p>
      {!isLive.value && <p class="dim">{t("speaker.card.wait")}</p>}
      <ActLine outbox={outbox} about={about} />
    </li>
  );
}

/** Form writes a card, or changes one. */
function Form({ id, was }: { id: string; was?: Prepared }) {
  const save = (e: Event) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget as HTMLFormElement);
    const words = String(form.get("text") ?? "").trim();
    if (!words) return;
    const says = { kind: kind.value, text: text(words), lang, question: Number(form.get("question")) || undefined, ...asksIn(form, kind.value) };
    if (was) act(`card:${id}`, "card.edit", { statement: id, ...says });
    else act(`card:new:${Date.now()}:${written++}`, "statement.add", { prepared: true, ...says });
    open.value = "";
  };
  const key = `card-${id}`;
  return (
    <form class="stack card-form" onSubmit={save}>
      <div class="field">
        <label for={`${key}-kind`}>{t("speaker.card.kind")}</label>
        <select id={`${key}-kind`} value={kind.value} onChange={(e) => (kind.value = e.currentTarget.value as Kind)}>
          {kindsOn("speaker").map((k) => <option key={k} value={k} selected={k === kind.value}>{td("kind", k)}</option>)}
        </select>
      </div>
      <div class="field">
        <label for={`${key}-text`}>{sentenceOf(kind.value)}</label>
        <textarea id={`${key}-text`} name="text" rows={2} dir="auto" maxLength={280} required defaultValue={was?.text} />
      </div>
      <Fields key={kind.value} kind={kind.value} id={key} was={was?.kind === kind.value ? was : undefined} statements={statements.value.all} table={table.value} />
      {asksOf(kind.value).some((f) => f.name === "of") && <p class="help">{t("speaker.card.of")}</p>}
      <Question id={key} n={was?.question ?? 0} />
      <p class="keys">
        <button class="key primary">{t("speaker.card.save")}</button>
        <button type="button" class="key" onClick={() => (open.value = "")}>{t("speaker.cancel")}</button>
      </p>
    </form>
  );
}

/** Question is to which of the session's questions a card belongs. */
function Question({ id, n }: { id: string; n: number }) {
  const all = inOrder(info.value.questions, info.value.order);
  if (all.length === 0) return null;
  return (
    <div class="field">
      <label for={`${id}-question`}>{t("speaker.card.question")}</label>
      <select id={`${id}-question`} name="question" defaultValue={String(n)}>
        <option value="0">{t("speaker.card.question.current")}</option>
        {all.map(([k, q]) => <option key={k} value={k} selected={k === String(n)}>{q.text}</option>)}
      </select>
    </div>
  );
}

/** Shown are this seat's cards that came up. */
export function Shown() {
  const votes = inOrder(statements.value.all, statements.value.order).filter(([, s]) => s.seat === seat.value && seat.value && !s.hidden);
  const asked = inOrder(questions.value.all, questions.value.order).filter(([, q]) => q.seat === seat.value && seat.value && !q.hidden);
  if (votes.length + asked.length === 0) return null;
  return (
    <Card id="shown" title={t("speaker.shown")}>
      <ul class="rows">
        {votes.map(([id, s]) => (
          <li key={id}>
            <p class="tag">{td("kind", s.kind)}</p>
            <p class="statement" dir="auto" lang={s.lang}>{s.text}</p>
            <p class="dim">{s.status === "closed" ? t("speaker.vote.closed") : t("speaker.vote.open")}{s.shown.n ? ` · ${tn("speaker.votes", s.shown.n)}` : ""}</p>
            {s.status === "open" && s.shown.state === "none" && <Back id={id} />}
          </li>
        ))}
        {asked.map(([id, q]) => (
          <li key={id}>
            <p class="tag">{td("kind", q.kind)}</p>
            <p class="statement" dir="auto" lang={q.lang}>{q.text}</p>
            <p class="dim">{q.reply ? t("speaker.answered") : t("speaker.unanswered")}</p>
            {!q.reply && !q.closed && <Back id={id} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Back({ id }: { id: string }) {
  const about = `back:${id}`;
  return (
    <>
      <p><button type="button" class="key" onClick={() => act(about, "card.back", { statement: id })}>{t("speaker.card.back")}</button></p>
      <ActLine outbox={outbox} about={about} />
    </>
  );
}
