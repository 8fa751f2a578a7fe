// Published statements: shown, hidden, counted and closed.
import { inOrder } from "../lib/live";
import { t, td } from "../lib/words";
import type { Statement } from "../lib/types";
import { ask } from "./ask";
import { Catch } from "./catch";
import { countStatement } from "./counts";
import { Votes } from "./figures";
import { HeldTexts } from "./held";
import { desk, may, run, screen, statements } from "./model";
import { erase, HiddenText, refuse, showAgain } from "./moderation";
import { questionName } from "./names";
import { newest, show } from "./stage";
import { Key, Panel } from "./ui";

export function StatementsPanel() {
  const held = Object.keys(desk.value.held ?? {}).length;
  const all = inOrder(statements.value.all, statements.value.order).reverse();
  return (
    <Panel id="statements" title={t("desk.statements")} count={held}>
      {may("statement.add") && <Catch />}
      <HeldTexts />
      <h3>{t("desk.published")}</h3>
      {all.length === 0 && <p class="empty">{t("desk.statements.none")}</p>}
      <ul class="rows">{all.map(([id, s]) => <StatementRow key={id} id={id} s={s} />)}</ul>
    </Panel>
  );
}

/** closeVote closes the vote on the statement that the screen shows, else the
 * newest that is open. It asks first: a closed vote stays closed. */
export async function closeVote(): Promise<void> {
  const all = statements.value.all ?? {};
  const shown = screen.value.scene === "statement" ? screen.value.item ?? "" : "";
  const id = all[shown]?.status === "open" ? shown : newest(all, statements.value.order, (s) => s.status === "open");
  if (!id || !may("statement.close")) return;
  if (await ask(t("desk.vote.close"), [], t("desk.vote.close"), `${all[id]?.text ?? ""} ${td("desk.final", "statement.close")}`)) await run("statement.close", { statement: id });
}

function StatementRow({ id, s }: { id: string; s: Statement }) {
  const gone = s.hidden === "erased";
  return (
    <li class="statement">
      {gone ? <p class="aside">{t("desk.erased")}</p> : s.hidden ? <HiddenText id={id} rule={s.hidden} /> : <p dir="auto">{s.text}</p>}
      <p class="aside">{td("kind", s.kind)} · {td("source", s.source)} · {questionName(s.question)} · {td("desk.status", s.status)}</p>
      <Votes kind={s.kind} shown={s.shown} />
      <p class="keys">
        {s.status === "open" && <Key cmd="statement.count" act={() => countStatement(id, s)}>{t("desk.count")}</Key>}
        {s.status === "open" && <Key cmd="statement.close" payload={{ statement: id }}>{t("desk.vote.close")}</Key>}
        {!s.hidden && <Key cmd="screen.show" act={() => show("statement", id)}>{t("desk.to.screen")}</Key>}
        {!gone && (s.hidden
          ? <Key cmd="statement.restore" act={() => showAgain("statement.restore", { statement: id })}>{t("desk.restore")}</Key>
          : <Key cmd="statement.hide" act={() => refuse("statement.hide", { statement: id }, t("desk.hide"))}>{t("desk.hide")}</Key>)}
        {!gone && <Key cmd="text.erase" act={() => erase(id)}>{t("desk.erase")}</Key>}
      </p>
    </li>
  );
}
