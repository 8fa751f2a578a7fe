// The floor: who speaks, who waits, how room and online share it.

export type Side = "onsite" | "online";

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
  number?: number;
  who?: Who;
  read_out?: boolean;
  read?: string;
  hidden?: string;
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
  corrected?: string;
  grace?: number;
}

export interface Next {
  hand: string;
  side: Side;
  line?: string;
  who?: Who;
  first: boolean;
  question?: number;
  number?: number;
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

export interface Who {
  guest?: number;
  name?: string;
  hub?: number;
  label?: string;
  person?: string;
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

export interface Share {
  turns?: number;
  seconds: number;
  first?: number;
  people?: number;
  free?: number;
  seats?: number;
}
