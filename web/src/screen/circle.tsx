// The round table: the seats on a circle, the speaker marked, and the two
// sides of the audience as arcs with the next of each.
import { lang, t, td, tn } from "../lib/words";
import { inOrder } from "../lib/live";
import { Name, nameOf, SideMark } from "../ui/common";
import { floor, nextOf, seatName, session, sideName, table } from "./model";

const width = 1000, height = 640, cx = 500, cy = 290, rx = 330, ry = 190;

/** at is the point of place i of n on an ellipse, from the top, clockwise;
 * the other way round where the language runs from right to left. */
function at(i: number, n: number, grow = 1): { x: number; y: number } {
  const turn = document.documentElement.dir === "rtl" ? -1 : 1;
  const a = -Math.PI / 2 + (turn * 2 * Math.PI * i) / Math.max(1, n);
  return { x: cx + grow * rx * Math.cos(a), y: cy + grow * ry * Math.sin(a) };
}

export function Circle() {
  const seats = inOrder(table.value.seats, table.value.order).filter(([, s]) => !s.absent && s.roles.split(" ").some((r) => r !== "screen"));
  const running = floor.value.running;
  return (
    <div class="circle">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label(seats.map(([id]) => id))} lang={lang}>
        <ellipse class="table" cx={cx} cy={cy} rx={rx * 0.45} ry={ry * 0.66} />
        {seats.map(([id], i) => <SeatDot key={id} id={id} place={at(i, seats.length)} on={running?.seat === id} />)}
        <Arc side="onsite" start on={running?.side === "onsite"} />
        <Arc side="online" on={running?.side === "online"} />
      </svg>
      <Coming />
    </div>
  );
}

function label(ids: string[]): string {
  return ids.map(seatName).join(", ");
}

function SeatDot({ id, place, on }: { id: string; place: { x: number; y: number }; on: boolean }) {
  const name = seatName(id);
  return (
    <g class={on ? "seat on" : "seat"}>
      {on && <circle class="mark" cx={place.x} cy={place.y} r={46} />}
      <circle cx={place.x} cy={place.y} r={on ? 32 : 24} />
      <text x={place.x} y={place.y + (place.y < cy ? -56 : 72)} text-anchor="middle">{name.length > 22 ? `${name.slice(0, 21)}…` : name}</text>
    </g>
  );
}

/** Arc is one side of the audience; the one that has the floor is drawn thick. */
function Arc({ side, start, on }: { side: "onsite" | "online"; start?: boolean; on: boolean }) {
  const from = start ? 40 : width - 40;
  const to = start ? cx - 60 : cx + 60;
  return (
    <g class={`arc arc-${side}${on ? " on" : ""}`}>
      <path d={`M ${from} ${cy + 180} Q ${start ? 120 : width - 120} ${height - 60} ${to} ${height - 50}`} />
      <text x={start ? 150 : width - 150} y={height - 8} text-anchor="middle">{sideName(side)}</text>
    </g>
  );
}

/** Coming is the next of each side, and whom the rule names. */
function Coming() {
  const f = floor.value;
  if (session.value.phase === "closed") return null;
  return (
    <div class="coming">
      <p class="next"><span class="what">{t("screen.next")}</span> {f.next
        ? <><Name who={f.next.who} /> <SideMark side={f.next.side} /></> : t("screen.next.none")}</p>
      <ul>
        {(["onsite", "online"] as const).map((side) => {
          const who = nextOf(side);
          return <li key={side}><SideMark side={side} /> {who ? <bdi>{nameOf(who)}</bdi> : "–"} <span class="aside">{tn("screen.waiting", f.waiting?.[side]?.all ?? 0)}</span></li>;
        })}
      </ul>
      {f.running?.read && <p class="read"><span class="what">{t("screen.read")}</span> <span dir="auto">{f.running.read}</span></p>}
      {f.favour && <p class="note">{t("screen.favour", { side: sideName(f.favour) })}</p>}
      {f.running?.why && <p class="note">{t("screen.moderator", { reason: td("reason", f.running.why) })}</p>}
    </div>
  );
}
