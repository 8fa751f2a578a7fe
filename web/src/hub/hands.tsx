// Up to three hands of people who sit here, each with the number on its card.
import { text } from "../lib/commands";
import { keysOn, switchKeys, type Actions } from "../lib/keys";
import type { HubHand } from "../lib/types";
import { t } from "../lib/words";
import { ActLine } from "../ui/act";
import { Card } from "../ui/common";
import { act, ahead, floor, hub, isClosed, outbox, turn } from "./model";

const numbers = [1, 2, 3] as const;

/** sending: an act about the hand is on its way, and another would not know what
 * it does. */
function sending(n: number): boolean {
  const state = outbox.of(`hand:${n}`)?.state;
  return state === "saving" || state === "saved" || state === "sent";
}

function raise(n: number): void {
  const own = hub.peek();
  if (!own || sending(n) || floor.peek().queue_open === false) return;
  const label = document.getElementById(`label-${n}`) as HTMLInputElement | null;
  act(`hand:${n}`, "hand.add", { side: "online", person: own.person, number: n, label: text(label?.value ?? "") });
  if (label) label.value = "";
}

function lower(n: number): void {
  const hand = hub.peek()?.hands[n];
  if (hand && !sending(n)) act(`hand:${n}`, "hand.drop", { hand: hand.id });
}

/** toggle raises hand n, or lowers it; the one that speaks is left alone. */
function toggle(n: number): void {
  if (isClosed.peek() || turn.peek()?.number === n) return;
  if (hub.peek()?.hands[n]) lower(n);
  else raise(n);
}

/** keys are the digits of the keyboard and of the numeric pad. */
export const keys: Actions = Object.fromEntries(numbers.flatMap((n) => [`Digit${n}`, `Numpad${n}`].map((code) => [code, ["hand.add", () => toggle(n)] as const])));

export function Hands() {
  return (
    <Card id="hands" title={t("hub.hands")}>
      <p class="dim">{t("hub.hands.help")}</p>
      {floor.value.queue_open === false && <p role="status">{t("hub.queue.closed")}</p>}
      <ul class="rows">{numbers.map((n) => <Row key={n} n={n} hand={hub.value?.hands[n]} />)}</ul>
      <label class="check"><input type="checkbox" checked={keysOn.value} onChange={(e) => switchKeys(e.currentTarget.checked)} /> <span>{t("hub.keys")}</span></label>
    </Card>
  );
}

function Row({ n, hand }: { n: number; hand?: HubHand }) {
  const speaks = turn.value?.number === n;
  const busy = sending(n) || undefined;
  return (
    <li>
      <h3>{t("hub.hand", { n })}{hand?.label && <> <bdi class="aside">{hand.label}</bdi></>}</h3>
      {speaks ? <p>{t("hub.speaks")}</p> : hand ? <Place hand={hand} /> : (
        <div class="field">
          <label for={`label-${n}`}>{t("hub.label")}</label>
          <input id={`label-${n}`} dir="auto" autoComplete="off" maxLength={60} />
        </div>
      )}
      {!speaks && (
        <p><button type="button" class={`key${hand ? "" : " primary"}`} aria-disabled={busy || (!hand && floor.value.queue_open === false) || undefined} onClick={() => toggle(n)}>
          {hand ? t("hub.lower", { n }) : t("hub.raise", { n })}<kbd aria-hidden="true">{n}</kbd>
        </button></p>
      )}
      {outbox.of(`hand:${n}`)?.state !== "recorded" && <ActLine outbox={outbox} about={`hand:${n}`} />}
    </li>
  );
}

/** Place is where a hand stands in the line, and when it may be called. */
function Place({ hand }: { hand: HubHand }) {
  const from = Math.floor(ahead(hand.from) / 60);
  const to = Math.max(from + 1, Math.ceil(ahead(hand.to) / 60));
  const wait = !hand.place ? "" : hand.not_reached ? t("hub.not_reached") : t("hub.wait", { from, to });
  return (
    <>
      <p role="status"><b>{hand.place ? t("hub.place", { n: hand.place }) : t("hub.place.none")}</b> {wait}</p>
      <p class="dim">{hand.first ? t("hub.first") : t("hub.later")}</p>
    </>
  );
}
