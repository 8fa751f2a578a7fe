// Commands: what a page asks the room to do. Text never stands in a payload: a
// payload holds a commitment (commit.ts), the bodies and their salts go beside
// it.
import { roomNow } from "./clock";
import { problemOf, type Problem } from "./problems";

export type As = "seat" | "voice" | "ballot";
export interface Body { salt: string; body: string }

/** A command as it is sent and, until it is answered, kept. */
export interface Command {
  cmd: string;
  name: string; // without its version: "hand.raise"
  as: As;
  payload: Record<string, unknown>;
  texts: Body[];
}

export interface Answer {
  index: number;
  at: number;
  facts: Record<string, unknown>;
  repeat?: boolean;
}

/** Outcome of one attempt: an answer, a refusal, or no network. */
export type Result =
  | { ok: true; answer: Answer }
  | { ok: false; problem: Problem; retry: number } // retry: seconds after which to try again, 0 never
  | { ok: false; offline: true };

function random(n: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(n));
}

function base64url(b: Uint8Array): string {
  return btoa(String.fromCharCode(...b)).replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");
}

function hex(b: Uint8Array): string {
  return Array.from(b, (x) => x.toString(16).padStart(2, "0")).join("");
}

/** text marks a value of a payload as a body to commit to. "" is no text. */
export class Text {
  constructor(readonly body: string) {}
}

export function text(body: string): Text {
  return new Text(body.replace(/\r\n?/g, "\n").replace(/\t/g, " ").trim());
}

/** commandID is a new id: the room's second and ten random bytes. */
export function commandID(): string {
  return `${roomNow()}-${hex(random(10))}`;
}

/** hashing loads the code of commitments; a page that takes text calls it
 * early, because it cannot be loaded once the network is gone. */
export const hashing = () => import("./commit");

/** command makes a command with an id of its own; each Text in the payload, at
 * any depth, becomes its commitment. */
export async function command(name: string, payload: Record<string, unknown> = {}, as: As = "seat"): Promise<Command> {
  const texts: Body[] = [];
  const seal = async (v: unknown): Promise<unknown> => {
    if (v instanceof Text) {
      if (!v.body) return undefined;
      const salt = random(32);
      texts.push({ salt: base64url(salt), body: v.body });
      return base64url((await hashing()).commitment(salt, v.body));
    }
    if (Array.isArray(v)) return Promise.all(v.map(seal));
    if (v && typeof v === "object") {
      return Object.fromEntries(await Promise.all(Object.entries(v).map(async ([k, x]) => [k, await seal(x)])));
    }
    return v;
  };
  const sealed = (await seal(payload)) as Record<string, unknown>;
  return { cmd: commandID(), name, as, texts, payload: sealed };
}

/** post sends a command once. The same command may be posted again: the room
 * answers the same and does it once. */
export async function post(room: string, c: Command): Promise<Result> {
  let r: Response;
  try {
    r = await fetch(`/api/rooms/${room}/commands/${c.name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Parley-As": c.as },
      body: JSON.stringify({ cmd: c.cmd, payload: c.payload, ...(c.texts.length > 0 && { texts: c.texts }) }),
    });
  } catch {
    return { ok: false, offline: true };
  }
  if (r.ok) return { ok: true, answer: (await r.json()) as Answer };
  const retry = r.status === 503 || r.status === 429 ? Number(r.headers.get("Retry-After")) || 2 : 0;
  return { ok: false, problem: await problemOf(r), retry };
}

/** act makes and posts a command, trying again while the server is busy; it
 * gives the problem, or undefined when the room did it. */
export async function act(
  room: string, name: string, payload: Record<string, unknown> = {}, as: As = "seat",
): Promise<{ answer?: Answer; problem?: Problem }> {
  const c = await command(name, payload, as);
  for (let tries = 0; ; tries++) {
    const r = await post(room, c);
    if (r.ok) return { answer: r.answer };
    if ("offline" in r) return { problem: { code: "offline" } };
    if (!r.retry || tries >= 3) return { problem: r.problem };
    await new Promise((done) => setTimeout(done, r.retry * 1000 * (0.75 + Math.random() / 2)));
  }
}
