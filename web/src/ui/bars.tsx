// Bars of answers, one below the other, for desk and projector: each with its
// word and its number, so that no colour has to be told apart.
import type { Counted } from "../lib/kinds";
import { t } from "../lib/words";
import { all } from "./tally";

export function Bars({ counts }: { counts: readonly Counted[] }) {
  const n = all(counts) || 1;
  return (
    <ul class="bars">
      {counts.map((c) => (
        <li key={c.choice} class={`bar-${c.look}`}>
          <span>{t(c.label)}</span> <strong>{c.n}</strong>
          <span class="track" aria-hidden="true"><span style={{ inlineSize: `${(100 * c.n) / n}%` }} /></span>
        </li>
      ))}
    </ul>
  );
}
