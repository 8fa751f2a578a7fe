// The sections that a page holds: the JSON of internal/view, interface by
// interface (a test compares the names). Lists are maps by id with an "order"
// string beside them; times are room seconds.
import type { DeskView } from "./types_desk";
import type { Balance, Floor, FloorPolicy, Queue } from "./types_floor";
import type { RapporteurView } from "./types_rapporteur";
import type { Standings } from "./types_standing";
import type { Outcomes, Questions, Statements } from "./types_statements";

export type * from "./types_desk";
export type * from "./types_floor";
export type * from "./types_me";
export type * from "./types_rapporteur";
export type * from "./types_standing";
export type * from "./types_statements";

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
  questions: Partial<Questions>;
  outcomes: Partial<Outcomes>;
  standings: Partial<Standings>;
  moderation: Partial<Moderation>;
  screen: Partial<ScreenView>;
  decided: Partial<Decided>;
  desk: Partial<DeskView>;
  watching: Partial<Watching>;
  rapporteur: Partial<RapporteurView>;
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
  captions?: string;
  rehearsal?: boolean;
  slips?: boolean;
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
  solo?: boolean;
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

export interface ScreenView {
  scene: "circle" | "statement" | "outcome" | "results" | "codes" | "rule" | "placements" | "cases" | "risks" | "map" | "";
  item?: string;
  blank: boolean;
  onsite?: string;
  online?: string;
}

/** Acts of the moderators that stand, by act, then by rule. */
export interface Moderation {
  counts: Record<string, Record<string, number>>;
}

export interface Decided {
  ids: string;
}

export interface Watching {
  phones: number;
  desks: number;
  screens: number;
}
