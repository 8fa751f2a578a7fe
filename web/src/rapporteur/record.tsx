// The record as it grows, newest first: each entry can be cited, noted, and a
// statement caught from a turn.
import { signal } from "@preact/signals-core";
import { mmss } from "../lib/clock";
import { inOrder } from "../lib/live";
import { said } from "../lib/said";
import type { Entry } from "../lib/types";
import { clockTime, t, td } from "../lib/words";
import { Card, nameOf, SideMark } from "../ui/common";
import { outcomeSays } from "../ui/outcome";
import { Told } from "../ui/told";
import { CatchForm } from "./catch";
import { asked, info, may, outcomes, own, seatName } from "./model";
import { noteOn } from "./notes";
import { Stands } from "./stands";
import { cite } from "./writing";

/** catching is the entry from which a statement is being caught; "" none. */
export const catching = signal("");

export function RecordPanel() {
  const all = inOrder(own.value.record, own.value.record_order);
  return (
    <Card id="record" title={t("rapporteur.record")}>
      {all.length === 0 && <p class="dim">{t("rapporteur.record.none")}</p>}
      <ol class="rows">{all.map(([id, e]) => <Row key={id} id={id} e={e} />)}</ol>
    </Card>
  );
}

function Row({ id, e }: { id: string; e: Entry }) {
  const cites = e.kind === "turn" || (!!e.statement && e.kind !== "vote");
  return (
    <li>
      <p class="tag">
        <span class="clock">{clockTime((info.value.epoch ?? 0) + e.at, info.value.zone)}</span> · {heading(e)}
        {e.question ? ` · ${t("rapporteur.question", { n: String(e.question) })}` : ""}
      </p>
      <Words e={e} />
      {(cites || noted(e)) && (
        <p class="keys">
          {cites && may("outcome.draft") && <button type="button" class="key" onClick={() => cite(e)}>{t("rapporteur.cite")}</button>}
          {e.kind === "turn" && may("statement.add") && <button type="button" class="key" aria-expanded={catching.value === id} onClick={() => (catching.value = catching.value === id ? "" : id)}>{t("rapporteur.catch")}</button>}
          {noted(e) && may("note.add") && <button type="button" class="key" onClick={() => noteOn(e)}>{t("rapporteur.note")}</button>}
        </p>
      )}
      {catching.value === id && e.turn && may("statement.add") && <CatchForm turn={e.turn} done={() => (catching.value = "")} />}
    </li>
  );
}

/** noted says whether a note can be about the entry. */
function noted(e: Entry): boolean {
  return e.kind !== "part" && e.kind !== "close";
}

/** heading says what happened. */
function heading(e: Entry): string {
  const x = asked(e.statement);
  switch (e.kind) {
    case "part": return t("rapporteur.entry.part", { part: td("part", e.part ?? "") });
    case "turn": return e.over ? t("rapporteur.entry.turn", { n: String(e.turn), time: mmss(e.seconds ?? 0) }) : t("rapporteur.entry.turn.now", { n: String(e.turn) });
    case "statement": return x ? `${td("kind", x.kind)} · ${td("source", x.source)}` : "";
    case "question": return x ? td("kind", x.kind) : "";
    case "settled": return t("rapporteur.entry.settled", { kind: td("outcome", outcomes.value.all?.[e.outcome ?? ""]?.found?.kind ?? "") });
    case "objection": return td("rapporteur.entry", objection(e)?.withdrawn ? "objection.withdrawn" : "objection");
  }
  return td("rapporteur.entry", e.kind);
}

function objection(e: Entry) {
  return outcomes.value.all?.[e.outcome ?? ""]?.objections[e.objection ?? ""];
}

/** Words are those of what the entry names, in their own language. */
function Words({ e }: { e: Entry }) {
  if (e.kind === "part" || e.kind === "close") return null;
  if (e.kind === "turn") return <p class="statement"><bdi>{e.seat ? seatName(e.seat) || t("word.at_the_table") : nameOf(e.who)}</bdi> {e.side && !e.seat && <SideMark side={e.side} />}</p>;
  const x = asked(e.statement);
  if (x) {
    const reply = e.kind === "reply" && "reply" in x ? x.reply : undefined;
    const word = e.kind === "vote" && "shown" in x ? said(x.kind, x.shown) : "";
    return (
      <>
        <p class="statement" dir="auto" lang={x.lang}>{x.text || t("rapporteur.hidden")}</p>
        {e.kind === "statement" && <Told asks={x} lang={x.lang} of={asked(x.of)?.text} />}
        {e.kind === "question" && <Told asks={x} of={asked(x.of)?.text} to={seatName(x.to)} />}
        {reply && <p class="read" dir="auto">{reply.text || (reply.turn ? t("rapporteur.reply.live", { n: String(reply.turn) }) : t("rapporteur.hidden"))}</p>}
        {word && <p>{word}</p>}
        {(e.kind === "statement" || e.kind === "vote") && <Stands of={e.statement} />}
      </>
    );
  }
  const o = outcomes.value.all?.[e.outcome ?? ""];
  if (e.kind === "objection") return <p class="statement" dir="auto">{objection(e)?.text || t("rapporteur.hidden")}</p>;
  return o ? <p class="statement" dir="auto">{outcomeSays(o)}</p> : null;
}
