// Commands: what a page asks the room to do. Text never stands in a payload: a
// payload holds a commitment (commit.ts), the bodies and their salts go beside
// it.
import { roomNow } from "./clock";

export type As = "seat" | "voice" | "ballot";
export interface Body { salt: string; body: string }

/** A command as it is sent and, until it is answered, kept. */
export interface Command {
  cmd: string;
  name: string; // without its version: "hand.raise"
  as: As;
  payload: Record<string, unknown>;
  texts: Body[];
  made?: number; // room second at which a desk without network did it
}

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
