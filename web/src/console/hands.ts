// Hands raised in the meeting tool: entered with one key, lowered with the same.
import { effect } from "@preact/signals-core";
import { text } from "../lib/commands";
import type { Item } from "../lib/outbox";
import { t } from "../lib/words";
import { act, desk, floor, fresh, outbox, queue, status } from "./model";
import { keyed, tidyName, type Entry } from "./names";
import { keep, kept } from "./store";

const aboutOf = (e: Entry) => `tool:${e.id}`;

/** handOf is somebody's hand that waits; one that was lowered here is gone though
 * the view may still show it. */
export function handOf(e: Entry): string | undefined {
  const hand = e.person ? desk.value.people?.[e.person]?.hand : undefined;
  const last = outbox.of(aboutOf(e));
  return last?.state === "recorded" && last.name === "hand.drop" && last.payload.hand === hand ? undefined : hand;
}

/** placeOf is the place of somebody's hand in the line, from 1. */
export function placeOf(e: Entry): number {
  const hand = handOf(e);
  return hand ? (queue.value.order ?? "").split(" ").indexOf(hand) + 1 : 0;
}

export function speaks(e: Entry): boolean {
  return !!e.person && floor.value.running?.who?.person === e.person;
}

/** onItsWay is the last act about somebody's hand while it was not answered, or
 * when it was refused. */
export function onItsWay(e: Entry): Item | undefined {
  const item = outbox.of(aboutOf(e));
  return item && item.state !== "recorded" ? item : undefined;
}

/** toggle raises somebody's hand, or lowers it. What was not sent yet is taken
 * back instead. */
export function toggle(e: Entry): void {
  const waits = onItsWay(e);
  const hand = handOf(e);
  if (waits?.state === "sent" || waits?.state === "saving") return;
  if (waits?.state === "saved") {
    void outbox.keep((items) => items.filter((i) => i.cmd !== waits.cmd));
    status.value = t("console.hand.back", { name: e.name });
  } else if (speaks(e)) {
    status.value = t("console.hand.speaks", { name: e.name });
  } else if (hand) {
    act(aboutOf(e), "hand.drop", { hand });
    status.value = t("console.hand.lowered", { name: e.name });
  } else {
    act(aboutOf(e), "hand.add", { side: "online", label: text(e.name), ...(e.person && { person: e.person }) });
    status.value = t("console.hand.raised", { name: e.name });
  }
}

/** raise raises the hand of a name of the chat: of whoever has it on the list, or
 * of somebody new there. */
export function raise(name: string): void {
  const wanted = tidyName(name);
  if (!wanted) {
    act(fresh("tool"), "hand.add", { side: "online" });
    status.value = t("console.hand.raised", { name: t("console.somebody") });
    return;
  }
  const before = kept.peek().people;
  const e = before.find((p) => p.name === wanted) ?? { id: fresh("p"), name: wanted, key: "" };
  if (!before.includes(e)) keep({ people: keyed([...before, e]) });
  if (handOf(e) || speaks(e) || onItsWay(e)) status.value = t("console.hand.already", { name: e.name });
  else toggle(e);
  if (before.some((p, i) => kept.peek().people[i]?.key !== p.key)) status.value += ` ${t("console.roster.moved")}`;
}

/** rememberPeople keeps who somebody is to the room, from the answer to their
 * first hand, so that their second is the same person's. */
export function rememberPeople(): void {
  effect(() => {
    const answered = new Map(outbox.items.value.filter((i) => i.name === "hand.add").map((i) => [i.about, i]));
    const people = kept.peek().people;
    const now = people.map((e) => {
      const item = answered.get(aboutOf(e));
      const person = item?.state === "recorded" ? item.facts?.person : undefined;
      if (typeof person === "string" && person !== e.person) return { ...e, person };
      // A room that was restored from before may not know them any more.
      if (e.person && item?.state === "refused" && item.problem?.field === "person") return { ...e, person: undefined };
      return e;
    });
    if (now.some((e, i) => e !== people[i])) keep({ people: now });
  });
}
