// The projector's page: one scene, the clock and whoever has the floor.
import { render } from "preact";
import { mmss, now } from "./lib/clock";
import { partEnd } from "./lib/plan";
import { shownScene } from "./lib/scenes";
import { clockTime, t, td, tn } from "./lib/words";
import { leftOf } from "./ui/common";
import { Languages } from "./ui/languages";
import { Title } from "./ui/title";
import { Cases, Placements, Risks } from "./screen/boards";
import { Circle } from "./screen/circle";
import { floor, info, live, screen, session, sideName, speaker, zone } from "./screen/model";
import { Around, Codes, OutcomeScene, Results, Rule } from "./screen/scenes";
import { StandingScene } from "./screen/standing";
import { StatementScene } from "./screen/statement";

const drawn = { circle: Circle, statement: StatementScene, outcome: OutcomeScene, results: Results, codes: Codes, rule: Rule, placements: Placements, cases: Cases, risks: Risks, map: StandingScene };

/** Speaking is who has the floor, and the time that is left: of the turn, or
 * of the part while nobody speaks. */
function Speaking() {
  const s = session.value;
  const turn = floor.value.running;
  const at = s.gap ? s.gap.since : now.value;
  if (s.phase !== "live") return <Around />;
  if (!turn) {
    const left = partEnd(s, s.part ?? "opening") - at;
    return <div class="speaking"><p class="name">{td("part", s.part ?? "opening")}</p><p class={left < 0 ? "time over" : "time"}>{mmss(left)}</p></div>;
  }
  const left = leftOf(turn, at);
  return (
    <div class={`speaking${left < 0 ? " over" : left <= 30 ? " soon" : ""}`}>
      <p class="name"><bdi>{speaker(turn)}</bdi>{turn.side && (turn.who?.name || turn.who?.guest) && <span class={`side side-${turn.side}`}>{sideName(turn.side, turn.line)}</span>}</p>
      <p class="time">{mmss(left)}</p>
      <p class="state">{turn.in_pause ? t("screen.paused") : left < 0 ? t("screen.over") : left <= 30 ? t("screen.seconds", { n: 30 }) : ""}</p>
    </div>
  );
}

/** Taken is minutes that moved by a key, for a minute after it was pressed. */
function Taken() {
  const last = Object.values(session.value.taken ?? {}).sort((a, b) => b.at - a.at)[0];
  if (!last || now.value - last.at > 60) return null;
  return <p class="note taken">{t("screen.taken", { time: mmss(last.seconds), from: td("part", last.from), for: td("part", last.for) })}</p>;
}

function Stage() {
  const s = screen.value;
  const scene = shownScene(s.scene, session.value.phase);
  const Scene = drawn[scene];
  return (
    <>
      <header><Title info={info.value} /><p class="note">{session.value.solo && <>{t("screen.solo")} · </>}{tn("screen.guests", info.value.guests ?? 0)}</p></header>
      <Languages quiet={session.value.phase === "live"} />
      {s.blank ? <div class="blank" /> : <><Speaking /><section class={`scene scene-${scene}`}><Scene /></section><Taken /></>}
      {live.state.value !== "live" && live.state.value !== "connecting" &&
        <p class="stale" role="status">{t("screen.stale", { time: clockTime(live.heardAt.value, zone.value) })}</p>}
    </>
  );
}

live.start();
const root = document.getElementById("app");
if (root) {
  root.replaceChildren();
  render(<Stage />, root);
}
