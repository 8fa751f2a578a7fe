// How the desk names people, seats and sides.
import { t, td, tn } from "../lib/words";
import type { Who } from "../lib/types";
import { desk, info, table } from "./model";

/** called is what the desk calls somebody by. */
export function called(who: Who | undefined): string {
  if (!who) return t("desk.somebody");
  const number = who.guest ? t("desk.guest", { n: String(who.guest) }) : "";
  const name = [who.name, who.label].filter(Boolean).join(" · ");
  const hub = who.hub ? ` (${tn("desk.people", who.hub)})` : "";
  return (name && number ? `${name} · ${number}` : name || number || t("desk.somebody")) + hub;
}

export function seatName(id: string | undefined): string {
  const s = id ? table.value.seats?.[id] : undefined;
  if (!s) return t("desk.seat");
  return s.name || s.roles.split(" ").map((r) => td("role", r)).join(t("word.comma"));
}

/** personName finds somebody of the people list. */
export function personName(id: string): string {
  const p = desk.value.people?.[id];
  if (!p) return t("desk.somebody");
  return called({ guest: p.guest, name: p.name, hub: p.count });
}

export function sideName(side: string | undefined, line?: string): string {
  const name = side === "onsite" ? t("desk.side.onsite") : t("desk.side.online");
  return line && side === "onsite" ? `${name}, ${line}` : name;
}

/** questionName is "Q2" and, when short is off, the question itself. */
export function questionName(n: number | undefined, short = true): string {
  if (!n) return t("desk.question.none");
  const text = info.value.questions?.[n]?.text ?? "";
  return short ? t("desk.question.n", { n: String(n) }) : `${t("desk.question.n", { n: String(n) })} ${text}`;
}

/** questionOptions are choices for a form. */
export function questionOptions(): { value: string; label: string }[] {
  const numbers = (info.value.order ?? "").split(" ").filter(Boolean);
  return [{ value: "0", label: t("desk.question.current") },
    ...numbers.map((n) => ({ value: n, label: questionName(Number(n), false) }))];
}
