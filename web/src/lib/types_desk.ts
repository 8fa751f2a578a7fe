// What the desk's page holds beside the shared sections.
import type { Side, Turn, Who } from "./types_floor";
import type { Asks, Choice, Kind } from "./types_statements";

export interface DeskView {
  held: Record<string, Held>;
  held_order: string;
  hidden: Record<string, Held>;
  veiled: Record<string, Veiled>;
  appeals: Record<string, Appeal>;
  appeal_order: string;
  cards: Record<string, Card>;
  card_order: string;
  objections: Record<string, Waiting>;
  orders: Record<string, Order>;
  signals: Record<string, Signal>;
  people: Record<string, Person>;
  people_total: number;
  present: Record<string, number>;
  present_short?: boolean;
  uncounted: string;
  phones: Partial<Record<Side, number>>;
  rights: Record<string, SeatRights>;
  helpers: Record<string, Helper>;
  helper_order: string;
  counted: Record<string, Record<string, Partial<Record<Choice, number>>>>;
  acts: Record<string, Act>;
  turns: Record<string, Turn>;
  door: Door;
  reports: Record<string, Reports>;
}

/** Who is kept from joining, how many joined, by minute of the room, the number of the
 * newest guest, and what became of slips, by the number of their batch. */
export interface Door {
  shut: string;
  joins: Record<string, Partial<Record<Side, Joins>>>;
  newest: number;
  wants: string;
  slips: Record<string, Slips>;
}

/** Slips that were issued together. */
export interface Slips {
  side: Side;
  at: number;
  issued: number;
  used: number;
  void?: boolean;
}

/** How many joined, how many of them have done nothing since, and how many only
 * asked for the floor. */
export interface Joins {
  all: number;
  idle: number;
  hands?: number;
}

/** What a seat did last, and the command that takes it back: its payload is
 * JSON, without what is asked. */
export interface Act {
  at: number;
  did: string;
  who?: Who;
  turn?: number;
  undo?: string;
  payload?: string;
  asks?: "reason" | "rule";
}

/** A statement that a seat wrote beforehand and has not brought up. */
export interface Card extends Asks {
  seat: string;
  kind: Kind;
  text: string;
  lang?: string;
  question?: number;
}

export interface Held extends Asks {
  kind: Kind;
  text: string;
  lang?: string;
  question?: number;
  at: number;
  who?: Who;
  status: string;
  kept?: "link" | "address" | "phone" | "alike";
  like?: string;
  rule?: string;
  reason?: string;
}

/** How many participants say that a text goes against a rule. */
export interface Reports {
  rules: Record<string, number>;
  since: number;
}

/** Words that were hidden beside statements. */
export interface Veiled {
  text: string;
  rule: string;
  reason?: string;
}

export interface Appeal {
  who?: Who;
  text: string;
  at: number;
  answer?: string;
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
  hubs?: Record<string, Who>;
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
  warned?: number;
  rule?: string;
  into?: string;
  objects?: boolean;
}

/** An online moderator by a code, or the code while nobody used it. */
export interface Helper {
  name?: string;
  joined: boolean;
  since: number;
}

export interface SeatRights {
  deputy?: string;
  link: boolean;
}
