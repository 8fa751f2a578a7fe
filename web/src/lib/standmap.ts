// The geometry of the map of opinion groups: where a group's letter, its ellipse
// and its marks are drawn. The report draws the same.

/** A group as the map needs it: how many people, their middle, their spread
 * (standard deviations) and its correlation, in units of answers. */
export interface Spread {
  people: number;
  x: number;
  y: number;
  sx: number;
  sy: number;
  r: number;
}

export interface Point {
  x: number;
  y: number;
}

/** An ellipse: its middle, half its axes and by how much it is turned, in
 * degrees, clockwise. */
export interface Ellipse extends Point {
  a: number;
  b: number;
  turn: number;
}

export const width = 440;
export const height = 300;
const margin = 40;
const reach = 1.5; // standard deviations from the middle to the ellipse
const leastAxis = 32; // half of an ellipse: its marks are to be told apart
const inner = 0.15; // share of an ellipse that is its letter's
const apart = 20; // from a letter's middle to the next mark
const ownApart = 26; // … to one's own place
const seedTurn = (137.50776 * Math.PI) / 180; // from one seed of a sunflower to the next
const leastPerMark = 5;
const mostMarks = 100; // on one map

/** peoplePerMark is how many people one mark stands for: five, or more where
 * that would fill the map. */
export function peoplePerMark(people: number): number {
  let per = leastPerMark;
  for (let k = 0; people > per * mostMarks; k++) per *= k % 2 === 0 ? 2 : 5;
  return per;
}

/** scaled gives the place on the map of a point in units of answers, such that
 * every group's ellipse, and the point besides, are on it. */
export function scaled(groups: readonly Spread[], besides: readonly Point[]): { at: (p: Point) => Point; scale: number } {
  const boxes = [...groups.map((g) => ({ x: g.x, y: g.y, w: reach * g.sx, h: reach * g.sy })), ...besides.map((p) => ({ ...p, w: 0, h: 0 }))];
  const low = { x: Math.min(...boxes.map((b) => b.x - b.w)), y: Math.min(...boxes.map((b) => b.y - b.h)) };
  const high = { x: Math.max(...boxes.map((b) => b.x + b.w)), y: Math.max(...boxes.map((b) => b.y + b.h)) };
  const wide = Math.max(high.x - low.x, 1e-6);
  const tall = Math.max(high.y - low.y, 1e-6);
  const scale = Math.min((width - 2 * margin) / wide, (height - 2 * margin) / tall);
  const middle = { x: (low.x + high.x) / 2, y: (low.y + high.y) / 2 };
  return { scale, at: (p) => ({ x: width / 2 + scale * (p.x - middle.x), y: height / 2 - scale * (p.y - middle.y) }) };
}

/** ellipseOf is a group's spread on the map. A picture may have one axis alone. */
export function ellipseOf(g: Spread, at: (p: Point) => Point, scale: number): Ellipse {
  const [xx, yy, xy] = [g.sx * g.sx, g.sy * g.sy, g.r * g.sx * g.sy];
  const mean = (xx + yy) / 2;
  const half = Math.hypot((xx - yy) / 2, xy);
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  return {
    ...at(g), a: Math.max(leastAxis, scale * reach * Math.sqrt(mean + half)),
    b: Math.max(leastAxis, scale * reach * Math.sqrt(Math.max(0, mean - half))),
    turn: (-angle * 180) / Math.PI,
  };
}

/** beside moves a point straight away from each letter to which it is nearer than
 * it may be; one in the very middle of a letter, down. */
function beside(letters: readonly Point[], far: number, p: Point): Point {
  for (const l of letters) {
    const d = Math.hypot(p.x - l.x, p.y - l.y);
    if (d < far) p = d > 0 ? { x: l.x + ((p.x - l.x) * far) / d, y: l.y + ((p.y - l.y) * far) / d } : { x: l.x, y: l.y + far };
  }
  return p;
}

/** ownOn is where one's own place is drawn, so that no letter lies beneath it, and
 * its name: under it, or above where a letter or the edge is. */
export function ownOn(letters: readonly Point[], p: Point): { on: Point; name: Point } {
  const on = beside(letters, ownApart, p);
  const under = { x: on.x, y: on.y + 28 };
  const hit = under.y > height - 8 || letters.some((l) => Math.abs(l.x - under.x) < 32 && Math.abs(l.y - under.y + 8) < 19);
  return { on, name: hit ? { x: on.x, y: Math.max(12, on.y - 14) } : under };
}

/** marksIn are the places of n marks in an ellipse, as seeds stand in a
 * sunflower, but beside letters: they say how many, not where anybody is. */
export function marksIn(e: Ellipse, n: number, letters: readonly Point[]): Point[] {
  const [cos, sin] = [Math.cos((e.turn * Math.PI) / 180), Math.sin((e.turn * Math.PI) / 180)];
  return Array.from({ length: n }, (_, i) => {
    const out = Math.sqrt(inner + ((1 - inner) * (i + 0.5)) / n);
    const [p, q] = [e.a * out * Math.cos(i * seedTurn), e.b * out * Math.sin(i * seedTurn)];
    return beside(letters, apart, { x: e.x + p * cos - q * sin, y: e.y + p * sin + q * cos });
  });
}
