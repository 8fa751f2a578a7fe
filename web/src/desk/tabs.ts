// Which of the panels that share one place at the desk is shown.
import { signal } from "@preact/signals";

export type Tab = "statements" | "questions" | "outcomes" | "standing" | "turns" | "people" | "seats";

export const tab = signal<Tab>("statements");

/** open shows a tab and, once it is drawn, goes on. */
export function open(which: Tab, then: () => unknown = () => undefined): void {
  tab.value = which;
  requestAnimationFrame(then);
}
