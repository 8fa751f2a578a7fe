// What GET /me answers: this browser's own, never in a shared frame.
import type { Side } from "./types_floor";
import type { Card } from "./types_desk";
import type { AnswerWord, Choice, Kind } from "./types_statements";

export interface Me {
  joined: boolean;
  left?: boolean;
  voice?: MyVoice;
  ballot?: MyBallot;
  statements: Record<string, MyStatement>;
  objections: Record<string, MyObjection>;
  appeals?: Record<string, MyAppeal>;
  reports?: Record<string, MyReport>;
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
  acts?: Record<string, MyAct>;
  mark: string;
  merged: boolean;
  objects: boolean;
  hand?: MyHand;
  last_hand?: MyLast;
  turn?: number;
  order?: MyOrder;
  signals?: string;
}

/** What the moderators did to one, or to words of one's own. */
export interface MyAct {
  kind: "warned" | "muted" | "banned" | "hidden";
  rule: string;
  reason?: string;
  text?: string;
  at: number;
  read?: boolean;
  lifted?: boolean;
}

export interface MyAppeal {
  text?: string;
  answer?: string;
  at: number;
}

/** What one reported of a text, and what became of it. */
export interface MyReport {
  rule: string;
  state: "waits" | "hidden" | "dismissed";
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
  votes: Record<string, Choice>;
  weights?: Record<string, Choice>;
  answers: Record<string, AnswerWord>;
  standing?: MyStanding;
  placing?: boolean; // it is being found out
  next?: string; // of the open statements, what was drawn to be shown next
}

// MyStanding is where one's own votes put one in the picture that the section
// standings shows: the group, how likely one belongs there (0 to 1), one's place.
export interface MyStanding {
  letter: string;
  sure: number;
  x: number;
  y: number;
}

export interface MyStatement {
  kind: Kind;
  text?: string;
  at: number;
  status: "held" | "open" | "closed" | "rejected" | "withdrawn";
  hidden?: boolean;
  kept?: "link" | "address" | "phone" | "alike";
  rule?: string;
  reason?: string;
  of?: string;
  into?: string;
  reply?: boolean;
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
  cards?: Record<string, Card>;
  order?: string;
  hub?: MyHub;
}

/** The hub whose hands and counts this seat enters; its hands are by number. */
export interface MyHub {
  person: string;
  name: string;
  count: number;
  hands: Record<string, HubHand>;
  mark: string;
  signals?: string;
  counted?: Record<string, Partial<Record<Choice, number>>>;
}

export interface HubHand extends MyHand {
  label?: string;
}
