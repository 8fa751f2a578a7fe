// Statements and outcomes, and what the room publishes of their answers.
import type { Side } from "./types_floor";

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
