// The scenes that a screen shows: those that have one key each, and the map,
// which is revealed step by step.
import type { ScreenView, SessionView } from "./types";

export const scenes = ["circle", "statement", "outcome", "results", "codes", "rule", "placements", "cases", "risks"] as const;
export type Scene = (typeof scenes)[number] | "map";

/** endsWithSession says whether a scene has nothing to say any more once the
 * session is closed: who is at the table, how to join, how the floor works. */
export function endsWithSession(scene: Scene): boolean {
  return scene === "circle" || scene === "codes" || scene === "rule";
}

/** shownScene is what a screen shows when the desk chose that scene, or none. */
export function shownScene(chosen: ScreenView["scene"] | undefined, phase: SessionView["phase"] | undefined): Scene {
  const scene = chosen || "circle";
  return phase === "closed" && endsWithSession(scene) ? "results" : scene;
}
