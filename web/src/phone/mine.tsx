// The Me tab: who one is here, what one may ask the desk for, one's votes.
import { text } from "../lib/commands";
import { mmss } from "../lib/clock";
import { inOrder } from "../lib/live";
import { field } from "../lib/mount";
import { t, td, tn } from "../lib/words";
import { ActLine } from "../ui/act";
import { Card, SideMark } from "../ui/common";
import { Languages } from "../ui/languages";
import { banned, info, me, offFloor, outbox, session, statements, table } from "./room";
import { Conduct, Moderated } from "./conduct";
import { Leave } from "./leave";
import { mine, Vote } from "./vote";

const signals = ["cant-hear", "captions", "too-fast", "conduct"] as const;

export function Mine() {
  const voice = me.value.voice;
  return (
    <div class="stack">
      {voice && (
        <Card title={t("word.guest", { n: voice.guest })}>
          <p><SideMark side={voice.side} /> · {t("more.me.group", { group: td("group", me.value.ballot?.group || "unsaid") })}</p>
          {voice.merged && <Merged />}
          {!banned.value && session.value.phase !== "closed" && <><NameForm /><MoreTime /></>}
        </Card>
      )}
      <Conduct />
      {me.value.seat && <SeatCard />}
      <MyVotes />
      <Moderated />
      <Notice />
      <Languages />
      {voice && <Leave />}
    </div>
  );
}

function Merged() {
  return (
    <div class="stack">
      <p>{t("more.merged")}</p>
      {me.value.voice?.objects && <p>{t("more.merged.objected")}</p>}
      {session.value.phase !== "closed" && <button type="button" class="key" disabled={me.value.voice?.objects} onClick={() => void outbox.add("merge", "merge.object", {})}>{t("more.merged.object")}</button>}
      <ActLine outbox={outbox} about="merge" />
    </div>
  );
}

function NameForm() {
  const save = (e: Event) => {
    e.preventDefault();
    void outbox.add("name", "voice.name", { name: text(field(e, "name")) });
  };
  return (
    <form class="stack" onSubmit={save}>
      <div class="field">
        <label for="name">{t("join.name")}</label>
        <input id="name" maxLength={60} dir="auto" autocomplete="off" name="name" defaultValue={me.value.voice?.name ?? ""} aria-describedby="name-help" />
        <p class="help" id="name-help">{t("join.name.help")}</p>
      </div>
      <button class="key">{t("more.me.save")}</button>
      <ActLine outbox={outbox} about="name" />
    </form>
  );
}

function MoreTime() {
  const sent = outbox.of("access");
  const on = sent && sent.state !== "refused" ? sent.payload.on === true : me.value.voice?.access === true;
  return (
    <div>
      <label class="check">
        <input type="checkbox" checked={on} onChange={(e) => void outbox.add("access", "voice.access", { on: e.currentTarget.checked })} />
        {t("more.me.access")}
      </label>
      <ActLine outbox={outbox} about="access" />
    </div>
  );
}

/** Signals are silent taps to the desk, and the point of order. */
export function Signals() {
  if (!me.value.voice || banned.value || session.value.phase !== "live") return null;
  const sent = (me.value.voice.signals ?? "").split(" ");
  return (
    <details class="card">
      <summary>{t("more.signals")}</summary>
      <p class="help">{t("more.signals.help")}</p>
      <div class="keys">
        {signals.map((k) => (
          <button key={k} type="button" class="key" aria-pressed={sent.includes(k)} disabled={sent.includes(k)} onClick={() => void outbox.add("signal", "signal.send", { kind: k })}>{td("signal", k)}</button>
        ))}
      </div>
      <ActLine outbox={outbox} about="signal" />
      {!offFloor.value && <PointOfOrder />}
    </details>
  );
}

function PointOfOrder() {
  const order = me.value.voice?.order;
  return (
    <>
      <p class="help">{t("more.order.help", { n: info.value.floor?.order ?? 20 })}</p>
      {order
        ? <p>{order.state === "granted" ? t("more.order.granted") : t("more.order.asked")}</p>
        : <button type="button" class="key" onClick={() => void outbox.add("order", "order.ask", {})}>{t("more.order")}</button>}
      <ActLine outbox={outbox} about="order" />
    </>
  );
}

function SeatCard() {
  const seat = me.value.seat;
  if (!seat) return null;
  const desk = ["organizer", "moderator", "online-moderator", "rapporteur"].some((r) => seat.roles.split(" ").includes(r));
  return (
    <Card title={t("more.seat")}>
      <p>{seat.roles.split(" ").map((r) => td("role", r)).join(t("word.comma"))}</p>
      {table.value.seats?.[seat.id] && <p>{t("more.seat.time", { time: mmss(table.value.seats[seat.id]?.seconds ?? 0), n: table.value.seats[seat.id]?.turns ?? 0 })}</p>}
      {!me.value.joined && <p><a href="/j">{t("phone.join")}</a></p>}
      {desk && <a class="key" href={`${location.pathname.replace(/\/$/, "")}/desk`}>{t("more.seat.desk")}</a>}
    </Card>
  );
}

function MyVotes() {
  const voted = inOrder(statements.value.all, statements.value.order).filter(([id, s]) => mine(id) && !s.hidden);
  if (!voted.length) return null;
  return (
    <details class="card">
      <summary>{t("more.me.votes", { n: voted.length })}</summary>
      {voted.map(([id, s]) => <Vote key={id} id={id} s={s} />)}
    </details>
  );
}

/** Notice is the notice that was read on joining, from the same sentences. */
function Notice() {
  const i = info.value;
  const rules = (i.rules ?? "").split(" ").filter(Boolean).map((r) => td("rule", r)).join(t("word.comma"));
  return (
    <details class="card">
      <summary>{t("notice.title")}</summary>
      <p>{t("notice.open.number")}</p>
      {i.mode === "open" && <p>{t("notice.open.votes")}</p>}
      <p>{t("notice.class", { n: i.class ?? 5 })}</p>
      {i.mode === "open" && <p>{i.slips ? t("notice.slip") : t("notice.twice")}</p>}
      <p>{t("notice.speaking")}</p>
      <p>{i.hold ? t("notice.held") : t("notice.not_held")}</p>
      <p>{t("notice.moderators", { rules })}</p>
      <p>{t("notice.leave")}</p>
      <p>{tn("notice.deleted", i.retention ?? 0, { backup: i.backup ?? 0 })}</p>
    </details>
  );
}
