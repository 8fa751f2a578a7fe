// What the projector shows: one state for all screens.
import { run, screen, statements } from "./model";

export const scenes = ["circle", "statement", "outcome", "results", "codes", "rule"] as const;
export type Scene = (typeof scenes)[number];

/** show puts a scene on the screen; a scene of one item names it. */
export function show(scene: Scene, item = ""): Promise<unknown> {
  return run("screen.show", { scene, ...(item && { item }) });
}

export function blank(): Promise<unknown> {
  return run("screen.blank", { on: !screen.value.blank });
}

/** newest is the last id of an order string that keep accepts. */
export function newest<T>(all: Record<string, T> | undefined, order: string | undefined, keep: (x: T) => boolean): string {
  return (order ?? "").split(" ").filter((id) => all?.[id] && keep(all[id])).pop() ?? "";
}

/** newestStatement is what the statement's scene shows unless told otherwise. */
export function newestStatement(): string {
  return newest(statements.value.all, statements.value.order, (s) => !s.hidden && s.text !== "");
}
