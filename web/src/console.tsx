// The console of the online moderator: hands, questions and answers of those who
// never leave the meeting tool.
import { hashing } from "./lib/commands";
import { mount } from "./lib/mount";
import { clockTime, t, td } from "./lib/words";
import { rememberPeople } from "./console/hands";
import { Keys, listen } from "./console/keys";
import { ChatPanel } from "./console/lines";
import { floor, follow, info, isClosed, live, room, session, status, stranger } from "./console/model";
import { RosterPanel } from "./console/roster";
import { VotesPanel } from "./console/tally";
import { TextsPanel } from "./console/texts";
import { UnmutePanel } from "./console/unmute";
import { Captions } from "./ui/captions";
import { LiveLine } from "./ui/common";
import { Languages } from "./ui/languages";
import { Title } from "./ui/title";
import { Skip } from "./ui/skip";

function Head() {
  const s = session.value;
  return (
    <header class="head">
      <p class="ref"><bdi>{info.value.reference}</bdi></p>
      <Title info={info.value} />
      <LiveLine live={live} zone={info.value.zone} />
      <Captions url={info.value.captions} />
      <p class="part">
        <span>{s.phase === "live" && s.part ? td("part", s.part) : s.phase === "closed" ? t("console.closed.short") : t("console.before.short")}</span>
        <span class="keys"><a class="key" href={`/r/${room}/desk`}>{t("console.desk")}</a></span>
      </p>
    </header>
  );
}

/** Phase is the sentence for a room that takes no hands now. */
function Phase() {
  const s = session.value;
  const { start, zone } = info.value;
  const say = isClosed.value ? t("console.closed")
    : floor.value.queue_open === false ? t("console.queue.closed")
    : s.phase !== "before" ? ""
    : start ? t("console.before.at", { time: clockTime(start, zone) }) : t("console.before");
  return say ? <section class="card state-card" role="status"><p>{say}</p></section> : null;
}

function Console() {
  // Nothing of the room stays with who was sent away.
  if (stranger.value || live.state.value === "unseated") {
    return <><Head /><p class="card bad" role="status">{t("console.stranger")}</p></>;
  }
  return (
    <>
      <Skip to="roster" />
      <Head />
      <p class="dim">{t("console.mirror")}</p>
      <Phase />
      <p class="said" role="status">{status.value}</p>
      <div class="columns">
        <div class="stack"><UnmutePanel /><RosterPanel /></div>
        <div class="stack"><ChatPanel /><VotesPanel /><TextsPanel /><Keys /></div>
      </div>
      <Languages />
    </>
  );
}

const root = document.getElementById("app");
if (root) {
  root.replaceChildren();
  mount(() => <Console />, root);
}
void hashing();
listen();
follow();
rememberPeople();
