// Posting commands, and what the room answers.
import { command, type As, type Command } from "./commands";
import type { Problem } from "./problems";

export interface Answer {
  at: number;
  facts: Record<string, unknown>;
  repeat?: boolean;
}

/** Outcome of one attempt: an answer, a refusal, or none from the room: no network,
 * or what stands before it answered in its place. */
export type Result =
  | { ok: true; answer: Answer }
  | { ok: false; problem: Problem; retry: number } // retry: seconds after which to try again, 0 never
  | { ok: false; offline: true };

/** problemOf reads a response that is no success; undefined where it is not the
 * room's. */
async function problemOf(r: Response): Promise<Problem | undefined> {
  // Else it is the page of a proxy or of a login, or nothing at all.
  const p = (await r.json().catch(() => undefined)) as Problem | undefined;
  return p?.code ? { ...p, status: r.status } : undefined;
}

/** post sends a command once. The same command may be posted again: the room
 * answers the same and does it once. */
export async function post(room: string, c: Command): Promise<Result> {
  let r: Response, answer: Answer | undefined;
  try {
    r = await fetch(`/api/rooms/${room}/commands/${c.name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Parley-As": c.as },
      body: JSON.stringify({ cmd: c.cmd, payload: c.payload, ...(c.texts.length > 0 && { texts: c.texts }), ...(c.made !== undefined && { made: c.made }) }),
      ...(c.as === "seat" && { signal: AbortSignal.timeout(patience) }),
    });
    if (r.ok) answer = (await r.json()) as Answer;
  } catch {
    return { ok: false, offline: true };
  }
  if (answer) return { ok: true, answer };
  const problem = await problemOf(r);
  if (!problem) return { ok: false, offline: true };
  return { ok: false, problem, retry: [429, 502, 503, 504].includes(r.status) ? Number(r.headers.get("Retry-After")) || 2 : 0 };
}

export const patience = 10_000; // ms that somebody at the desk waits for an answer
const soon = 3; // seconds that somebody at the desk waits without being told

/** act makes and posts a command, trying again soon while the server is busy;
 * it gives the problem, or undefined when the room did it. */
export async function act(
  room: string, name: string, payload: Record<string, unknown> = {}, as: As = "seat",
): Promise<Acted> {
  return acting(room, await command(name, payload, as));
}

/** Acted is what became of a command; lost: it may have arrived all the same, or
 * the server is not there. */
export interface Acted { answer?: Answer; problem?: Problem; lost?: boolean }

/** acting is act for a command that was made. One that got no answer is sent
 * again: the room does it once. kept says that the caller does that itself. */
export async function acting(room: string, c: Command, kept = false): Promise<Acted> {
  for (let tries = 0, left = false; ; tries++) {
    left ||= navigator.onLine;
    const r = await post(room, c);
    if (r.ok) return { answer: r.answer };
    const gone = "offline" in r;
    if (gone && (kept || !navigator.onLine || tries >= 2)) return { problem: { code: left ? "unanswered" : "offline" }, lost: true };
    if (!gone && (!r.retry || r.retry > soon || tries >= 3)) return { problem: r.problem, lost: r.retry > 0 && r.problem.status !== 429 };
    await new Promise((done) => setTimeout(done, (gone ? 1 : r.retry) * 1000 * (0.75 + Math.random() / 2)));
  }
}
