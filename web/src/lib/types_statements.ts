// Statements and outcomes, and what the room publishes of their answers.
import type { Side } from "./types_floor";

export type AnswerWord = "agree" | "disagree" | "unsure";

/** A choice of a statement's scale: see kinds.ts. */
export type Choice = AnswerWord | "real" | "not-real" | "light" | "serious" | "grave" | "support" | "live-with" | "cannot"
  | "needs" | "trade-off" | "costs" | "private" | "safeguards" | "public" | "none";

export type Kind = "view" | "concern" | "risk" | "opportunity" | "mechanism" | "practice" | "shortfall" | "measure"
  | "case" | "placement" | "question" | "because" | "title-before" | "title-after";

export type Source = "proposal" | "table" | "participant" | "desk" | "chat";

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
  lead?: Choice;
  choices?: Partial<Record<Choice, number>>;
  weight?: Shown;
  line_choices?: Record<string, Partial<Record<Choice, number>>>;
}

export interface Statements {
  all: Record<string, Statement>;
  order: string;
}

export interface Statement extends Asks {
  kind: Kind;
  text: string;
  lang?: string;
  question?: number;
  source: Source;
  seat?: string;
  turn?: number;
  at: number;
  status: "open" | "closed" | "held" | "rejected" | "withdrawn";
  hidden?: string;
  shown: Shown;
  accepted?: "too-few" | "acceptable" | "unanswered" | "not";
  unanswered?: number;
}

/** What a kind asks beside its sentence; falls holds codes with spaces between. */
export interface Asks {
  falls?: string;
  service?: string;
  privacy?: "weakened" | "default";
  sees?: string;
  orders?: string;
  safeguard?: string;
  breaks?: string;
  acts?: string;
  of?: string;
  to?: string;
}

export interface Questions {
  all: Record<string, Asked>;
  order: string;
}

/** A written question, or the reason why somebody cannot accept a mechanism. */
export interface Asked {
  kind: "question" | "because";
  text: string;
  lang?: string;
  question?: number;
  source: Source;
  seat?: string;
  at: number;
  of?: string;
  to?: string;
  hidden?: string;
  into?: string;
  support?: number;
  reply?: Reply;
  answered?: boolean;
  closed?: boolean;
}

export interface Reply {
  at: number;
  seat?: string;
  turn?: number;
  text?: string;
  hidden?: string;
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
  hidden?: string;
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
