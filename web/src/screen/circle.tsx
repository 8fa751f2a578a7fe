// The round table: the seats on a circle, the speaker marked, and the two
// sides of the audience as arcs with the next of each.
import { lang, t, td, tn } from "../lib/words";
import { inOrder } from "../lib/live";
import type { Turn } from "../lib/types";
import { known, Name, nameOf, SideMark } from "../ui/common";
import { floor, nextOf, seatName, session, sideName, table } from "./model";
import { CaptionsCode } from "./scenes";

const width = 1100, height = 670, cx = 550, cy = 270, rx = 210, ry = 246;
const gap = 52; // from a seat to its name

interface Place {
  x: number;
  y: number;
  /** 1 when the name stands towards the picture's right edge, else -1. */
  to: 1 | -1;
}

/** places are the points of n seats on an ellipse, clockwise from the top; the
 * other way round where the language runs from right to left. Half of them have
 * their names on each side, at even heights, so that no two names meet. */
function places(n: number): Place[] {
  const first = document.documentElement.dir === "rtl" ? -1 : 1;
  const half = Math.ceil(n / 2);
  return Array.from({ length: n }, (_, i) => {
    const [k, of, to] = i < half ? [i, half, first] : [n - 1 - i, n - half, -first];
    const high = of === 1 ? 0 : (2 * (k + 0.5)) / of - 1;
    return { x: cx + to * rx * Math.sqrt(1 - high * high), y: cy + ry * high, to: to as 1 | -1 };
  });
}

export function Circle() {
  const seats = inOrder(table.value.seats, table.value.order).filter(([, s]) => !s.absent && s.roles.split(" ").some((r) => r !== "screen"));
  const running = floor.value.running;
  const at = places(seats.length);
  return (
    <div class="circle">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={seats.map(([id]) => seatName(id)).join(t("word.comma"))} lang={lang}>
        <ellipse class="table" cx={cx} cy={cy} rx={rx * 0.72} ry={ry * 0.7} />
        {seats.map(([id], i) => <SeatDot key={id} id={id} place={at[i]!} tall={(2 * ry) / Math.ceil(seats.length / 2)} on={speaks(id, running)} />)}
        <Arc side="onsite" to={-1} on={running?.side === "onsite"} />
        <Arc side="online" to={1} on={running?.side === "online"} />
      </svg>
      <Coming />
    </div>
  );
}

/** speaks says whether a seat has the floor: itself, or with a hand of the hub that
 * it is. */
function speaks(id: string, turn: Turn | undefined): boolean {
  const s = table.value.seats?.[id];
  return !!turn && (turn.seat === id || (!!turn.who?.hub && !!s?.roles.split(" ").includes("hub") && s.name === turn.who.name));
}

/** SeatDot is a seat with its name beside it, in as many lines as have room. */
function SeatDot({ id, place, tall, on }: { id: string; place: Place; tall: number; on: boolean }) {
  const { x, y, to } = place;
  const room = Math.min(tall, 126);
  const edge = x + to * gap;
  return (
    <g class={on ? "seat on" : "seat"}>
      {on && <circle class="mark" cx={x} cy={y} r={42} />}
      <circle cx={x} cy={y} r={on ? 30 : 24} />
      <foreignObject x={to > 0 ? edge : 0} y={y - room / 2} width={to > 0 ? width - edge : edge} height={room}>
        <div class={`seat-name ${to > 0 ? "after" : "before"}${room < 120 ? " tight" : ""}`} dir="ltr"><span><bdi>{seatName(id)}</bdi></span></div>
      </foreignObject>
    </g>
  );
}

/** Arc is one side of the audience; the one that has the floor is drawn thick. */
function Arc({ side, to, on }: { side: "onsite" | "online"; to: 1 | -1; on: boolean }) {
  const x = (far: number) => cx + to * far;
  return (
    <g class={`arc arc-${side}${on ? " on" : ""}`}>
      <path d={`M ${x(510)} 540 Q ${x(300)} 600 ${x(30)} 606`} />
      <text x={x(280)} y={656} text-anchor="middle">{sideName(side)}</text>
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
        ? <>{known(f.next.who) && <Name who={f.next.who} />} <SideMark side={f.next.side} /></> : t("screen.next.none")}</p>
      <ul>
        {(["onsite", "online"] as const).map((side) => {
          const who = nextOf(side);
          return <li key={side}><SideMark side={side} /> · <span class="aside">{tn("screen.waiting", f.waiting?.[side]?.all ?? 0)}</span>{known(who) && <> · {t("screen.first")} <bdi>{nameOf(who)}</bdi></>}</li>;
        })}
      </ul>
      <CaptionsCode />
      {f.running?.read_out && (
        <p class="read"><span class="what">{t("screen.read")}</span> <span dir="auto">{f.running.read || t(f.running.hidden ? "screen.hidden" : "screen.erased")}</span></p>
      )}
      {f.favour && <p class="note">{t("screen.favour", { side: sideName(f.favour) })}</p>}
      {f.running?.why && <p class="note">{t("screen.moderator", { reason: td("reason", f.running.why) })}</p>}
    </div>
  );
}
