// The other scenes of words: an outcome, the results, the codes and the rule in
// one breath.
import { where } from "../lib/dom";
import { inOrder } from "../lib/live";
import { clockTime, t, td, tn } from "../lib/words";
import { counted, plain } from "../lib/kinds";
import type { Outcome } from "../lib/types";
import { Bars } from "../ui/bars";
import { outcomeSays } from "../ui/outcome";
import { Fitted } from "./fitted";
import { info, moderation, outcomes, room, screen, session, zone } from "./model";

export function OutcomeScene() {
  const o = outcomes.value.all?.[screen.value.item ?? ""];
  if (!o) return null;
  return (
    <Fitted>
      <p class="words" dir="auto">{outcomeSays(o)}</p>
      {o.status === "put" && <p class="note">{t("screen.vote")}</p>}
      {o.totals && <Bars counts={counted(plain, o.found?.tally ?? o.totals)} />}
      <Found o={o} />
    </Fitted>
  );
}

function Found({ o }: { o: Outcome }) {
  if (!o.found) return null;
  return <p class="word"><strong>{td("outcome", o.found.kind)}</strong>{o.found.word && o.found.kind !== "too-few" ? `: ${td("report.word", o.found.word)}` : ""}</p>;
}

export function Results() {
  const all = inOrder(outcomes.value.all, outcomes.value.order).filter(([, o]) => o.found || o.status === "put");
  return (
    <div class={`card-scene results${all.length > 3 ? " many" : ""}`}>
      <h2>{t("screen.results")}</h2>
      {all.length === 0 && <p class="note">{t("screen.results.none")}</p>}
      <ol>{all.slice(0, 6).map(([id, o]) => <li key={id}><span dir="auto">{outcomeSays(o)}</span><Found o={o} /></li>)}</ol>
    </div>
  );
}

export function Codes() {
  const code = screen.value.onsite;
  return (
    <div class="codes-scene">
      {code && <img class="qr" src={`/j/${code}/qr.svg`} alt={t("screen.qr")} />}
      <div>
        <p class="note">{t("screen.join")}</p>
        <p class="code" translate={false}>{code}</p>
        <p class="where">{t("screen.join.where", { url: `${where()}/j` })}</p>
        <CaptionsCode />
      </div>
    </div>
  );
}

/** CaptionsCode leads phones in the hall to the captions. */
export function CaptionsCode() {
  const url = info.value.captions;
  if (!url) return null;
  return (
    <figure class="captions">
      <img class="qr" key={url} src={`/r/${room}/captions.svg`} alt={t("screen.captions.qr")} />
      <figcaption><span>{t("screen.captions")}</span> <bdi class="note" translate={false}>{url.split("/")[2]}</bdi></figcaption>
    </figure>
  );
}

/** Rule is what the room is told of the floor, made from the room's policy. */
export function Rule() {
  const p = info.value.floor;
  return (
    <div class="card-scene rule">
      <h2>{t("screen.rule")}</h2>
      <ol>
        <li>{p?.first_side === "onsite" ? t("screen.rule.1.onsite") : t("screen.rule.1")}</li>
        <li>{t("screen.rule.2")}</li>
        <li>{t("screen.rule.3", { n: p?.turn ?? 0 })}</li>
        <li>{t("screen.rule.4")}</li>
        <li>{t("screen.rule.5")}</li>
      </ol>
      <Moderated />
    </div>
  );
}

const acts = ["rejected", "hidden", "warned", "muted", "banned"] as const;

/** Moderated is how participants' texts come to be shown, and how often the
 * moderators acted, by rule. */
function Moderated() {
  const counts = moderation.value.counts ?? {};
  const lines = acts.flatMap((act) => Object.entries(counts[act] ?? {}).map(([rule, n]) => tn(`report.conduct.${act}`, n, { rule: td("rule", rule) })));
  return <p class="note">{[info.value.hold ? t("screen.hold") : t("screen.publish"), ...lines].join(" ")}</p>;
}

/** Around says what the hall waits for before the start and after the close. */
export function Around() {
  const s = session.value;
  if (s.phase === "closed") return <p class="note">{t("screen.closed", { url: `${where()}/r/${room}/report` })}</p>;
  if (s.phase === "before") {
    return <p class="note">{info.value.start ? t("screen.starts", { time: clockTime(info.value.start, zone.value) }) : t("screen.before")}</p>;
  }
  return null;
}
