// Sending what this phone keeps, and what follows from the room's answers.
import { effect } from "@preact/signals-core";
import { Sender } from "../lib/sender";
import { askMine } from "./follow";
import { outbox, session } from "./room";

export function send(): void {
  const sender = new Sender(outbox, (item) => {
    // A refusal mostly means that the room is not as this page thought.
    if (item.state === "recorded" || item.problem) void askMine();
  });
  void sender.start();
  effect(() => {
    if (session.value.phase === "closed" && outbox.items.value) void sender.forget();
  });
}
