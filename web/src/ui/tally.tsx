// Figures of answers: words first, then a table of counts with a bar for the
// eye. The bar is an SVG because markup carries no style of its own.
import { counted, figures, optionsOf, weights, type Counted, type Counts as Numbers, type Option } from "../lib/kinds";
import { said, saidOfWeight } from "../lib/said";
import type { Kind, Shown } from "../lib/types";
import { t, tn } from "../lib/words";
import { Shape } from "./answers";

/** all is how many answers there are. */
export function all(counts: readonly Counted[]): number {
  return counts.reduce((n, c) => n + c.n, 0);
}

/** Counts is answers in figures; percentages only where the room's policy
 * allows them. */
export function Counts({ counts, percent }: { counts: readonly Counted[]; percent?: boolean }) {
  const n = all(counts) || 1;
  return (
    <table class="counts">
      <tbody>
        {counts.map((c) => (
          <tr key={c.choice}>
            <th scope="row"><Shape look={c.look} /> {t(c.label)}</th>
            <td>
              <b>{c.n}</b>{percent && ` (${Math.round((100 * c.n) / n)}\u202f%)`}
              <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class={`fill-${c.look}`} width={(c.n / n) * 100} height={6} /></svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** ShownVotes is what the room publishes of a statement's votes, and of how
 * heavy it is. */
export function ShownVotes({ kind, shown, most = 4 }: { kind: Kind; shown: Shown; most?: number }) {
  const { weight } = shown;
  const counts = figures(kind, shown);
  return (
    <div class="shown">
      {shown.state !== "none" && <p>{said(kind, shown)} {shown.n ? tn("more.answered", shown.n) : ""}</p>}
      {counts && <Counts counts={counts} percent={shown.percent} />}
      {shown.late && <p class="dim">{t("report.late", { most })}</p>}
      <Lines options={optionsOf(kind)} lines={shown.line_choices ?? shown.lines} />
      {weight && <p>{saidOfWeight(weight)}</p>}
      {weight?.choices && <Counts counts={counted(weights, weight.choices)} percent={weight.percent} />}
    </div>
  );
}

/** Lines are the counts without phones, each by itself. */
function Lines({ options, lines = {} }: { options: readonly Option[]; lines?: Record<string, Numbers> }) {
  return (
    <>
      {Object.entries(lines).map(([line, x]) => (
        <p key={line} class="dim">{lineName(line)}: {counted(options, x).map((c) => `${t(c.label)} ${c.n}`).join(" · ")}</p>
      ))}
    </>
  );
}

function lineName(line: string): string {
  if (line === "room") return t("report.line.room");
  return line === "chat" ? t("report.line.chat") : t("more.line.hub");
}
