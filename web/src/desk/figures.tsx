// Figures as suppression publishes them: words, or three counts with bars.
import { t, td, tn } from "../lib/words";
import type { Shown, Tally } from "../lib/types";
import { answers } from "../ui/answers";
import { Bars } from "../ui/bars";

/** Votes says what may be known of a statement's votes. */
export function Votes({ shown }: { shown: Shown }) {
  return (
    <div class="votes">
      {shown.state === "none" && <p class="aside">{t("desk.votes.none")}</p>}
      {shown.state === "few" && <p class="aside">{t("desk.votes.few")}</p>}
      {shown.state === "words" && <p>{td("report.word", shown.word ?? "")}</p>}
      {shown.state === "figures" && shown.tally && <Bars tally={shown.tally} />}
      {shown.state === "figures" && <p class="aside">{tn("desk.votes", shown.n ?? 0)}{shown.late ? ` ${t("desk.votes.late")}` : ""}</p>}
      <Lines lines={shown.lines} />
    </div>
  );
}

/** Lines are the counts without phones, each on a line of its own. */
export function Lines({ lines }: { lines?: Record<string, Tally> }) {
  return (
    <>
      {Object.entries(lines ?? {}).map(([line, x]) => (
        <p key={line} class="aside">{lineName(line)}: {answers.map((a) => `${td("answer", a)} ${x[a]}`).join(" · ")}</p>
      ))}
    </>
  );
}

export function lineName(line: string): string {
  return line.startsWith("hub:") ? t("desk.line.hub") : td("desk.line", line);
}
