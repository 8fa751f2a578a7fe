// Where the room stands, as of the last picture that was recorded.
import type { Tally } from "./types_statements";

export type StandingClass = "common-for" | "common-against" | "open-between" | "open-within" | "unsure" | "short";

export interface Standings {
  state: "few" | "early" | "rehearsal" | "one" | "groups";
  at?: number;
  people?: number;
  votes?: number;
  groups?: Record<string, StandingGroup>;
  order?: string;
  statements?: Record<string, StandingStatement>;
}

export interface StandingGroup {
  people: number;
  agrees?: number;
  x: number;
  y: number;
  sx: number;
  sy: number;
  r: number;
  holds: Record<string, StandingHold>;
}

export interface StandingHold {
  answer: "agree" | "disagree";
  rank: number;
  own: number;
  rest: number;
  low: number;
  high: number;
}

export interface StandingStatement {
  class?: StandingClass;
  confirmed?: boolean;
  more?: number;
  beyond?: boolean;
  live?: StandingClass;
  cells?: Record<string, Tally>;
  cells_at?: number;
}
