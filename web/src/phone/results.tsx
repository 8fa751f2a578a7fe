// Results: what the room publishes of votes and outcomes, words before figures.
import { mmss } from "../lib/clock";
import { counted, plain, sum } from "../lib/kinds";
import { inOrder } from "../lib/live";
import { t, td } from "../lib/words";
import { Card, SideMark } from "../ui/common";
import { outcomeSays } from "../ui/outcome";
import { Counts, ShownVotes } from "../ui/tally";
import { Told } from "../ui/told";
import { against, Against } from "./because";
import { ClassShown } from "./standing";
import { found } from "./outcomes";
import { balance, info, outcomes, statements } from "./room";

export function Results() {
  const settled = inOrder(outcomes.value.all, outcomes.value.order).filter(([, o]) => o.status === "settled");
  const shown = inOrder(statements.value.all, statements.value.order).filter(([, s]) => s.shown.state !== "none" || s.shown.line_choices || s.shown.lines);
  const most = (info.value.class ?? 5) - 1;
  return (
    <div class="stack">
      <Balance />
      {!settled.length && !shown.length && <p class="card dim">{t("more.results.none")}</p>}
      {settled.length > 0 && <h2>{t("more.results.outcomes")}</h2>}
      {settled.map(([id, o]) => (
        <Card key={id} level={3} title={found(o)}>
          <p dir="auto">{outcomeSays(o)}</p>
          {o.found && <Counts counts={counted(plain, o.found.tally)} percent={sum(o.found.tally) >= (info.value.percent ?? 20)} />}
          {Object.entries(o.objections).filter(([, x]) => !x.withdrawn).map(([x, objection]) => (
            <p key={x} class="dim">{t("more.objection")} {objection.hidden ? t("report.hidden", { rule: td("rule", objection.hidden) }) : <q dir="auto">{objection.text}</q>}</p>
          ))}
        </Card>
      ))}
      {shown.length > 0 && <h2>{t("more.results.votes")}</h2>}
      {shown.map(([id, s]) => (
        <Card key={id}>
          <p class="tag">{td("kind", s.kind)} · {td("source", s.source)}{s.status === "closed" && ` · ${t("more.vote.closed")}`}</p>
          <p dir="auto" lang={s.lang}>{s.hidden === "erased" ? t("report.erased") : s.hidden ? t("report.hidden", { rule: td("rule", s.hidden) }) : s.text}</p>
          <Told asks={s} lang={s.lang} of={statements.value.all?.[s.of ?? ""]?.text} />
          <ShownVotes kind={s.kind} shown={s.shown} most={most} />
          {!s.hidden && <ClassShown id={id} />}
          {s.accepted && <p><b>{td("accepted", s.accepted)}</b></p>}
          {s.kind === "mechanism" && <Against all={against(id)} />}
        </Card>
      ))}
    </div>
  );
}

/** Balance is how room and online have shared the floor so far. */
function Balance() {
  const sides = balance.value.sides;
  if (!sides) return null;
  return (
    <Card title={t("more.balance")}>
      <table>
        <thead><tr><th scope="col">{t("more.balance.side")}</th><th scope="col">{t("more.balance.turns")}</th><th scope="col">{t("more.balance.time")}</th></tr></thead>
        <tbody>
          {(["onsite", "online"] as const).map((s) => (
            <tr key={s}><th scope="row"><SideMark side={s} /></th><td>{sides[s]?.turns ?? 0}</td><td>{mmss(sides[s]?.seconds ?? 0)}</td></tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
