// One's hand: raising it.
import { text } from "../lib/commands";
import { field } from "../lib/mount";
import { t } from "../lib/words";
import { ActLine } from "../ui/act";
import { floor, me, more, myHand, myTurn, offFloor, outbox, session } from "./room";

export function HandBox() {
  const m = more.value;
  const voice = me.value.voice;
  if (!voice || session.value.phase === "closed") return null;
  if (offFloor.value) return null;
  if (myTurn.value && !myTurn.value.over) return null;
  return (
    <section class="card hand" aria-label={t("phone.hand")}>
      {!myHand.value ? <Raise /> : m && <m.Place />}
      {/* The place in line says that the hand is up; only what is not yet so needs a sentence. */}
      {(!m || outbox.of("hand")?.state !== "recorded") && <ActLine outbox={outbox} about="hand" />}
    </section>
  );
}

function Raise() {
  const m = more.value;
  const open = floor.value.queue_open !== false;
  const sending = outbox.of("hand");
  const busy = sending !== undefined && sending.state !== "refused" && sending.name === "hand.raise" && sending.state !== "recorded";
  const up = (e: Event) => {
    e.preventDefault();
    const question = Number(field(e, "question"));
    void outbox.add("hand", "hand.raise", { ...(question && { question }), read: text(field(e, "read")) });
    (e.currentTarget as HTMLFormElement).reset();
  };
  return (
    <form onSubmit={up}>
      {m && <m.LastHand />}
      <button class="key primary big" disabled={!open || busy}>{t("phone.hand.raise")}</button>
      {!open && <p class="dim">{t("phone.queue.closed")}</p>}
      <div class="hand-more">{m && <m.HandMore />}</div>
    </form>
  );
}
