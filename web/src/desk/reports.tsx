// Texts that participants say go against a rule: how many, by rule. Nothing is
// hidden by it; the moderators look.
import type { ComponentChildren } from "preact";
import { mmss, now } from "../lib/clock";
import { t, td } from "../lib/words";
import { desk, questions, statements } from "./model";
import { refuse } from "./moderation";
import { Key } from "./ui";

/** reported are the texts of which reports wait, the oldest first. */
export function reported(): string[] {
  const all = Object.entries(desk.value.reports ?? {});
  return all.sort(([, a], [, b]) => a.since - b.since).map(([id]) => id);
}

/** Reported stands beside a text of which reports wait; children are more keys. */
export function Reported({ id, children }: { id: string; children?: ComponentChildren }) {
  const r = desk.value.reports?.[id];
  if (!r) return null;
  const by = Object.entries(r.rules).map(([rule, n]) => `${td("rule", rule)} ${n}`).join(t("word.comma"));
  return (
    <div>
      <p class="warn">{t("desk.reported", { by })} <span class="aside">{mmss(Math.max(0, now.value - r.since))}</span></p>
      <p class="keys"><Key cmd="report.dismiss" payload={{ item: id }}>{t("desk.report.dismiss")}</Key>{children}</p>
    </div>
  );
}

/** Reports are all of them, among what reaches the desk from people. */
export function Reports() {
  const ids = reported();
  if (ids.length === 0) return null;
  return (
    <>
      <h3>{t("desk.reports")}</h3>
      <ul class="rows">
        {ids.map((id) => {
          const x = statements.value.all?.[id] ?? questions.value.all?.[id];
          return (
            <li key={id}>
              <p dir="auto" lang={x?.lang}>{x?.text}</p>
              <Reported id={id}>
                <Key cmd="statement.hide" act={() => refuse("statement.hide", { statement: id }, t("desk.hide"))}>{t("desk.hide")}</Key>
              </Reported>
            </li>
          );
        })}
      </ul>
    </>
  );
}
