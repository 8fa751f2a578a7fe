// A room's title, and whether the room is a rehearsal.
import type { Info } from "../lib/types";
import { t } from "../lib/words";

/** Rehearsal stands before a heading: it is read even where a long one is cut. */
export function Rehearsal({ on }: { on?: boolean }) {
  return on ? <><bdi class="badge">{t("word.rehearsal")}</bdi> </> : null;
}

/** Title is a room's heading on its pages. */
export function Title({ info }: { info: Partial<Info> }) {
  return <h1 dir="auto"><Rehearsal on={info.rehearsal} />{info.title || t("word.untitled")}</h1>;
}
