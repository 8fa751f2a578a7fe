// A statement that stands for a group: its words, and how many of the group give
// its answer beside how many of all others.
import { beside, type Held } from "../lib/standing";
import type { StandingStatement } from "../lib/types";
import { td } from "../lib/words";

export function Hold({ letter, held: { s, hold }, of }: { letter: string; held: Held; of?: StandingStatement }) {
  const counts = beside(letter, hold, of?.cells);
  return (
    <>
      <p dir="auto" lang={s.lang}>{s.text}</p>
      {counts && <p class="dim">{td("standing.hold", hold.answer, { ...counts })}</p>}
    </>
  );
}
