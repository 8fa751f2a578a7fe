// Lines pasted from the meeting tool's chat: read by the server, which keeps
// nothing; those that were read before add nothing.
import { signal } from "@preact/signals-core";
import { sentence, type Problem } from "../lib/problems";
import { t, tn } from "../lib/words";
import { room, status } from "./model";
import { keep, kept, mark } from "./store";
import { takeVotes } from "./votes";

/** Message is what the server made of a message. */
export interface Message {
  name?: string;
  at?: string;
  text: string;
  kind: "say" | "hand" | "question" | "vote";
  answer?: string;
  private?: boolean;
}

/** Line is a message that waits for somebody to do something with it. */
export interface Line extends Message {
  id: string;
}

/** again are the lines of the last paste that had been read before. */
export const again = signal<Message[]>([]);
export const reading = signal(false);

async function post(body: string): Promise<{ messages?: Message[]; problem?: Problem }> {
  const left = navigator.onLine;
  try {
    const r = await fetch(`/api/rooms/${room}/chat`, { method: "POST", headers: { "Content-Type": "text/plain" }, body });
    if (r.ok) return (await r.json()) as { messages: Message[] };
    const problem = (await r.json().catch(() => ({ code: "internal" }))) as Problem;
    return { problem: { ...problem, status: r.status } };
  } catch {
    return { problem: left ? { code: "unanswered", field: "chat" } : { code: "offline" } };
  }
}

/** readChat reads what was pasted; false when it could not be read: then nothing
 * is counted as read. */
export async function readChat(paste: string): Promise<boolean> {
  if (!paste.trim() || reading.peek()) return false;
  reading.value = true;
  const { messages, problem } = await post(paste);
  reading.value = false;
  if (!messages) {
    status.value = sentence(problem ?? { code: "internal" });
    return false;
  }
  const seen = new Set(kept.peek().seen);
  const marked = marks(messages);
  again.value = marked.filter(([m]) => seen.has(m)).map(([, x]) => x);
  take(marked.filter(([m]) => !seen.has(m)));
  return true;
}

/** marks tells lines apart; the same line of the same person at the same time has
 * as many marks as it stands there. */
function marks(messages: Message[]): [string, Message][] {
  const times = new Map<string, number>();
  return messages.map((m) => {
    const line = JSON.stringify([m.name, m.at, m.kind, m.text]);
    const n = (times.get(line) ?? 0) + 1;
    times.set(line, n);
    return [mark(`${n} ${line}`), m];
  });
}

/** takeAgain takes lines that had been read before as new: a chat without times
 * says the same twice. */
export function takeAgain(): void {
  const all = again.peek();
  again.value = [];
  take(all.map((m) => ["", m]));
}

function take(fresh: [string, Message][]): void {
  const { counted, left } = takeVotes(fresh.map(([, m]) => m).filter((m) => m.kind === "vote"));
  const rest = new Set(left);
  // An answer without a vote that it fits can be read again when there is one.
  const read = fresh.filter(([id, m]) => id && !rest.has(m)).map(([id]) => id);
  const waits = fresh.filter(([, m]) => m.kind !== "vote").map(([id, m], i) => ({ ...m, id: id || `again-${Date.now()}-${i}` }));
  keep({ seen: [...kept.peek().seen, ...read], lines: [...kept.peek().lines, ...waits] });
  status.value = [
    tn("console.chat.new", waits.length), counted ? tn("console.chat.votes", counted) : "",
    left.length ? tn("console.chat.left", left.length) : "", again.peek().length ? tn("console.chat.known", again.peek().length) : "",
  ].filter(Boolean).join(" ");
}

/** done takes a line off the list. */
export function done(id: string): void {
  keep({ lines: kept.peek().lines.filter((l) => l.id !== id) });
}

/** ordered are the lines by what they ask for: hands and questions, then what
 * else was said. */
export function ordered(): { asked: Line[]; said: Line[] } {
  const all = kept.value.lines;
  return { asked: all.filter((l) => l.kind !== "say"), said: all.filter((l) => l.kind === "say") };
}

/** by says who wrote a line, and when. */
export function by(l: Message): string {
  return l.name || t("console.nameless");
}
