// From a statement that was drawn for this ballot to the one drawn after it.
import { t } from "../lib/words";
import { me } from "./room";
import { led, mine } from "./vote";

/** Next, on the cards that were drawn, brings up the one that was drawn next, once
 * there is one. It is there from the start, and nothing else moves before the tap. */
export function Next({ id }: { id: string }) {
  const { next = "" } = me.value.ballot ?? {};
  // Among one's votes the list is not on the page.
  if (!led.value.includes(id) || location.hash === "#me") return null;
  const bring = () => {
    if (!led.value.includes(next)) led.value = [...led.value, next];
    requestAnimationFrame(() => {
      const card = document.getElementById(next);
      if (!card) return;
      card.tabIndex = -1;
      card.focus();
    });
  };
  return (
    <div class="stack">
      <p class="help">{t("more.vote.drawn")}</p>
      <button type="button" class="key" disabled={!next || next === id || mine(next) !== undefined} onClick={bring}>{t("more.vote.next")}</button>
    </div>
  );
}
