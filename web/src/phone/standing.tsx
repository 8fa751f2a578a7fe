// The Map tab: whom one votes like, what groups hold and what all of them hold;
// then the map, and how each statement stands.
import { effect, signal } from "@preact/signals-core";
import { cellsOf, classOf, heldBy, lettersOf, standingClasses, stood, surenessOf, type Stood } from "../lib/standing";
import { peoplePerMark } from "../lib/standmap";
import type { StandingStatement, Statement } from "../lib/types";
import { clockTime, t, td, tn } from "../lib/words";
import { cellWords, moreWords } from "../ui/cell";
import { Card } from "../ui/common";
import { GroupList, GroupMark, StandMap } from "../ui/standmap";
import { Hold } from "../ui/hold";
import { info, me, session, standings, statements } from "./room";
import { unseen } from "./unseen";
import { mine } from "./vote";

export function Standing() {
  const { state = "few" } = standings.value;
  const groups = state === "groups";
  if (!groups && state !== "one") return <p class="card dim">{t(`standing.${state}`)}</p>;
  const own = groups ? myGroup() : undefined;
  return (
    <div class="stack">
      {groups ? <Whom own={own} /> : <Card><p>{t("standing.one")}</p></Card>}
      {own && <Card title={t("standing.holds", { letter: own })}><Holds of={own} /></Card>}
      <Card title={t(groups ? "standing.common" : "standing.common.one")}><Common /></Card>
      {groups && <MapCard />}
      {groups && lettersOf(standings.value).filter((x) => x !== own).map((x) => (
        <details key={x} class="card">
          <summary>{t("standing.holds", { letter: x })}</summary>
          <Holds of={x} />
        </details>
      ))}
      <details class="card">
        <summary>{t("standing.table")}</summary>
        <Table />
      </details>
      <p class="dim">{figuresOf()}</p>
    </div>
  );
}

/** figuresOf says of when the figures are, and on how many they rest. */
function figuresOf(): string {
  const { at = 0, people = 0, votes = 0 } = standings.value;
  return t("standing.figures", { at: timeOf(at), people, votes });
}

function timeOf(at: number): string {
  return clockTime((info.value.epoch ?? 0) + at);
}

// Below this one's place is between groups.
const sure = 0.6;

/** myGroup is the letter of the group that one votes like. */
function myGroup(): string | undefined {
  const at = me.value.ballot?.standing;
  return at && at.sure >= sure && standings.value.groups?.[at.letter] ? at.letter : undefined;
}

/** Whom says whom one votes like, or how to find out. */
function Whom({ own }: { own?: string }) {
  const { ballot } = me.value;
  const closed = session.value.phase === "closed";
  if (!ballot || closed && !ballot.standing && !ballot.placing) return null;
  const people = standings.value.groups?.[own ?? ""]?.people ?? 0;
  return (
    <section class="card state-card">
      <p class="lead">
        {own ? tn("standing.like", people, { letter: own })
          : ballot.standing ? t("standing.between")
          : t(ballot.placing ? "standing.placing" : Object.keys(ballot.votes).length > 0 ? "standing.soon" : "standing.vote")}
      </p>
    </section>
  );
}

/** Holds lists what stands for a group. */
function Holds({ of }: { of: string }) {
  const all = heldBy(of, standings.value, statements.value);
  if (all.length === 0) return <p class="dim">{t("standing.holds.none")}</p>;
  return (
    <ul class="own">
      {all.map((h) => <li key={h.id}><Hold letter={of} held={h} of={standings.value.statements?.[h.id]} /></li>)}
    </ul>
  );
}

/** Common lists what all groups hold. */
function Common() {
  const all = stood(standings.value, statements.value, "common-for", "common-against");
  if (all.length === 0) return <p class="dim">{t("standing.common.none")}</p>;
  return (
    <ul class="own">
      {all.map(({ id, s, of }) => <li key={id}><Words s={s} /><ClassWords of={of} /></li>)}
    </ul>
  );
}

function Words({ s }: { s: Statement }) {
  return <p dir="auto" lang={s.lang}>{s.text}</p>;
}

function MapCard() {
  const { groups = {}, people = 0 } = standings.value;
  const letters = lettersOf(standings.value);
  return (
    <Card title={t("standing.map")}>
      <StandMap groups={groups} letters={letters} own={me.value.ballot?.standing} />
      <GroupList groups={groups} letters={letters} />
      <details>
        <summary>{t("standing.map.read")}</summary>
        <p>{t("standing.map.marks", { n: peoplePerMark(people) })}</p>
        <p>{t("standing.map.near")}</p>
        <p>{t("standing.map.yours")}</p>
        <p>{t("standing.map.found")}</p>
      </details>
    </Card>
  );
}

/** Table is every statement that the picture speaks of, by how it stands, with
 * what each group answered. */
function Table() {
  return (
    <>
      {standingClasses.map((c) => {
        const all = stood(standings.value, statements.value, c);
        return all.length > 0 && (
          <section key={c} class="stack">
            <h3>{td("standing.class", c)}</h3>
            {all.map((x) => <Row key={x.id} {...x} />)}
          </section>
        );
      })}
    </>
  );
}

function Row(x: Stood) {
  const { s, of } = x;
  const at = of.cells_at;
  const cells = cellsOf(x, standings.value);
  const sureness = surenessOf(of);
  const missing = moreWords(of, standings.value.state === "groups");
  return (
    <div class="stood">
      <Words s={s} />
      {sureness && <p class="dim">{td("standing", sureness)}</p>}
      {missing && <p class="dim">{missing}</p>}
      {!cells ? <p class="dim">{t("standing.cells.none")}</p>
        : standings.value.state !== "groups" ? <p class="dim">{cellWords(of, cells.A)}</p>
        : <dl class="cells">{lettersOf(standings.value).map((l) => <div key={l}><dt><GroupMark letter={l} /></dt><dd>{cellWords(of, cells[l])}</dd></div>)}</dl>}
      {of.cells && at !== undefined && at !== standings.value.at && <p class="dim">{t("standing.cells.at", { at: timeOf(at) })}</p>}
    </div>
  );
}

/** ClassShown is how a statement stands, beside its results: said to everybody. */
export function ClassShown({ id }: { id: string }) {
  const of = standings.value.statements?.[id];
  return of ? <ClassWords of={of} /> : null;
}

// Cards have a line for it from when there is a picture and nobody looks at them.
const lined = signal(standings.peek().at !== undefined);

/** followPicture gives cards that line. */
export function followPicture(): void {
  effect(() => {
    if (unseen.value && standings.value.at !== undefined) lined.value = true;
  });
}

/** ClassOf is that on the card where it is voted on: said to whoever answered. Its
 * line is there before, so that neither an answer nor a picture moves anything. */
export function ClassOf({ id }: { id: string }) {
  if (!lined.value) return null;
  const of = standings.value.statements?.[id];
  return of && classOf(of) && mine(id) ? <ClassWords of={of} /> : <p class="dim" aria-hidden="true">{"\u00a0"}</p>;
}

function ClassWords({ of }: { of: StandingStatement }) {
  const as = classOf(of);
  const sureness = surenessOf(of);
  return as ? <p class="dim">{td("standing.class", as)}{sureness && ` · ${td("standing", sureness)}`}</p> : null;
}
