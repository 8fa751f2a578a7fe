// One's hand: raising it, one's place in the line and why, lowering it.
import { useSignal } from "@preact/signals";
import { text } from "../lib/commands";
import { t, td, has } from "../lib/words";
import { ActLine } from "../ui/act";
import { SideMark } from "../ui/common";
import { ahead, banned, floor, info, me, myHand, myPlace, myTurn, outbox, queue, session } from "./room";

export function HandBox() {
  const voice = me.value.voice;
  if (!voice || session.value.phase === "closed") return null;
  if (banned.value) return null;
  if (myTurn.value && !myTurn.value.over) return null;
  return (
    <section class="card hand" aria-label={t("phone.hand")}>
      {myHand.value ? <Place /> : <Raise />}
      <ActLine outbox={outbox} about="hand" />
    </section>
  );
}

function Raise() {
  const last = me.value.voice?.last_hand;
  const open = floor.value.queue_open !== false;
  const sending = outbox.of("hand");
  const busy = sending !== undefined && sending.state !== "refused" && sending.name === "hand.raise" && sending.state !== "recorded";
  const read = useSignal("");
  const question = useSignal(0);
  const up = (e: Event) => {
    e.preventDefault();
    void outbox.add("hand", "hand.raise", {
      ...(question.value && { question: question.value }),
      ...(read.value.trim() && { read: text(read.value) }),
    });
    read.value = "";
  };
  return (
    <form onSubmit={up}>
      {last && last.state !== "called" && (
        <p role="status">{t(`phone.hand.last.${last.state}`)}{last.reason && <> <q dir="auto">{last.reason}</q></>}</p>
      )}
      <button class="key primary big" disabled={!open || busy}>{t("phone.hand.raise")}</button>
      {!open && <p class="dim">{t("phone.queue.closed")}</p>}
      <details>
        <summary>{t("phone.hand.more")}</summary>
        <div class="stack">
          <QuestionPick value={question.value} pick={(n) => (question.value = n)} />
          <div class="field">
            <label for="read">{t("phone.hand.read")}</label>
            <textarea id="read" rows={3} maxLength={280} dir="auto" value={read.value} onInput={(e) => (read.value = e.currentTarget.value)} aria-describedby="read-help" />
            <p class="help" id="read-help">{t("phone.hand.read.help")}</p>
          </div>
          {read.value.trim() && <button class="key" disabled={!open || busy}>{t("phone.hand.raise.read")}</button>}
        </div>
      </details>
    </form>
  );
}

/** QuestionPick chooses one of the session's questions; 0 the current one. */
export function QuestionPick({ value, pick, id = "question" }: { value: number; pick: (n: number) => void; id?: string }) {
  const order = (info.value.order ?? "").split(" ").filter(Boolean);
  if (order.length < 2) return null;
  return (
    <div class="field">
      <label for={id}>{t("phone.about")}</label>
      <select id={id} value={value} onChange={(e) => pick(Number(e.currentTarget.value))}>
        <option value={0}>{t("phone.about.current")}</option>
        {order.map((n) => <option key={n} value={n}>{n}. {info.value.questions?.[n]?.text}</option>)}
      </select>
    </div>
  );
}

function Place() {
  const hand = myHand.value;
  if (!hand) return null;
  const place = myPlace.value;
  const waits = queue.value.hands?.[hand.id]?.waits ?? (place ? "" : hand.why ?? "");
  const isNext = floor.value.next?.hand === hand.id;
  const isSecond = floor.value.second?.hand === hand.id;
  const online = hand.side === "online";
  return (
    <>
      <p class="place" role="status">
        {isNext ? <b>{online ? t("phone.place.next.online") : t("phone.place.next.onsite", { mic: floor.value.next?.line ?? "" })}</b>
          : place ? <b>{t("phone.place", { n: place })}</b>
          : <b>{t("phone.place.none")}</b>}
        {" "}
        {isSecond && t("phone.place.second")}
        {!isNext && place > 0 && <Expect />}
      </p>
      <p class="dim">
        <SideMark side={hand.side} /> · {hand.first ? t("phone.first") : t("phone.later")}
        {waits ? <> · {has("phone.why", waits) ? td("phone.why", waits) : t("phone.why.waits")}</>
          : hand.why && has("phone.why", hand.why) && <> · {td("phone.why", hand.why)}</>}
      </p>
      <button type="button" class="key" onClick={() => void outbox.add("hand", "hand.lower", { hand: hand.id })}>{t("phone.hand.lower")}</button>
    </>
  );
}

function Expect() {
  const hand = myHand.value;
  if (!hand) return null;
  if (hand.not_reached) return <> {t("phone.place.not_reached")} <a href="#write">{t("phone.place.write")}</a></>;
  const from = Math.floor(ahead(hand.from) / 60);
  const to = Math.max(from + 1, Math.ceil(ahead(hand.to) / 60));
  return <> {t("phone.place.wait", { from, to })}</>;
}
