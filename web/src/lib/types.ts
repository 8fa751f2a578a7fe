// The sections that a page holds: the JSON of internal/view, interface by
// interface (a test compares the names). Lists are maps by id with an "order"
// string beside them; times are room seconds.

export type Side = "onsite" | "online";
export type AnswerWord = "agree" | "disagree" | "unsure";

export interface Tally {
  agree: number;
  disagree: number;
  unsure: number;
}

export interface Shown {
  state: "none" | "few" | "words" | "figures";
  word?: string;
  n?: number;
  total?: Tally;
  tally?: Tally;
  percent?: boolean;
  side?: Partial<Record<Side, Tally>>;
  group?: Record<string, Tally>;
  late?: boolean;
  lines?: Record<string, Tally>;
}

export interface Share {
  turns?: number;
  seconds: number;
  first?: number;
  people?: number;
  free?: number;
  seats?: number;
}

export interface Balance {
  sides: Partial<Record<Side, Share>>;
  groups: Record<string, Share>;
  regions: Record<string, Share>;
  questions: Record<string, Share>;
  overrides: Record<string, Partial<Record<Side, number>>>;
  panel: number;
  table: number;
}

export interface FloorPolicy {
  rule: string;
  first_side: Side;
  uneven: number;
  lot_before: number;
  lot_after: number;
  turn: number;
  answer: number;
  answer_all: number;
  follow_up: number;
  grace_onsite: number;
  grace_online: number;
  hub_share: number;
  blocks: number;
  block_least: number;
  balance: number;
  balance_after: number;
  order: number;
}

export interface Info {
  title: string;
  reference?: string;
  layout?: string;
  languages: string;
  epoch: number;
  start?: number;
  seconds: number;
  zone: string;
  questions: Record<string, Question>;
  order: string;
  floor: FloorPolicy;
  put: number;
  each: number;
  percent: number;
  hold: boolean;
  rules: string;
  mode: string;
  retention: number;
  class: number;
  backup: number;
  guests: number;
}

export interface Question {
  kind: string;
  text: string;
}

export interface SessionView {
  phase: "before" | "live" | "closed";
  part?: PartKind;
  since: number;
  begin: number;
  started: number;
  audience: number;
  closing: number;
  end: number;
  timed: boolean;
  warn_five: number;
  warn_two: number;
  question: number;
  plan: Record<PartKind, number>;
  spent: Partial<Record<PartKind, number>>;
  taken: Record<string, Taken>;
  left: number;
  gap?: Gap;
  closed_at?: number;
}

export type PartKind = "opening" | "panel" | "audience" | "closing";

export interface Taken {
  at: number;
  from: PartKind;
  for: PartKind;
  seconds: number;
}

export interface Gap {
  since: number;
  seconds: number;
}

export interface Table {
  seats: Record<string, Seat>;
  order: string;
}

export interface Seat {
  name: string;
  affiliation?: string;
  group?: string;
  region?: string;
  roles: string;
  absent?: boolean;
  seconds: number;
  turns: number;
}

export interface Who {
  guest?: number;
  name?: string;
  hub?: number;
  label?: string;
  person?: string;
}

export interface Floor {
  queue_open: boolean;
  opened: boolean;
  opened_at?: number;
  lot_hash: string;
  lot_seed?: string;
  favour?: Side;
  uneven?: Side;
  unheard?: Side;
  mics?: string;
  block?: Block;
  blocks: number;
  last: number;
  answers?: number;
  undo?: number;
  undoes?: "call" | "end" | "absent" | "entry";
  running?: Turn;
  next?: Next;
  second?: Next;
  recent: Record<string, Turn>;
  done: number;
  waiting: Partial<Record<Side, Line>>;
  each: number;
}

export interface Line {
  all: number;
  first: number;
}

export interface Block {
  question: number;
  since: number;
}

export type TurnKind = "audience" | "override" | "answer" | "panel" | "order";

export interface Turn {
  n: number;
  kind: TurnKind;
  side?: Side;
  line?: string;
  seat?: string;
  hand?: string;
  who?: Who;
  read?: string;
  question: number;
  to?: number;
  start: number;
  length: number;
  seconds?: number;
  paused: number;
  in_pause: boolean;
  paused_at?: number;
  first: boolean;
  follow_up?: boolean;
  over?: boolean;
  void?: boolean;
  why?: string;
  reason?: string;
  grace?: number;
}

export interface Next {
  hand: string;
  side: Side;
  line?: string;
  who?: Who;
  first: boolean;
  question?: number;
  read?: boolean;
  why: string;
}

export interface Queue {
  hands: Record<string, Hand>;
  order: string;
  total: number;
}

export interface Hand {
  side: Side;
  line?: string;
  who?: Who;
  first: boolean;
  question?: number;
  at: number;
  read?: boolean;
  words?: string;
  number?: number;
  away?: number;
  out?: boolean;
  place?: number;
  waits?: string;
  access?: boolean;
}

export interface Statements {
  all: Record<string, Statement>;
  order: string;
}

