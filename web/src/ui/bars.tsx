// Three bars of answers, one below the other, for desk and projector: each
// with its word and its number, so that no colour has to be told apart.
import { td } from "../lib/words";
import type { Tally } from "../lib/types";
import { answers } from "./answers";
import { sum } from "./tally";

export function Bars({ tally }: { tally: Tally }) {
  const n = sum(tally) || 1;
  return (
    <ul class="bars">
      {answers.map((a) => (
        <li key={a} class={`bar-${a}`}>
          <span>{td("answer", a)}</span> <strong>{tally[a]}</strong>
          <span class="track" aria-hidden="true"><span style={{ inlineSize: `${(100 * tally[a]) / n}%` }} /></span>
        </li>
      ))}
    </ul>
  );
}
