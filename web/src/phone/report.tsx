// Telling the moderators that a published text goes against a rule, and what
// became of that.
import { field } from "../lib/mount";
import { t, td } from "../lib/words";
import { ActLine } from "../ui/act";
import { banned, info, me, outbox, session } from "./room";

/** Report belongs under a text that everybody reads; under one's own it is not. */
export function Report({ id }: { id: string }) {
  const about = `report:${id}`;
  const made = me.value.reports?.[id];
  if (made) return <p class="dim">{td("more.report.state", made.state)}</p>;
  if (!me.value.voice || me.value.statements[id] || banned.value || session.value.phase === "closed") return null;
  const send = (e: Event) => {
    e.preventDefault();
    const rule = field(e, "rule");
    if (rule) void outbox.add(about, "report.make", { item: id, rule });
  };
  const sent = outbox.of(about);
  return (
    <details>
      <summary class="dim">{t("more.report")}</summary>
      {(!sent || sent.state === "refused") && (
        <form class="stack" onSubmit={send}>
          <div class="field">
            <label for={`rule-${id}`}>{t("more.report.rule")}</label>
            <select id={`rule-${id}`} name="rule" required>
              {(info.value.rules ?? "").split(" ").filter(Boolean).map((r) => <option key={r} value={r}>{td("rule", r)}</option>)}
            </select>
          </div>
          <p class="help">{t("more.report.help")}</p>
          <button class="key">{t("more.report.send")}</button>
        </form>
      )}
      <ActLine outbox={outbox} about={about} />
    </details>
  );
}
