// What the rapporteur's page holds beside the shared sections.
import type { Side, TurnKind, Who } from "./types_floor";
import type { PartKind } from "./types";

export type FieldName = "takeaways" | "action" | "summary";

export interface RapporteurView {
  record: Record<string, Entry>;
  record_order: string;
  notes: Record<string, Note>;
  note_order: string;
  form: Partial<Record<FieldName, FormText>>;
}

/** One thing that happened; its words are in the sections of what it names. */
export interface Entry {
  at: number;
  kind: "part" | "turn" | "statement" | "question" | "reply" | "vote" | "read" | "put" | "settled" | "objection" | "close";
  question?: number;
  part?: PartKind;
  turn?: number;
  of?: TurnKind;
  side?: Side;
  seat?: string;
  who?: Who;
  over?: boolean;
  seconds?: number;
  statement?: string;
  outcome?: string;
  objection?: string;
}

export interface Note {
  text: string;
  at: number;
  seat: string;
  turn?: number;
  statement?: string;
  outcome?: string;
  dropped?: boolean;
}

export interface FormText {
  text: string;
  at: number;
  seat: string;
}
