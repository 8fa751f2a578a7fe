// The cards that seats wrote beforehand: those of whoever has the floor beside
// the floor, each brought up by one key, and all of them by seat.
import { inOrder } from "../lib/live";
import { t, td, tn } from "../lib/words";
import type { Card } from "../lib/types";
import { opened } from "./catch";
import { desk, isLive, may, run, running, statements, table } from "./model";
import { seatName } from "./names";
import { Told } from "../ui/told";
import { Key } from "./ui";

const most = 5; // a seat has no more ready

/** cards are those that a seat has ready, oldest first; of all seats without one. */
function cards(seat?: string): [string, Card][] {
  return inOrder(desk.value.cards, desk.value.card_order).filter(([, c]) => !seat || c.seat === seat);
}

/** cardKeys bring up the cards of the seat that has the floor, by their place. */
export const cardKeys = Array.from({ length: most }, (_, i) => ({ code: `Shift+Digit${i + 1}`, act: () => bringUp(i) }));

function bringUp(i: number): unknown {
  const seat = running.value?.seat;
  const [id, c] = (seat && cards(seat)[i]) || [];
  if (!id || !c || !may("card.show")) return false;
  return run("card.show", { statement: id }, opened(c.kind));
}

/** FloorCards are the cards of the seat that speaks. */
export function FloorCards({ seat }: { seat: string }) {
  const ready = cards(seat);
  if (ready.length === 0) return null;
  return (
    <div class="cards-ready">
      <h3 id="cards-ready">{t("desk.cards.floor")}</h3>
      <ol class="rows" aria-labelledby="cards-ready">{ready.map(([id, c], i) => <CardRow key={id} id={id} c={c} hot={cardKeys[i]?.code} />)}</ol>
    </div>
  );
}

/** AllCards are the cards of all seats. */
export function AllCards() {
  const all = cards();
  if (all.length === 0) return null;
  return (
    <details class="all-cards">
      <summary>{tn("desk.cards", all.length)}</summary>
      {inOrder(table.value.seats, table.value.order).filter(([id]) => all.some(([, c]) => c.seat === id)).map(([seat]) => (
        <div key={seat}>
          <h3><bdi>{seatName(seat)}</bdi></h3>
          <ul class="rows">{cards(seat).map(([id, c]) => <CardRow key={id} id={id} c={c} />)}</ul>
        </div>
      ))}
    </details>
  );
}

function CardRow({ id, c, hot }: { id: string; c: Card; hot?: string }) {
  return (
    <li>
      <p class="aside">{td("kind", c.kind)}</p>
      <p dir="auto" lang={c.lang}>{c.text}</p>
      <Told asks={c} lang={c.lang} of={statements.value.all?.[c.of ?? ""]?.text} to={c.to && seatName(c.to)} />
      {isLive.value && <p class="keys"><Key cmd="card.show" payload={{ statement: id }} done={opened(c.kind)} hot={hot}>{t("desk.card.show")}</Key></p>}
    </li>
  );
}
