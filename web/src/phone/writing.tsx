// What the forms that write share.
import { computed, signal } from "@preact/signals-core";
import type { As } from "../lib/commands";
import { lang, t } from "../lib/words";
import { QuestionPick } from "./details";
import { banned, info, me, session, waits } from "./room";

/** writer is as what this browser may write, undefined where it may not. */
export const writer = computed<As | undefined>(() => {
  const { voice, seat } = me.value;
  if (banned.value || session.value.phase === "closed") return undefined;
  return voice ? "voice" : seat?.may["statement.add"] ? "seat" : undefined;
});

// What is written stays while its author looks at another tab.
const drafts = signal<Record<string, string>>({});

/** setDraft changes what is written in a field; "" empties it. */
export function setDraft(id: string, words: string): void {
  drafts.value = { ...drafts.value, [id]: words };
}

/** TextField is named "text" in its form. */
export function TextField(p: { id: string; label: string; help: string; rows?: number }) {
  const words = drafts.value[p.id] ?? "";
  const most = 280;
  return (
    <div class="field">
      <label for={p.id}>{p.label}</label>
      <textarea id={p.id} name="text" rows={p.rows ?? 4} maxLength={most} required dir="auto" value={words}
        onInput={(e) => setDraft(p.id, e.currentTarget.value)} aria-describedby={`${p.id}-help`} />
      <p class="help" id={`${p.id}-help`}>{t("more.write.left", { n: most - [...words].length })} {p.help}</p>
    </div>
  );
}

const official = ["ar", "zh", "en", "fr", "ru", "es"]; // of the United Nations

/** Beside is what need not be said: about which question, in which language. */
export function Beside({ id, question }: { id: string; question?: number }) {
  return (
    <details open={Boolean(question)}>
      <summary>{t("more.write.beside")}</summary>
      <div class="stack">
        <QuestionPick id={`${id}-question`} n={question} />
        <LanguagePick id={`${id}-lang`} />
      </div>
    </details>
  );
}

/** held says whether the moderators read what this browser writes first. */
export const held = computed(() => waits.value && writer.value === "voice");

/** LanguagePick says in which language a text is: the page's, unless chosen. */
export function LanguagePick({ id }: { id: string }) {
  const known = new Set([lang, ...(info.value.languages ?? "").split(" ").filter(Boolean), ...navigator.languages.map((x) => x.split("-")[0] ?? x), ...official]);
  return (
    <div class="field">
      <label for={id}>{t("more.write.lang")}</label>
      <select id={id} name="lang" defaultValue={lang}>
        {[...known].map((x) => <option key={x} value={x} lang={x} selected={x === lang}>{named(x)}</option>)}
      </select>
    </div>
  );
}

/** named is a language's name for itself, or its tag where the browser knows none. */
function named(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
