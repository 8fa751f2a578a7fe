// The rapporteur's page: the record as it grows, outcomes being drafted, notes,
// and the form of the body that hosts the session.
import { hashing } from "./lib/commands";
import { mount } from "./lib/mount";
import { calendarDay, t, td } from "./lib/words";
import { Captions } from "./ui/captions";
import { LiveLine } from "./ui/common";
import { FormPanel } from "./rapporteur/form";
import { follow, info, isClosed, live, me, session, stranger } from "./rapporteur/model";
import { NotesPanel } from "./rapporteur/notes";
import { OutcomesPanel } from "./rapporteur/outcomes";
import { RecordPanel } from "./rapporteur/record";
import { Solo } from "./ui/solo";
import { Languages } from "./ui/languages";
import { Title } from "./ui/title";
import { Skip } from "./ui/skip";

const home = location.pathname.replace(/\/rapporteur$/, "");

/** atDesk says whether the desk is this seat's too. */
const atDesk = () => ["organizer", "moderator", "online-moderator"].some((r) => (me.value?.seat?.roles ?? "").split(" ").includes(r));

function Head() {
  const s = session.value;
  return (
    <header class="head">
      <p class="ref"><bdi>{info.value.reference}</bdi></p>
      <Title info={info.value} />
      <LiveLine live={live} zone={info.value.zone} />
      <Captions url={info.value.captions} />
      <Solo on={s.solo} />
      <p class="part">
        <span>{s.phase === "live" && s.part ? td("part", s.part) : s.phase === "closed" ? t("rapporteur.closed.short") : t("rapporteur.before.short")}</span>
        <span class="keys">{atDesk() && <a class="key" href={`${home}/desk`}>{t("rapporteur.desk")}</a>} <a class="key" href={`${home}/report`}>{t("rapporteur.report")}</a></span>
      </p>
    </header>
  );
}

/** Jump leads to the parts of the page where they stand one below the other. */
function Jump() {
  const places = [["record", t("rapporteur.jump.record")], ["outcomes", t("rapporteur.outcomes")], ["notes", t("rapporteur.notes")], ["form", t("rapporteur.jump.form")]];
  return <nav class="jump" aria-label={t("rapporteur.jump")}>{places.map(([id, name]) => <a key={id} href={`#${id}`}>{name}</a>)}</nav>;
}

/** Closed says until when the report can be finished. */
function Closed() {
  const { epoch = 0, retention = 0, zone } = info.value;
  const until = epoch + (session.value.closed_at ?? 0) + retention * 86400;
  return <section class="card state-card" role="status"><p>{t("rapporteur.closed", { date: calendarDay(until, zone) })}</p></section>;
}

function Rapporteur() {
  return (
    <>
      <Skip to="record" />
      <Head />
      {stranger.value && <p class="card bad" role="status">{t("rapporteur.stranger")}</p>}
      {isClosed.value && <Closed />}
      <Jump />
      <div class="columns">
        <div class="stack"><RecordPanel /></div>
        <div class="stack"><OutcomesPanel /><NotesPanel /><FormPanel /></div>
      </div>
      <Languages />
    </>
  );
}

const root = document.getElementById("app");
if (root) {
  root.replaceChildren();
  mount(() => <Rapporteur />, root);
}
void hashing();
follow();
