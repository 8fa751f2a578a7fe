// The list of names that a console left in this browser, and the chat's lines
// beside it: they go with the session on every page of a seat, for whoever closes
// the session may have closed the console before.
import { effect } from "@preact/signals-core";
import { roomID } from "./dom";
import type { Live } from "./live";

const all = "parley-console:";
// So long, in ms, the list of another room stays that nobody came back to.
const longest = 2 * 86_400_000;

/** listName is what a browser stores this room's list under; it holds `at`, the
 * wall clock's ms of its last change. */
export const listName = all + roomID();

/** listGoes takes this room's list off the browser once the session is closed or
 * the room is gone, and those of other rooms after two days. */
export function listGoes(live: Live): void {
  sweep();
  const session = live.section("session");
  effect(() => {
    if (session.value.phase === "closed" || live.state.value === "gone") dropList();
  });
}

/** dropList takes this room's list off the browser; false where it stores nothing. */
export function dropList(): boolean {
  try {
    localStorage.removeItem(listName);
    return true;
  } catch {
    return false;
  }
}

function sweep(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(all) || key === listName) continue;
      const { at = 0 } = JSON.parse(localStorage.getItem(key) ?? "{}") as { at?: number };
      if (Date.now() - at > longest) localStorage.removeItem(key);
    }
  } catch {
    // A browser that stores nothing keeps none.
  }
}
