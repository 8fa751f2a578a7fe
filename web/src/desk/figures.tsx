// Figures as suppression publishes them: words, or counts with bars.
import { isolated, t, td, tn } from "../lib/words";
import { counted, figures, optionsOf, weighed, type Counts, type Option } from "../lib/kinds";
import { said, saidOfWeight } from "../lib/said";
import type { Kind, Shown } from "../lib/types";
import { Bars } from "../ui/bars";
import { desk } from "./model";
import { personName } from "./names";

/** Votes says what may be known of a statement's votes. */
export function Votes({ kind, shown }: { kind: Kind; shown: Shown }) {
  const counts = figures(kind, shown);
  return (
    <div class="votes">
      {shown.state === "none" && <p class="aside">{t("desk.votes.none")}</p>}
      {(shown.state === "few" || shown.state === "words") && <p>{said(kind, shown)}</p>}
      {counts && <Bars counts={counts} />}
      {shown.state === "figures" && <p class="aside">{tn("desk.votes", shown.n ?? 0)}{shown.late ? ` ${t("desk.votes.late")}` : ""}</p>}
      {shown.weight && <Weight shown={shown.weight} />}
      <Lines options={optionsOf(kind)} lines={shown.line_choices ?? shown.lines} />
    </div>
  );
}

/** Weight says how heavy a risk or an opportunity is to those who call it real. */
function Weight({ shown }: { shown: Shown }) {
  const counts = weighed(shown);
  return (
    <>
      <p class="aside">{counts ? t("asks.weight") : saidOfWeight(shown)}</p>
      {counts && <Bars counts={counts} />}
    </>
  );
}

/** Lines are the counts without phones, each on a line of its own. */
export function Lines({ options, lines }: { options: readonly Option[]; lines?: Record<string, Counts> }) {
  return (
    <>
      {Object.entries(lines ?? {}).map(([line, x]) => (
        <p key={line} class="aside">{lineName(line)}: {counted(options, x).map((c) => `${t(c.label)} ${c.n}`).join(" · ")}</p>
      ))}
    </>
  );
}

/** lineName is what a line of counts is called: a hub by its name. */
export function lineName(line: string): string {
  if (!line.startsWith("hub:")) return td("desk.line", line);
  const hub = line.slice("hub:".length);
  return desk.value.people?.[hub] ? isolated(personName(hub)) : t("desk.line.hub");
}
