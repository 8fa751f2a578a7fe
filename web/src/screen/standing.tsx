// Where the room stands, on the projector: veiled, then the map with what all
// groups hold, then each group with what it holds.
import { useState } from "preact/hooks";
import { classOf, heldBy, lettersOf, stood, surenessOf } from "../lib/standing";
import { peoplePerMark } from "../lib/standmap";
import { clockTime, t, td, tn } from "../lib/words";
import { Hold } from "../ui/hold";
import { GroupList, StandMap } from "../ui/standmap";
import { Fitted } from "./fitted";
import { info, screen, standings, statements, zone } from "./model";

const mostSentences = 5;

export function StandingScene() {
  const { state = "few", groups, people = 0, votes = 0, at = 0 } = standings.value;
  const item = screen.value.item ?? "";
  if (state !== "one" && state !== "groups") return <Veiled key="veiled" says={t(`standing.${state}`)} />;
  if (!item) return <Veiled key="veiled" says={t("screen.map.veiled")} counted={t("screen.map.counted", { people, votes })} />;
  return <Shown key={`${item} ${at}`} marked={groups?.[item] ? item : undefined} />;
}

function Veiled({ says, counted }: { says: string; counted?: string }) {
  return (
    <Fitted>
      <p class="words">{t("standing.title")}</p>
      {counted && <p class="word">{counted}</p>}
      <p class="note">{says}</p>
    </Fitted>
  );
}

/** Shown has fewer sentences where they would lie below the edge. */
function Shown({ marked }: { marked?: string }) {
  const [most, setMost] = useState(mostSentences);
  const { state, groups = {}, people = 0, at = 0 } = standings.value;
  const letters = lettersOf(standings.value);
  const map = state === "groups";
  return (
    <Fitted class={`standing${map ? "" : " one-field"}`} less={() => most > 1 && setMost(most - 1)}>
      {map && (
        <figure>
          <StandMap groups={groups} letters={letters} marked={marked} />
          <figcaption>
            <GroupList groups={groups} letters={letters} />
            <p class="note">{t("standing.map.marks", { n: peoplePerMark(people) })}</p>
          </figcaption>
        </figure>
      )}
      <div class="holding">
        {!map && <p class="word">{t("standing.one")}</p>}
        {marked
          ? <><h2>{t("standing.holds", { letter: marked })}</h2><Holds of={marked} most={most} /></>
          : <><h2>{t(map ? "standing.common" : "standing.common.one")}</h2><Common most={most} /></>}
        <p class="note">{t("standing.at", { at: clockTime((info.value.epoch ?? 0) + at, zone.value) })}</p>
      </div>
    </Fitted>
  );
}

function Common({ most }: { most: number }) {
  const all = stood(standings.value, statements.value, "common-for", "common-against");
  if (all.length === 0) return <p>{t("standing.common.none")}</p>;
  return (
    <>
      <ul class="held">
        {all.slice(0, most).map(({ id, s, of }) => (
          <li key={id}><p dir="auto" lang={s.lang}>{s.text}</p><p class="dim">{td("standing.class", classOf(of) ?? "")} · {td("standing", surenessOf(of) ?? "")}</p></li>
        ))}
      </ul>
      <Further n={all.length - most} />
    </>
  );
}

function Holds({ of, most }: { of: string; most: number }) {
  const all = heldBy(of, standings.value, statements.value);
  if (all.length === 0) return <p>{t("standing.holds.none")}</p>;
  return (
    <>
      <ul class="held">
        {all.slice(0, most).map((h) => <li key={h.id}><Hold letter={of} held={h} of={standings.value.statements?.[h.id]} /></li>)}
      </ul>
      <Further n={all.length - most} />
    </>
  );
}

function Further({ n }: { n: number }) {
  return n > 0 ? <p class="note">{tn("screen.map.further", n)}</p> : null;
}
