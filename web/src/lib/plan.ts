// The run of show's instants.
import type { PartKind, SessionView } from "./types";

export const parts: PartKind[] = ["opening", "panel", "audience", "closing"];

/** partEnd is the room second at which a part must be over. */
export function partEnd(s: Partial<SessionView>, part: PartKind): number {
  switch (part) {
    case "opening": return (s.begin ?? 0) + (s.plan?.opening ?? 0);
    case "panel": return s.audience ?? 0;
    case "audience": return s.closing ?? 0;
    default: return s.end ?? 0;
  }
}
