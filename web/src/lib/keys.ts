// Keys that act by themselves. They go by event.code, so that they work on every layout,
// never act inside text fields, and can be switched off for every page of this device.
import { signal } from "@preact/signals-core";

/** Actions by event.code: the command that the seat must be allowed to send
 * ("" none), and what the key does. One that gives false leaves the key to the
 * browser. */
export type Actions = Record<string, readonly [command: string, act: () => unknown]>;

/** allowed says whether a seat that may send what may says has an action. */
export function allowed([command]: Actions[string], may: (name: string) => boolean): boolean {
  return command === "" || may(command);
}

const store = "parley-desk-keys";

/** keysOn says whether single keys act; the choice is kept on this device. */
export const keysOn = signal(localStorage.getItem(store) !== "off");

export function switchKeys(on: boolean): void {
  keysOn.value = on;
  localStorage.setItem(store, on ? "on" : "off");
}

/** letterOf is what is printed on the key of an event.code. */
function letterOf(code: string): string {
  const named: Record<string, string> = {
    Enter: "\u21b5", Equal: "+", Minus: "\u2212", Slash: "/", ArrowUp: "\u2191", ArrowDown: "\u2193",
  };
  return named[code] ?? code.replace(/^(Key|Digit)/, "");
}

/** pressed writes "Ctrl+KeyZ" as Ctrl Z. */
export function pressed(code: string): string {
  return code.split("+").map(letterOf).join(" ").replace("Shift /", "?");
}

function typing(e: KeyboardEvent): boolean {
  const el = e.target as HTMLElement | null;
  return !!el?.closest("input, textarea, select, [contenteditable], dialog");
}

/** pressable: Enter belongs to the button that has the focus, but for the
 * selected row, where it does what the row is selected for. */
function pressable(e: KeyboardEvent): boolean {
  const el = (e.target as HTMLElement | null)?.closest("button, a, summary");
  return !!el && !el.matches(".hand.on > .pick");
}

/** listen binds the keys. "Ctrl+…" acts with the control or command key,
 * "Shift+…" with shift. */
export function listen(actions: Actions, may: (name: string) => boolean): void {
  addEventListener("keydown", (e) => {
    if (e.isComposing || e.altKey || typing(e)) return;
    const ctrl = e.ctrlKey || e.metaKey;
    if (!ctrl && !keysOn.peek()) return;
    if (e.code === "Enter" && pressable(e)) return;
    // The question mark sits on another key in every layout.
    const act = e.key === "?" ? actions["Shift+Slash"] : actions[`${ctrl ? "Ctrl+" : ""}${e.shiftKey ? "Shift+" : ""}${e.code}`];
    if (!act || e.repeat || !allowed(act, may) || act[1]() === false) return;
    e.preventDefault();
  });
}
