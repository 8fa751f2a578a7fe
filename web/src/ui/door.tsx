// The door, for those pages of the desk that do not move it.
import { td } from "../lib/words";

/** DoorLine says that nobody new comes in while the door is closed; shut names the
 * sides that are, "onsite online". */
export function DoorLine({ shut }: { shut?: string }) {
  if (!shut) return null;
  return <p role="status">{td("door.shut", shut.includes(" ") ? "both" : shut)}</p>;
}
