// One's hand that is up: the place in the line and why, lowering it; and what
// became of the one before.
import { has, t, td } from "../lib/words";
import { SideMark } from "../ui/common";
import { instead } from "./ask";
import { ahead, floor, me, myHand, myPlace, myTurn, offFloor, outbox, queue, session } from "./room";

/** LastHand says what became of a hand that was not called. */
export function LastHand() {
  const last = me.value.voice?.last_hand;
  if (!last || last.state === "called") return null;
  return <p role="status">{t(`more.last.${last.state}`)}{last.reason && <> <q dir="auto">{last.reason}</q></>}</p>;
}

export function Place() {
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
      <div class="keys">
        {hand.not_reached && !isNext && <a class="key" href="#ask" onClick={() => (instead.value = hand.id)}>{t("phone.place.write")}</a>}
        <button type="button" class="key" onClick={() => void outbox.add("hand", "hand.lower", { hand: hand.id })}>{t("phone.hand.lower")}</button>
      </div>
    </>
  );
}

/** MyBar keeps one's place in sight on every tab. */
export function MyBar() {
  if (!myHand.value || offFloor.value || session.value.phase === "closed" || (myTurn.value && !myTurn.value.over)) return null;
  const place = myPlace.value;
  return <aside class="mybar" aria-label={t("phone.hand")}><a href="#now">{place ? t("phone.place", { n: place }) : t("phone.place.none")}</a></aside>;
}

function Expect() {
  const hand = myHand.value;
  if (!hand) return null;
  if (hand.not_reached) return <> {t("phone.place.not_reached")}</>;
  const from = Math.floor(ahead(hand.from) / 60);
  const to = Math.max(from + 1, Math.ceil(ahead(hand.to) / 60));
  return <> {t("phone.place.wait", { from, to })}</>;
}
