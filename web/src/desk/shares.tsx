// How the floor was shared, live: turns and minutes by side, by the groups
// that seats publish, and what was called out of the rule's order.
import { mmss } from "../lib/clock";
import { t, td } from "../lib/words";
import type { Share } from "../lib/types";
import { balance } from "./model";
import { sideName } from "./names";
import { Panel } from "./ui";

export function BalancePanel() {
  const b = balance.value;
  return (
    <Panel id="balance" title={t("desk.balance")}>
      <Shares caption={t("desk.balance.sides")} rows={rows(b.sides, (k) => sideName(k))} first />
      {Object.keys(b.overrides ?? {}).length > 0 && (
        <>
          <h3>{t("desk.balance.overrides")}</h3>
          <ul class="rows">{Object.entries(b.overrides ?? {}).map(([why, sides]) => (
            <li key={why}>{td("reason", why)}: {Object.entries(sides).map(([s, n]) => `${sideName(s)} ${n}`).join(" · ")}</li>
          ))}</ul>
        </>
      )}
      <details>
        <summary>{t("desk.balance.seats")}</summary>
        <Shares caption={t("desk.balance.groups")} rows={rows(b.groups, (k) => td("group", k))} />
        <Shares caption={t("desk.balance.regions")} rows={rows(b.regions, (k) => td("region", k))} />
      </details>
    </Panel>
  );
}

function rows(m: Record<string, Share> | undefined, name: (k: string) => string): [string, Share][] {
  return Object.entries(m ?? {}).filter(([k]) => k !== "").map(([k, x]) => [name(k), x]);
}

function Shares({ caption, rows, first }: { caption: string; rows: [string, Share][]; first?: boolean }) {
  if (rows.length === 0) return null;
  const all = Math.max(1, rows.reduce((sum, [, x]) => sum + x.seconds, 0));
  return (
    <table class="shares">
      <caption>{caption}</caption>
      <thead><tr><th scope="col"><span class="vh">{caption}</span></th><th scope="col">{t("desk.col.turns")}</th>{first && <th scope="col">{t("desk.col.first")}</th>}<th scope="col">{t("desk.col.minutes")}</th><th scope="col">%</th></tr></thead>
      <tbody>{rows.map(([name, x]) => (
        <tr key={name}><th scope="row">{name}</th><td>{x.turns ?? 0}</td>{first && <td>{x.first ?? 0}</td>}<td>{mmss(x.seconds)}</td><td>{Math.round((100 * x.seconds) / all)}</td></tr>
      ))}</tbody>
    </table>
  );
}
