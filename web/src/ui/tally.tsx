// Figures of answers: words first, then counts, then a bar for the eye. The
// bar is an SVG because markup carries no style of its own.
import { answers, Shape } from "./answers";
import type { Shown, Tally } from "../lib/types";
import { has, t, td, tn } from "../lib/words";

export function sum(x: Tally): number {
  return x.agree + x.disagree + x.unsure;
}

export function Bar({ tally }: { tally: Tally }) {
  const n = sum(tally) || 1;
  let at = 0;
  return (
    <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      {answers.map((a) => {
        const x = at;
        at += (tally[a] / n) * 100;
        return <rect key={a} class={`fill-${a}`} x={x} y={0} width={(tally[a] / n) * 100} height={6} />;
      })}
    </svg>
  );
}

/** Counts is a tally in words and figures; percentages only where the room's
 * policy allows them. */
export function Counts({ tally, percent }: { tally: Tally; percent?: boolean }) {
  const n = sum(tally);
  return (
    <div class="counts">
      <Bar tally={tally} />
      <ul>
        {answers.map((a) => (
          <li key={a}>
            <Shape answer={a} /> {td("answer", a)}: <b>{tally[a]}</b>{percent && n > 0 && ` (${Math.round((100 * tally[a]) / n)}\u202f%)`}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** ShownVotes is what the room publishes of a statement's votes. */
export function ShownVotes({ shown, most = 4 }: { shown: Shown; most?: number }) {
  if (shown.state === "none") return null;
  if (shown.state === "few") return <p class="dim">{t("report.votes.few")}</p>;
  return (
    <div class="shown">
      <p>{shown.word && has("report.word", shown.word) && td("report.word", shown.word)} {shown.n !== undefined && shown.n > 0 && tn("more.answered", shown.n)}</p>
      {shown.state === "figures" && shown.tally && <Counts tally={shown.tally} percent={shown.percent} />}
      {shown.late && <p class="dim">{t("report.late", { most })}</p>}
    </div>
  );
}
