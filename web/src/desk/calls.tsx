// What reaches the desk from people: points of order and silent signals.
import { mmss, now } from "../lib/clock";
import { text } from "../lib/commands";
import { t, td, tn } from "../lib/words";
import { askAndSend } from "./ask";
import type { Order } from "../lib/types_desk";
import { desk, isLive, run } from "./model";
import { called, sideName } from "./names";
import { reported, Reports } from "./reports";
import { Key, Panel, Side } from "./ui";

// So many points of order are in sight: a flood of them must not push the screen's
// keys away.
const inSight = 2;

function OrderRow({ id, o }: { id: string; o: Order }) {
  return (
    <li>
      <span><bdi>{called(o.who)}</bdi> <Side side={o.side} word={sideName(o.side)} /> <span class="aside">{mmss(Math.max(0, now.value - o.at))}</span></span>
      <span class="keys">
        {o.state === "asked" && isLive.value && <Key cmd="order.grant" payload={{ order: id }} primary>{t("desk.order.grant")}</Key>}
        {o.state === "asked" && <Key cmd="order.refuse" act={() => refuse(id)}>{t("desk.order.refuse")}</Key>}
        {o.state === "granted" && <Key cmd="order.uphold" payload={{ order: id }}>{t("desk.order.uphold")}</Key>}
      </span>
    </li>
  );
}

export function CallsPanel() {
  const orders = Object.entries(desk.value.orders ?? {}).filter(([, o]) => o.state !== "upheld").sort(([, a], [, b]) => a.at - b.at);
  const asked = orders.filter(([, o]) => o.state === "asked").map(([id]) => id);
  const reports = reported().length;
  const signals = Object.entries(desk.value.signals ?? {});
  return (
    <Panel id="calls" title={t("desk.calls")} count={orders.length + signals.length + reports}>
      {orders.length + signals.length + reports === 0 && <p class="empty">{t("desk.calls.none")}</p>}
      {orders.length > 0 && <h3>{t("desk.orders")}</h3>}
      {asked.length > 1 && <p class="keys"><Key cmd="order.refuse" act={() => refuseAll(asked)}>{tn("desk.order.refuse.all", asked.length)}</Key></p>}
      <ul class="rows">{orders.slice(0, inSight).map(([id, o]) => <OrderRow key={id} id={id} o={o} />)}</ul>
      {orders.length > inSight && (
        <details>
          <summary>{t("desk.orders.more", { n: orders.length - inSight })}</summary>
          <ul class="rows">{orders.slice(inSight).map(([id, o]) => <OrderRow key={id} id={id} o={o} />)}</ul>
        </details>
      )}
      {signals.length > 0 && <h3>{t("desk.signals")}</h3>}
      <ul class="rows lines">
        {signals.map(([kind, s]) => (
          <li key={kind}>
            <span>{td("signal", kind)} <strong>{s.count}</strong> {s.hubs && <bdi>{Object.values(s.hubs).map((h) => h.name).join(t("word.comma"))}</bdi>} <span class="aside">{mmss(Math.max(0, now.value - s.since))}</span></span>
            <Key cmd="signal.clear" payload={{ kind }}>{t("desk.signal.clear")}</Key>
          </li>
        ))}
      </ul>
      <Reports />
    </Panel>
  );
}

const refuse = (order: string) => refuseAll([order]);

/** refuseAll refuses all of them with one reason. */
async function refuseAll([order = "", ...also]: string[]): Promise<void> {
  const go = also.length ? tn("desk.order.refuse.all", also.length + 1) : t("desk.order.refuse");
  await askAndSend(go, [{ name: "reason", label: t("desk.reason.words"), max: 280 }], go, undefined, (a) =>
    run("order.refuse", { order, reason: text(a.reason ?? ""), ...(also.length && { also }) }));
}
