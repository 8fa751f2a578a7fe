// The console's keys: letters and digits are people's. They go by event.code, so
// that they work on every layout, never act inside text fields, and can be
// switched off.
import { signal } from "@preact/signals-core";
import { t } from "../lib/words";
import { readChat } from "./chat";
import { dropLine, step } from "./lines";
import { filter, press, typed } from "./roster";
import { copyText } from "./texts";
import { enter } from "./votes";

const store = "parley-console-keys";
const on = signal(localStorage.getItem(store) !== "off");

function switchKeys(to: boolean): void {
  on.value = to;
  localStorage.setItem(store, to ? "on" : "off");
}

function typing(e: Event): boolean {
  return !!(e.target as HTMLElement | null)?.closest("input, textarea, select, [contenteditable], dialog");
}

/** other does what a key does that is nobody's; false where it does nothing. */
function other(e: KeyboardEvent): boolean {
  if (e.key === "/") return focusFind();
  if (e.key === "=") return enter(), true;
  switch (e.code) {
    case "ArrowDown": return step(1);
    case "ArrowUp": return step(-1);
    case "Delete":
    case "Backspace": return dropLine();
    case "Escape": return clear();
  }
  return false;
}

function focusFind(): boolean {
  const find = document.getElementById("find");
  find?.focus();
  return !!find;
}

function clear(): boolean {
  typed.value = "";
  filter.value = "";
  return true;
}

export function listen(): void {
  addEventListener("keydown", (e) => {
    if (e.isComposing || e.altKey || e.ctrlKey || e.metaKey) return;
    if (e.code === "Escape" && document.activeElement?.id === "find") {
      clear();
      (document.activeElement as HTMLElement).blur();
      return;
    }
    if (!on.peek() || typing(e) || e.repeat) return;
    const c = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(e.code)?.[1];
    const copies = e.shiftKey && /^Digit([1-4])$/.exec(e.code)?.[1];
    if (copies) void copyText(Number(copies));
    else if (e.key === "/" || e.key === "=" || !c ? !other(e) : e.shiftKey || !press(c)) return;
    e.preventDefault();
  });
  // What is pasted outside of a field are lines of the chat.
  addEventListener("paste", (e) => {
    const words = e.clipboardData?.getData("text/plain");
    if (typing(e) || !words) return;
    e.preventDefault();
    void readChat(words);
  });
}

/** Keys says what the keys do, and switches them off. */
export function Keys() {
  const rows = [
    ["A–Z 0–9", t("console.key.person")], ["/", t("console.key.find")], ["Ctrl V", t("console.key.paste")],
    ["↑ ↓", t("console.key.step")], ["↵", t("console.key.enter")], ["Del", t("console.key.drop")],
    ["=", t("console.key.count")], ["⇧ 1–4", t("console.key.copy")], ["Esc", t("console.key.escape")],
  ];
  return (
    <details class="card" id="keys">
      <summary>{t("console.keys")}</summary>
      <label class="check"><input type="checkbox" checked={on.value} onChange={(e) => switchKeys(e.currentTarget.checked)} /> {t("console.keys.on")}</label>
      <dl class="keylist">{rows.map(([key, does]) => <div key={key}><dt><kbd dir="ltr">{key}</kbd></dt><dd>{does}</dd></div>)}</dl>
    </details>
  );
}
