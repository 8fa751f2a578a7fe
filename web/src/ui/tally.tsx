// Figures of answers: words first, then counts, then a bar for the eye. The
// bar is an SVG because markup carries no style of its own.
import { figures, type Counted } from "../lib/kinds";
import type { Kind, Shown } from "../lib/types";
import { has, t, td, tn } from "../lib/words";
import { Shape } from "./answers";

/** all is how many answers there are. */
export function all(counts: readonly Counted[]): number {
  return counts.reduce((n, c) => n + c.n, 0);
}

export function Bar({ counts }: { counts: readonly Counted[] }) {
  const n = all(counts) || 1;
  let at = 0;
  return (
    <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      {counts.map((c) => {
        const x = at;
        at += (c.n / n) * 100;
        return <rect key={c.choice} class={`fill-${c.look}`} x={x} y={0} width={(c.n / n) * 100} height={6} />;
      })}
    </svg>
  );
}

/** Counts is answers in words and figures; percentages only where the room's
 * policy allows them. */
export function Counts({ counts, percent }: { counts: readonly Counted[]; percent?: boolean }) {
  const n = all(counts);
  return (
    <div class="counts">
      <Bar counts={counts} />
      <ul>
        {counts.map((c) => (
          <li key={c.choice}>
            <Shape look={c.look} /> {t(c.label)}: <b>{c.n}</b>{percent && n > 0 && ` (${Math.round((100 * c.n) / n)}\u202f%)`}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** ShownVotes is what the room publishes of a statement's votes. */
export function ShownVotes({ kind, shown, most = 4 }: { kind: Kind; shown: Shown; most?: number }) {
  if (shown.state === "none") return null;
  if (shown.state === "few") return <p class="dim">{t("report.votes.few")}</p>;
  const counts = figures(kind, shown);
  return (
    <div class="shown">
      <p>{shown.word && has("report.word", shown.word) && td("report.word", shown.word)} {shown.n !== undefined && shown.n > 0 && tn("more.answered", shown.n)}</p>
      {counts && <Counts counts={counts} percent={shown.percent} />}
      {shown.late && <p class="dim">{t("report.late", { most })}</p>}
    </div>
  );
}
