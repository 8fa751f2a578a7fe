// What the projector shows: one state for all screens.
import { endsWithSession, type Scene } from "../lib/scenes";
import type { Kind } from "../lib/types";
import { isClosed, run, screen, standings, statements } from "./model";

const boards: Partial<Record<Scene, Kind>> = { placements: "placement", cases: "case", risks: "risk" };

/** toShow says whether a scene has anything to show: a table of one kind of
 * statements needs one of them, the map a picture of the groups. */
export function toShow(scene: Scene): boolean {
  if (scene === "map") return standings.value.at !== undefined;
  if (isClosed.value && endsWithSession(scene)) return false;
  const kind = boards[scene];
  return !kind || Object.values(statements.value.all ?? {}).some((s) => s.kind === kind && !s.hidden);
}

/** show puts a scene on the screen; a scene of one item names it. */
export function show(scene: Scene, item = ""): Promise<unknown> {
  return run("screen.show", { scene, ...(item && { item }) });
}

/** nextOnMap is what the map shows after what it shows now: veiled, then what all
 * hold, then what each group holds; after the last all again. */
export function nextOnMap(): string {
  const steps = ["", "all", ...(standings.value.order ?? "").split(" ").filter(Boolean)];
  return screen.value.scene === "map" ? steps[steps.indexOf(screen.value.item ?? "") + 1] ?? "all" : "";
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
