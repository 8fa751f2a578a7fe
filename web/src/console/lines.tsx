// The chat: where lines are pasted, and those that ask for something, each with
// one key for what it asks.
import { text } from "../lib/commands";
import { field } from "../lib/mount";
import { t, tn } from "../lib/words";
import { ActLine } from "../ui/act";
import { Card } from "../ui/common";
import { again, by, done, ordered, readChat, reading, takeAgain, type Line } from "./chat";
import { raise } from "./hands";
import { act, fresh, isClosed, may, outbox, status } from "./model";

const longest = 280; // characters of a question

export function ChatPanel() {
  if (isClosed.value) return null;
  const { asked, said } = ordered();
  return (
    <Card id="chat" title={t("console.chat")}>
      <Paste />
      <Waiting />
      {asked.length + said.length === 0 && <p class="dim">{t("console.chat.none")}</p>}
      <ul class="rows">{asked.map((l) => <Row key={l.id} l={l} />)}</ul>
      {said.length > 0 && (
        <details>
          <summary>{tn("console.chat.said", said.length)}</summary>
          <ul class="rows">{said.map((l) => <Row key={l.id} l={l} />)}</ul>
          <p><button type="button" class="key" onClick={() => said.forEach((l) => done(l.id))}>{t("console.chat.clear")}</button></p>
        </details>
      )}
    </Card>
  );
}

function Paste() {
  const send = async (e: Event) => {
    e.preventDefault();
    const form = e.currentTarget as HTMLFormElement;
    if (await readChat(field(e, "chat"))) form.reset();
  };
  return (
    <form class="stack" onSubmit={(e) => void send(e)}>
      <div class="field">
        <label for="chat-lines">{t("console.chat.paste")}</label>
        <textarea id="chat-lines" name="chat" rows={3} dir="auto" autoComplete="off" spellcheck={false} />
      </div>
      <p class="dim">{t("console.chat.help")}</p>
      <p class="keys">
        <button class="key" aria-busy={reading.value ? "true" : undefined}>{t("console.chat.read")}<kbd aria-hidden="true">Ctrl V</kbd></button>
        {again.value.length > 0 && <button type="button" class="key" onClick={takeAgain}>{tn("console.chat.again", again.value.length)}</button>}
      </p>
    </form>
  );
}

/** Waiting are questions on their way, and those that were refused. */
function Waiting() {
  const all = outbox.items.value.filter((i) => i.name === "statement.add" && i.state !== "recorded");
  if (all.length === 0) return null;
  return (
    <ul class="rows">
      {all.map((i) => (
        <li key={i.cmd}>
          <p dir="auto">{i.texts[0]?.body}</p>
          <ActLine outbox={outbox} about={i.about} />
          {i.state === "refused" && <p><button type="button" class="key" onClick={() => void outbox.keep((items) => items.filter((x) => x.cmd !== i.cmd))}>{t("console.remove")}</button></p>}
        </li>
      ))}
    </ul>
  );
}

function Row({ l }: { l: Line }) {
  const hand = (
    <button key="hand" type="button" class={l.kind === "hand" ? "key primary" : "key"} data-line={l.id} disabled={!may("hand.add")}
      onClick={(e) => finish(e, l, () => raise(l.name ?? ""))}>{t("console.to.queue")}</button>
  );
  const question = (
    <button key="question" class={l.kind === "question" ? "key primary" : "key"} data-line={l.id} disabled={!may("statement.add")}>{t("console.to.questions")}</button>
  );
  return (
    <li data-message={l.id}>
      <p class="tag"><bdi>{by(l)}</bdi>{l.at && <> · <span dir="ltr">{l.at}</span></>}{l.private && <> · {t("console.private")}</>}</p>
      <form class="stack" onSubmit={(e) => ask(e, l)}>
        {[...l.text].length > longest
          ? <Shorten l={l} />
          : <p class="statement" dir="auto">{l.text}</p>}
        <p class="keys">
          {l.kind === "hand" ? [hand, question] : [question, hand]}
          <button type="button" class="key" data-drop={l.id} onClick={(e) => finish(e, l)}>{t("console.drop")}</button>
        </p>
      </form>
    </li>
  );
}

function Shorten({ l }: { l: Line }) {
  return (
    <div class="field">
      <label for={`short-${l.id}`}>{t("console.shorten", { n: longest })}</label>
      <textarea id={`short-${l.id}`} name="words" rows={4} dir="auto" required defaultValue={l.text} />
    </div>
  );
}

/** ask puts a line to the table as a question from the chat. */
function ask(e: Event, l: Line): void {
  e.preventDefault();
  const words = field(e, "words") || l.text;
  if ([...words].length > longest) {
    status.value = t("console.shorten", { n: longest });
    return;
  }
  finish(e, l, () => {
    act(fresh("question"), "statement.add", { kind: "question", text: text(words), chat: true });
    status.value = t("console.asked");
  });
}

/** finish does what a line asks and takes it off the list; the focus goes to the
 * next one. */
function finish(e: Event, l: Line, what?: () => void): void {
  const row = (e.currentTarget as HTMLElement).closest("[data-message]");
  const id = (row?.nextElementSibling ?? row?.previousElementSibling)?.getAttribute("data-message");
  what?.();
  done(l.id);
  if (id) document.querySelector<HTMLElement>(`[data-line="${id}"]`)?.focus();
  else document.getElementById("chat-lines")?.focus();
}

/** step moves the focus to the next line's first key, or the one before; false
 * where there is none. */
export function step(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("#chat [data-message]")].filter((r) => r.offsetParent);
  if (rows.length === 0) return false;
  const at = rows.indexOf(document.activeElement?.closest("[data-message]") as HTMLElement);
  const next = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, at + by))]!;
  next.querySelector<HTMLElement>("[data-line]")?.focus();
  return true;
}

/** dropLine puts the line that has the focus aside; false where none has. */
export function dropLine(): boolean {
  const row = document.activeElement?.closest("[data-message]");
  const key = row?.querySelector<HTMLElement>("[data-drop]");
  key?.click();
  return !!key;
}
