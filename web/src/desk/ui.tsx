// The desk's small parts.
import type { ComponentChildren } from "preact";
import { has, t, td } from "../lib/words";
import { ask } from "./ask";
import { busy, may, run } from "./model";
import { pressed } from "../lib/keys";

export interface KeyProps {
  cmd: string;
  payload?: Record<string, unknown>;
  /** act takes the place of sending payload: it asks first. */
  act?: () => unknown;
  done?: string;
  primary?: boolean;
  lit?: boolean;
  pressed?: boolean;
  disabled?: boolean;
  /** key names the shortcut that does the same, by event.code. */
  hot?: string;
  label?: string;
  children: ComponentChildren;
}

/** sendFinal asks first: what nothing takes back has words that say so. */
async function sendFinal(p: KeyProps): Promise<void> {
  const go = typeof p.children === "string" ? p.children : t("desk.do");
  if (await ask(go, [], go, td("desk.final", p.cmd))) await run(p.cmd, p.payload, p.done);
}

/** Key is a button for a command. It is absent when this seat may not send the
 * command, and waits while the command is on its way; a final one asks first. */
export function Key(p: KeyProps) {
  if (!may(p.cmd)) return null;
  const waits = busy.value.has(p.cmd);
  const click = () => {
    if (p.disabled) return;
    if (busy.peek().has(p.cmd)) void run(p.cmd); // which says so
    else if (p.act) void p.act();
    else if (has("desk.final", p.cmd)) void sendFinal(p);
    else void run(p.cmd, p.payload, p.done);
  };
  return (
    <button type="button" class={`key${p.primary ? " primary" : ""}${p.lit ? " lit" : ""}`} onClick={click}
      aria-disabled={p.disabled || waits ? "true" : undefined} aria-busy={waits ? "true" : undefined}
      aria-pressed={p.pressed === undefined ? undefined : p.pressed} aria-label={p.label}>
      {p.children}{p.hot && <kbd aria-hidden="true">{pressed(p.hot)}</kbd>}
    </button>
  );
}

export function Panel({ id, title, count, children }: { id: string; title: string; count?: number; children: ComponentChildren }) {
  return (
    <section class="panel" id={id} aria-labelledby={`${id}-h`}>
      <h2 id={`${id}-h`}>{title}{count ? <span class="count">{count}</span> : null}</h2>
      {children}
    </section>
  );
}

/** Side marks a side by shape and word: a disc in the room, a ring online. */
export function Side({ side, word }: { side?: string; word: string }) {
  return <span class={`side side-${side === "onsite" ? "onsite" : "online"}`}>{word}</span>;
}