export interface Statement {
  kind: string;
  text: string;
  question?: number;
  source: "proposal" | "table" | "participant" | "desk";
  seat?: string;
  turn?: number;
  at: number;
  status: "open" | "closed" | "held" | "rejected" | "withdrawn";
  hidden?: string;
  shown: Shown;
}

export interface Outcomes {
  all: Record<string, Outcome>;
  order: string;
}

export interface Outcome {
  text: string;
  question?: number;
  statements?: string;
  turns?: string;
  status: "drafted" | "read" | "put" | "settled" | "dropped";
  read: boolean;
  put_at?: number;
  blocks?: string;
  missing?: string;
  finder?: string;
  for?: string;
  against?: string;
  objections: Record<string, Objection>;
  totals?: Tally;
  lines?: Record<string, Tally>;
  found?: Finding;
  rests_on_hidden?: boolean;
  hidden_by?: string;
}

export interface Objection {
  text: string;
  turn?: number;
  heard: boolean;
  withdrawn?: boolean;
  why?: string;
}

export interface Finding {
  kind: string;
  word?: string;
  tally: Tally;
  phones: Tally;
  lines?: Record<string, Tally>;
  side?: Partial<Record<Side, Tally>>;
  group?: Record<string, Tally>;
  present: number;
  of_room: boolean;
  objections: number;
}

export interface ScreenView {
  scene: "circle" | "statement" | "outcome" | "results" | "codes" | "rule" | "";
  item?: string;
  blank: boolean;
  onsite?: string;
  online?: string;
}

export interface Decided {
  ids: string;
}

export interface DeskView {
  held: Record<string, Held>;
  held_order: string;
  hidden: Record<string, Held>;
  objections: Record<string, Waiting>;
  orders: Record<string, Order>;
  signals: Record<string, Signal>;
  people: Record<string, Person>;
  people_total: number;
  present: Record<string, number>;
  present_short?: boolean;
  rights: Record<string, SeatRights>;
  counted: Record<string, Record<string, Tally>>;
}

export interface Held {
  kind: string;
  text: string;
  question?: number;
  at: number;
  who?: Who;
  status: string;
  rule?: string;
  reason?: string;
}

export interface Waiting {
  outcome: string;
  text: string;
  at: number;
  who?: Who;
}

export interface Order {
  who?: Who;
  side: Side;
  at: number;
  state: "asked" | "granted" | "upheld";
  turn?: number;
}

export interface Signal {
  count: number;
  since: number;
}

export interface Person {
  guest?: number;
  kind: "phone" | "desk" | "tool" | "hub";
  side: Side;
  name?: string;
  line?: string;
  count?: number;
  turns: number;
  seconds: number;
  hand?: string;
  access?: boolean;
  moved?: boolean;
  muted?: boolean;
  banned?: boolean;
  rule?: string;
  into?: string;
  objects?: boolean;
}

export interface SeatRights {
  deputy?: string;
  link: boolean;
}

export interface Watching {
  phones: number;
  desks: number;
  screens: number;
}

/** Sections by name. A page may hold a section before its first frame came:
 * then it is {}. */
export interface Sections {
  info: Partial<Info>;
  session: Partial<SessionView>;
  table: Partial<Table>;
  floor: Partial<Floor>;
  queue: Partial<Queue>;
  balance: Partial<Balance>;
  statements: Partial<Statements>;
  outcomes: Partial<Outcomes>;
  screen: Partial<ScreenView>;
  decided: Partial<Decided>;
  desk: Partial<DeskView>;
  watching: Partial<Watching>;
}

/** Me is what GET /me answers: this browser's own, never in a shared frame. */
export interface Me {
  joined: boolean;
  left?: boolean;
  voice?: MyVoice;
  ballot?: MyBallot;
  statements: Record<string, MyStatement>;
  objections: Record<string, MyObjection>;
  seat?: MySeat;
  epoch: number;
  at: number;
}

export interface MyVoice {
  guest: number;
  side: Side;
  name?: string;
  access: boolean;
  muted: boolean;
  banned: boolean;
  ban?: MySanction;
  merged: boolean;
  objects: boolean;
  hand?: MyHand;
  last_hand?: MyLast;
  turn?: number;
  order?: MyOrder;
  signals?: string;
}

export interface MySanction {
  rule: string;
  reason?: string;
}

/** from and to are seconds from Me.at. */
export interface MyHand {
  id: string;
  place: number;
  first: boolean;
  side: Side;
  from: number;
  to: number;
  not_reached?: boolean;
  why?: string;
}

export interface MyLast {
  state: "called" | "absent" | "dropped";
  reason?: string;
}

export interface MyOrder {
  id: string;
  state: "asked" | "granted";
}

export interface MyBallot {
  side?: Side;
  group: string;
  votes: Record<string, AnswerWord>;
  answers: Record<string, AnswerWord>;
}

export interface MyStatement {
  text?: string;
  status: "held" | "open" | "closed" | "rejected" | "withdrawn";
  hidden?: boolean;
  rule?: string;
  reason?: string;
}

export interface MyObjection {
  outcome: string;
  text?: string;
  heard: boolean;
  withdrawn?: boolean;
  why?: string;
}

export interface MySeat {
  id: string;
  roles: string;
  may: Record<string, boolean>;
}
