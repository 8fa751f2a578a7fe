// From a statement that was drawn for this ballot to the one drawn after it.
import { effect } from "@preact/signals-core";
import { t } from "../lib/words";
import { me, statements } from "./room";
import { unseen } from "./unseen";
import { led, mine } from "./vote";

/** Next, on the cards that were drawn, brings up the one that was drawn next, once
 * there is one. It is there from the start, and nothing else moves before the tap. */
export function Next({ id }: { id: string }) {
  const { next } = me.value.ballot ?? {};
  // Among one's votes the list is not on the page.
  if (!led.value.includes(id) || location.hash === "#me") return null;
  return (
    <div class="stack">
      <p class="help">{t("more.vote.drawn")}</p>
      <Bring next={next} off={next === id} />
    </div>
  );
}

/** First, below the list, brings up what was drawn for whoever has no card that was:
 * the page was opened before the first picture, or that card is gone. */
export function First() {
  const { next } = me.value.ballot ?? {};
  if (!there(next) || leads()) return null;
  return (
    <section class="card stack">
      <p class="help">{t("more.vote.first")}</p>
      <Bring next={next} />
    </section>
  );
}

function Bring({ next, off }: { next?: string; off?: boolean }) {
  const bring = () => {
    if (!next) return;
    if (!led.value.includes(next)) led.value = [...led.value, next];
    requestAnimationFrame(() => {
      const card = document.getElementById(next);
      if (!card) return;
      card.tabIndex = -1;
      card.focus();
    });
  };
  return <button type="button" class="key" disabled={!next || off || mine(next) !== undefined} onClick={bring}>{t("more.vote.next")}</button>;
}

/** there says whether a statement can be seen: one that was drawn may be hidden
 * before the server is asked for another. */
function there(id?: string): id is string {
  const s = statements.value.all?.[id ?? ""];
  return s !== undefined && !s.hidden;
}

/** leads says whether a card that was drawn is there. */
const leads = () => led.value.some(there);

/** followDrawn puts what was drawn first, where no card was, while nobody looks at
 * the list. */
export function followDrawn(): void {
  effect(() => {
    const { next } = me.value.ballot ?? {};
    if (there(next) && unseen.value && !leads()) led.value = [next];
  });
}
