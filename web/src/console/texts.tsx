// Texts to copy into the meeting tool's chat, in the room's languages.
import { signal } from "@preact/signals-core";
import { copy, inlined, origin } from "../lib/dom";
import { t } from "../lib/words";
import { Card } from "../ui/common";
import { floor, isClosed, published, queue, room, screen, session, status } from "./model";
import { letterOf, vote } from "./votes";

const languages = inlined<Record<string, Record<string, string>>>("chat-texts") ?? {};

/** inAll is a sentence in each of the room's languages, one below the other. */
function inAll(make: (say: (key: string, values?: Record<string, string>) => string) => string): string {
  return Object.values(languages).map((words) =>
    make((key, values) => (words[key] ?? "").replace(/\{(\w+)\}/g, (whole, k: string) => values?.[k] ?? whole))).join("\n\n");
}

const invitation = () => {
  const code = screen.value.online ?? "";
  return code && inAll((say) => say("chat.text.invite", { url: `${origin()}/j/${code}`, code }));
};

const next = () => {
  const [now, then] = [floor.value.running, floor.value.next];
  if (!now?.who && !then) return "";
  const [speaks, follows] = [published(now?.who, now?.side), published(then?.who, then?.side)];
  return inAll((say) => [
    now?.who ? say(speaks ? "chat.text.now" : "chat.text.now.unnamed", { name: speaks }) : "",
    then ? say(!follows ? "chat.text.next.unnamed" : then.side === "onsite" ? "chat.text.next.onsite" : "chat.text.next", { name: follows }) : "",
  ].filter(Boolean).join(" "));
};

const ballot = () => {
  const v = vote.value;
  if (!v) return "";
  return `${v.text}\n\n${inAll((say) => say("chat.text.vote", {
    answers: v.options.map((o, i) => `${letterOf(i)} = ${say(o.label)}`).join(say("word.semicolon")),
  }))}`;
};

const closing = () => isClosed.value ? inAll((say) => say("chat.text.close", { url: `${origin()}/r/${room}/report` })) : "";

/** texts in the order of the keys that copy them with Shift. */
const texts = [
  { id: "invite", make: invitation },
  { id: "next", make: next },
  { id: "vote", make: ballot },
  { id: "close", make: closing },
] as const;

const copied = signal("");

/** copyText copies the text of the n-th key, from 1. */
export async function copyText(n: number): Promise<void> {
  const text = texts[n - 1];
  const words = text?.make();
  if (!text || !words) {
    status.value = t("console.text.none");
    return;
  }
  const shown = document.getElementById(`text-${text.id}`);
  if (!(await copy(words, () => shown && getSelection()?.selectAllChildren(shown)))) return;
  copied.value = text.id;
  status.value = t("console.copied");
}

export function TextsPanel() {
  void [queue.value, session.value];
  return (
    <Card id="texts" title={t("console.texts")}>
      <p class="dim">{t("console.texts.help")}</p>
      <ul class="rows">{texts.map((x, i) => (x.id === "close") === isClosed.value && <Text key={x.id} id={x.id} n={i + 1} words={x.make()} />)}</ul>
    </Card>
  );
}

const titles = { invite: "console.text.invite", next: "console.text.next", vote: "console.text.vote", close: "console.text.close" } as const;
const absent = { invite: "console.text.invite.none", next: "console.text.next.none", vote: "console.text.vote.none", close: "console.text.none" } as const;

function Text({ id, n, words }: { id: (typeof texts)[number]["id"]; n: number; words: string }) {
  const title = t(titles[id]);
  return (
    <li>
      <h3 id={`h-${id}`}>{title}</h3>
      {words ? (
        <>
          <div id={`text-${id}`} class="text">{words.split("\n\n").map((x, i) => <p key={i} dir="auto">{x}</p>)}</div>
          <p><button type="button" class="key" aria-describedby={`h-${id}`} onClick={() => void copyText(n)}>
            {copied.value === id ? t("console.copied.key") : t("console.copy")}<kbd aria-hidden="true">⇧ {n}</kbd>
          </button></p>
        </>
      ) : <p class="dim">{t(absent[id])}</p>}
    </li>
  );
}
