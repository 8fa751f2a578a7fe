// What the desk loads once its first picture stands: on the press that needs it
// the network may be gone.
import { signal } from "@preact/signals";
import type { Actions } from "../lib/keys";
import { moreWords, t } from "../lib/words";

const rest = signal<typeof import("./rest") | undefined>(undefined);

/** loadRest gets it, again and again until it is there. */
export async function loadRest(wait = 1000): Promise<void> {
  try {
    rest.value = (await Promise.all([import("./rest"), moreWords("rest")]))[0];
  } catch {
    setTimeout(() => void loadRest(Math.min(30_000, wait * 2)), wait);
  }
}

const loading = () => <p class="empty" role="status">{t("state.loading")}</p>;

export const PeoplePanel = () => (rest.value ? <rest.value.PeoplePanel /> : loading());
export const SeatsPanel = () => (rest.value ? <rest.value.SeatsPanel /> : loading());
export const StandingPanel = () => (rest.value ? <rest.value.StandingPanel /> : loading());
export const TurnsPanel = () => (rest.value ? <rest.value.TurnsPanel /> : loading());

export const AlonePanel = () => rest.value && <rest.value.AlonePanel />;
export const BalancePanel = () => rest.value && <rest.value.BalancePanel />;
export const SweepKey = () => rest.value && <rest.value.SweepKey />;
export const Without = () => rest.value && <rest.value.Without />;
export const HandedDialog = () => rest.value && <rest.value.HandedDialog />;

/** draftSelected drafts an outcome from what is selected of where the room stands. */
export const draftSelected = () => rest.value?.draftSelected();

export const helpOpen = signal(false);
export const HelpDialog = (of: { actions: Actions }) => rest.value && <rest.value.HelpDialog {...of} />;

/** OwnLink: whoever made one has the seats' panel. */
export const OwnLink = () => rest.value && <rest.value.OwnLink />;
