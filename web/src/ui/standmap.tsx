// The map of the opinion groups: each a letter at its middle, a dashed ellipse
// and marks of its shape. It shows nobody's place but one's own.
import { ellipseOf, height, marksIn, ownOn, peoplePerMark, scaled, width, type Point, type Spread } from "../lib/standmap";
import { t, tn } from "../lib/words";

// A mark of each group, from its middle: disc, square, triangle, diamond,
// hexagon, cross, star, ring.
const shapes: Record<string, string> = {
  A: "m-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
  B: "m-4-4h8v8h-8z",
  C: "m0-5.2l5.4 9.4h-10.8z",
  D: "m0-5.6l5.6 5.6-5.6 5.6-5.6-5.6z",
  E: "m5 0l-2.5 4.3h-5l-2.5-4.3 2.5-4.3h5z",
  F: "m-1.6-5h3.2v3.4h3.4v3.2h-3.4v3.4h-3.2v-3.4h-3.4v-3.2h3.4z",
  G: "m0-5.8l1.4 3.9 4.1.1-3.3 2.6 1.2 3.9-3.4-2.3-3.4 2.3 1.2-3.9-3.3-2.6 4.1-.1z",
  H: "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0zm2.4 0a2.6 2.6 0 1 1 5.2 0a2.6 2.6 0 1 1-5.2 0z",
};

// Letters beyond those that have a shape of their own are told by the letter.
const shapeOf = (letter: string) => shapes[letter] ?? shapes.A;

/** GroupMark is a group's shape and letter. */
export function GroupMark({ letter }: { letter: string }) {
  return (
    <span class={`group-mark group-${letter}`}>
      <svg viewBox="-7 -7 14 14" aria-hidden="true"><path class="marks" d={`M0 0${shapeOf(letter)}`} /></svg>
      {" "}<bdi>{letter}</bdi>
    </span>
  );
}

/** GroupList says how many people each group has. */
export function GroupList({ groups, letters }: { groups: Record<string, Spread>; letters: readonly string[] }) {
  return (
    <ul class="group-list">
      {letters.map((x) => <li key={x}><GroupMark letter={x} /> {tn("standing.people", groups[x]?.people ?? 0)}</li>)}
    </ul>
  );
}

/** StandMap draws groups by letter in the order of letters; own is where one
 * stands oneself, marked the group that is spoken of. */
export function StandMap({ groups, letters, own, marked }: { groups: Record<string, Spread>; letters: readonly string[]; own?: Point; marked?: string }) {
  const all = letters.flatMap((letter) => (groups[letter] ? [{ letter, ...groups[letter] }] : []));
  const { at, scale } = scaled(all, own ? [own] : []);
  const per = peoplePerMark(all.reduce((n, g) => n + g.people, 0));
  const said = [t("standing.map"), ...all.map((g) => tn("standing.group", g.people, { letter: g.letter }))];
  const placed = all.map((g) => ({ ...g, on: ellipseOf(g, at, scale) }));
  const middles = placed.map((g) => g.on);
  return (
    <svg class={`standmap${marked ? " one-marked" : ""}`} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={said.join(". ")}>
      {placed.map(({ letter, people, on }) => (
        <g key={letter} class={`group-${letter}${letter === marked ? " marked" : ""}`}>
          <ellipse cx={on.x} cy={on.y} rx={on.a} ry={on.b} transform={`rotate(${on.turn} ${on.x} ${on.y})`} />
          <path class="marks" d={marksIn(on, Math.max(1, Math.round(people / per)), middles).map((p) => `M${p.x.toFixed(1)} ${p.y.toFixed(1)}${shapeOf(letter)}`).join("")} />
        </g>
      ))}
      {placed.map(({ letter, on }) => (
        <text key={letter} x={on.x} y={on.y} dy="0.35em">{letter}</text>
      ))}
      {own && <Own {...ownOn(middles, at(own))} />}
    </svg>
  );
}

/** Own is where one stands oneself. */
function Own({ on, name }: { on: Point; name: Point }) {
  return (
    <g class="own-place">
      <circle cx={on.x} cy={on.y} r={8} />
      <circle class="dot" cx={on.x} cy={on.y} r={2.5} />
      <text x={name.x} y={name.y}>{t("standing.map.own")}</text>
    </g>
  );
}
