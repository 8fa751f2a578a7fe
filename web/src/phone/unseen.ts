// Whether somebody may be about to tap a card: what moves cards waits until not.
import { computed, signal } from "@preact/signals-core";
import { tab } from "./app";

const away = signal(document.hidden);
document.addEventListener("visibilitychange", () => (away.value = document.hidden));

/** unseen says that nobody looks at a tab with cards to vote on. */
export const unseen = computed(() => away.value || !["now", "me"].includes(tab.value));
