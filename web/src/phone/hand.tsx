// One's hand: raising it, one's place in the line and why, lowering it.
import type { ComponentChildren } from "preact";
import { text } from "../lib/commands";
import { field } from "../lib/mount";
import { t, td, has } from "../lib/words";
import { ActLine } from "../ui/act";
import { SideMark } from "../ui/common";
import { ahead, banned, floor, me, myHand, myPlace, myTurn, outbox, queue, session } from "./room";

/** HandBox takes what may be said beside raising the hand, once that is loaded. */
export function HandBox({ more }: { more?: ComponentChildren }) {
  const voice = me.value.voice;
  if (!voice || session.value.phase === "closed") return null;
  if (banned.value) return null;
  if (myTurn.value && !myTurn.value.over) return null;
  return (
    <section class="card hand" aria-label={t("phone.hand")}>
      {myHand.value ? <Place /> : <Raise more={more} />}
      {/* The place in line says that the hand is up; only what is not yet so needs a sentence. */}
      {outbox.of("hand")?.state !== "recorded" && <ActLine outbox={outbox} about="hand" />}
    </section>
  );
}

function Raise({ more }: { more?: ComponentChildren }) {
  const last = me.value.voice?.last_hand;
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
      {last && last.state !== "called" && (
        <p role="status">{t(`more.last.${last.state}`)}{last.reason && <> <q dir="auto">{last.reason}</q></>}</p>
      )}
      <button class="key primary big" disabled={!open || busy}>{t("phone.hand.raise")}</button>
      {!open && <p class="dim">{t("phone.queue.closed")}</p>}
      <div class="hand-more">{more}</div>
    </form>
  );
}

function Place() {
  const hand = myHand.value;
  if (!hand) return null;
  const place = myPlace.value;
  const waits = queue.value.hands?.[hand.id]?.waits ?? (place ? "" : hand.why ?? "");
  const opened = floor.value.opened === true;
  const isNext = opened && floor.value.next?.hand === hand.id;
  const isSecond = opened && floor.value.second?.hand === hand.id;
  const online = hand.side === "online";
  return (
    <>
      <p class="place" role="status">
        {isNext ? <b>{floor.value.next?.read ? t("phone.place.next.read") : online ? t("phone.place.next.online") : t("phone.place.next.onsite", { mic: floor.value.next?.line ?? "" })}</b>
          : place ? <b>{t("phone.place", { n: place })}</b>
          : <b>{t("phone.place.none")}</b>}
        {" "}
        {isSecond && t("phone.place.second")}
        {!isNext && place > 0 && <Expect />}
      </p>
      <p class="dim">
        <SideMark side={hand.side} /> · {hand.first ? t("phone.first") : t("phone.later")}
        {waits ? <> · {has("more.why", waits) ? td("more.why", waits) : t("more.why.waits")}</>
          : hand.why && has("more.why", hand.why) && <> · {td("more.why", hand.why)}</>}
      </p>
      <button type="button" class="key" onClick={() => void outbox.add("hand", "hand.lower", { hand: hand.id })}>{t("phone.hand.lower")}</button>
    </>
  );
}

/** MyBar keeps one's place in sight on every tab. */
export function MyBar() {
  if (!myHand.value || banned.value || session.value.phase === "closed" || (myTurn.value && !myTurn.value.over)) return null;
  const place = myPlace.value;
  return <aside class="mybar" aria-label={t("phone.hand")}><a href="#now">{place ? t("phone.place", { n: place }) : t("phone.place.none")}</a></aside>;
}

function Expect() {
  const hand = myHand.value;
  if (!hand) return null;
  if (hand.not_reached) return <> {t("phone.place.not_reached")} <a href="#write">{t("phone.place.write")}</a></>;
  const from = Math.floor(ahead(hand.from) / 60);
  const to = Math.max(from + 1, Math.ceil(ahead(hand.to) / 60));
  return <> {t("phone.place.wait", { from, to })}</>;
}
