// All statements of one kind as a table: what should be private, where one
// needs the other, and the risks with on whom they fall.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { inOrder } from "../lib/live";
import { figures, optionsOf, weighed, type Counted } from "../lib/kinds";
import { saidOfWeight } from "../lib/said";
import { t, td, tn } from "../lib/words";
import type { Kind, Statement } from "../lib/types";
import { Fitted } from "./fitted";
import { statements } from "./model";
import { inWords, stateOf } from "./statement";

const mostRows = 10;

interface Shape {
  kind: Kind;
  title: string;
  heads: string[];
  cells: (s: Statement) => ComponentChildren;
}

/** Board has the newest statements of a kind, as many as the picture has room
 * for, and says how many came earlier. */
function Board(p: Shape) {
  const all = inOrder(statements.value.all, statements.value.order).filter(([, s]) => s.kind === p.kind && !s.hidden);
  return <Rows key={all.length} {...p} all={all} />;
}

function Rows({ all, kind, title, heads, cells }: Shape & { all: [string, Statement][] }) {
  const [rows, setRows] = useState(mostRows);
  const earlier = all.length - rows;
  return (
    <Fitted class={`board board-${kind}`} less={() => rows > 1 && setRows(rows - 1)}>
      <h2>{title}</h2>
      <table>
        <thead><tr><th scope="col">{td("kind", kind)}</th>{heads.map((h) => <th key={h} scope="col">{h}</th>)}</tr></thead>
        <tbody>
          {all.slice(-rows).map(([id, s]) => <tr key={id}><th scope="row"><span dir="auto" lang={s.lang}>{s.text}</span></th>{cells(s)}</tr>)}
        </tbody>
      </table>
      {earlier > 0 && <p class="note">{tn("screen.earlier", earlier)}</p>}
    </Fitted>
  );
}

/** Choices has a column for each answer; a statement without figures has its
 * word across them. */
function Choices({ kind, title }: { kind: Kind; title: string }) {
  const options = optionsOf(kind);
  return (
    <Board kind={kind} title={title} heads={options.map((o) => t(o.label))} cells={(s) => {
      const counts = figures(kind, s.shown);
      if (!counts) return <td colSpan={options.length}>{stateOf(s)}</td>;
      return counts.map((c) => <td key={c.choice} class="n">{isMost(counts, c) ? <strong>{c.n}</strong> : c.n}</td>);
    }} />
  );
}

export const Placements = () => <Choices kind="placement" title={t("screen.placements")} />;
export const Cases = () => <Choices kind="case" title={t("screen.cases")} />;

export function Risks() {
  return (
    <Board kind="risk" title={t("screen.risks")} heads={[t("asks.falls"), t("screen.risks.real"), t("screen.risks.weight")]} cells={(s) => {
      const counts = figures(s.kind, s.shown);
      const weight = s.shown.weight;
      const weights = weight && weighed(weight);
      return (
        <>
          <td>{(s.falls ?? "").split(" ").filter(Boolean).map((x) => td("falls", x)).join(t("asks.and"))}</td>
          <td>{counts ? inWords(counts) : stateOf(s)}</td>
          <td>{weights ? inWords(weights) : weight && saidOfWeight(weight)}</td>
        </>
      );
    }} />
  );
}

function isMost(counts: Counted[], c: Counted): boolean {
  return c.n > 0 && counts.every((x) => x.n <= c.n);
}
