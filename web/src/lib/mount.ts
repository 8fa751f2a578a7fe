// Draws a page again whenever a signal that it read changes. The phone draws
// whole: its tree is small, and the parts that let components follow signals
// one by one would weigh more than all it has to say.
import { effect } from "@preact/signals-core";
import { render, type VNode } from "preact";

export function mount(page: () => VNode, root: Element): void {
  effect(() => {
    render(page(), root);
  });
}

/** field is what a posted form says under a name. */
export function field(e: Event, name: string): string {
  return String(new FormData(e.currentTarget as HTMLFormElement).get(name) ?? "").trim();
}
