// The moderator's desk: run of show, floor, statements and outcomes, people
// and the projector, each in a panel of its own.
import { computed, effect } from "@preact/signals";
import { render, type VNode } from "preact";
import { scenes } from "./lib/scenes";
import { listen, type Actions } from "./lib/keys";
import { listGoes } from "./lib/list";
import { t } from "./lib/words";
import { LiveLine } from "./ui/common";
import { Languages } from "./ui/languages";
import { Title } from "./ui/title";
import { Skip } from "./ui/skip";
import { AgendaPanel, nextQuestion } from "./desk/agenda";
import { AskDialog } from "./desk/ask";
import { CallsPanel } from "./desk/calls";
import { cardKeys } from "./desk/cards";
import { catchNow } from "./desk/catch";
import { callNext, FloorPanel, turnKeys } from "./desk/floor";
import { heldIn, heldKeys } from "./desk/held";
import { floor, followRights, info, live, loadMe, may, room, run, session, standings, status, stay } from "./desk/model";
import { AlonePanel, BalancePanel, draftSelected, HandedDialog, HelpDialog, helpOpen, loadRest, OwnLink, PeoplePanel, SeatsPanel, StandingPanel, SweepKey, TurnsPanel, Without } from "./desk/later";
import { doorKey, DoorPanel } from "./desk/door";
import { draft, OutcomesPanel } from "./desk/outcomes";
import { questionKeys, QuestionsPanel } from "./desk/questions";
import { addHand, overrideSelected, QueuePanel, select } from "./desk/queue";
import { ScreenPanel, showScene } from "./desk/screenctl";
import { ShowPanel } from "./desk/show";
import { blank } from "./desk/stage";
import { NextStep, pressStep } from "./desk/steps";
import { open, tab, type Tab } from "./desk/tabs";
import { closeVote, StatementsPanel } from "./desk/statements";
import { LastAct, takeBack } from "./desk/undo";

const tabs: Record<Tab, () => VNode> = { statements: StatementsPanel, questions: QuestionsPanel, outcomes: OutcomesPanel, standing: StandingPanel, turns: TurnsPanel, people: PeoplePanel, seats: SeatsPanel };

const actions: Actions = {
  KeyN: ["turn.call", callNext],
  KeyE: ["turn.end", turnKeys.end],
  KeyP: ["turn.pause", turnKeys.pause],
  Equal: ["turn.extend", () => turnKeys.extend(30)],
  Minus: ["turn.extend", () => turnKeys.extend(-30)],
  KeyF: ["turn.followup", turnKeys.followup],
  KeyS: ["turn.absent", turnKeys.absent],
  ArrowUp: ["", () => select(-1)], ArrowDown: ["", () => select(1)],
  KeyK: ["", () => select(-1)], KeyJ: ["", () => select(1)],
  Enter: ["turn.override", overrideSelected],
  KeyR: ["hand.add", () => addHand("onsite")],
  KeyL: ["hand.add", () => addHand("online")],
  KeyO: ["queue.open", () => run(floor.value.queue_open ? "queue.close" : "queue.open")],
  KeyQ: ["question.now", nextQuestion],
  KeyC: ["statement.add", () => open("statements", catchNow)],
  KeyA: ["statement.publish", heldKeys.publish],
  KeyX: ["statement.reject", heldKeys.reject],
  KeyV: ["statement.close", closeVote],
  KeyT: ["screen.show", questionKeys.take],
  KeyW: ["reply.give", questionKeys.answered],
  KeyD: ["outcome.draft", () => draft()],
  KeyI: ["outcome.draft", draftSelected],
  KeyM: ["screen.show", () => showScene("map")],
  KeyB: ["screen.blank", blank],
  KeyG: ["door.close", doorKey],
  KeyY: ["", pressStep],
  ...Object.fromEntries(scenes.map((s, i) => [`Digit${i + 1}`, ["screen.show", () => showScene(s)]])),
  ...Object.fromEntries(cardKeys.map((k) => [k.code, ["card.show", k.act]])),
  Slash: ["", () => open("people", () => document.getElementById("search")?.focus())],
  "Ctrl+KeyZ": ["", takeBack],
  "Ctrl+KeyK": ["", () => (helpOpen.value = true)],
  "Shift+Slash": ["", () => (helpOpen.value = true)],
};
// The numeric pad, and the layouts on which plus is typed with shift.
const alike: Actions = { "Shift+Equal": actions.Equal!, NumpadAdd: actions.Equal!, NumpadSubtract: actions.Minus! };

function Header() {
  return (
    <header class="bar">
      <Title info={info.value} />
      <LiveLine live={live} zone={info.value.zone} />
      <Languages />
      {may("signal.clear") && <a class="key" href={`/r/${room}/console`}>{t("desk.console")}</a>}
      <button type="button" class="key" onClick={() => (helpOpen.value = true)}>{t("desk.keys")}<kbd aria-hidden="true">?</kbd></button>
    </header>
  );
}

/** Jump leads to the panels where they stand one below the other. */
function Jump() {
  const places = [["floor", t("desk.floor")], ["queue", t("desk.queue")], ["show", t("desk.show")], ["work", t("desk.statements")], ["calls", t("desk.calls")], ["stage", t("desk.screen")], ["alone", t("desk.alone")], ["door", t("desk.door")]];
  return <nav class="jump" aria-label={t("desk.jump")}>{places.map(([id, name]) => <a key={id} href={`#${id}`}>{name}</a>)}</nav>;
}

function Work() {
  const Current = tabs[tab.value];
  return (
    <div class="work" id="work">
      <nav class="tabs" aria-label={t("desk.work")}>
        {(Object.keys(tabs) as Tab[]).filter((k) => k !== "standing" || grouping()).map((k) => (
          <button key={k} type="button" aria-pressed={tab.value === k} onClick={() => (tab.value = k)}>{tabName(k)}<Waiting of={k} /></button>
        ))}
      </nav>
      <Current />
    </div>
  );
}

/** grouping says whether enough people voted for groups to be looked for. */
function grouping(): boolean {
  return (standings.value.state ?? "few") !== "few";
}

/** Waiting is how many texts wait for the moderators behind a tab. */
function Waiting({ of }: { of: Tab }) {
  const n = heldIn(of).length;
  return n ? <span class="count">{n}</span> : null;
}

function tabName(k: Tab): string {
  return { statements: t("desk.statements"), questions: t("desk.questions"), outcomes: t("desk.outcomes"), standing: t("desk.standing"), turns: t("desk.turns.title"), people: t("desk.people.title"), seats: t("desk.seats") }[k];
}

function Desk() {
  const s = status.value;
  if (live.state.value === "unseated") return <><Header /><OwnLink /></>; // nothing else of the room stays with who was sent away
  return (
    <>
      <Skip to="floor" />
      <Header />
      <Without />
      <NextStep />
      <Jump />
      <div class="status">
        <p class={`said${s?.bad ? " bad" : ""}`} role="status">{s?.say}</p>
        <LastAct />
      </div>
      <div class="columns">
        <div class="column floor"><FloorPanel /><QueuePanel /></div>
        <div class="column show"><ShowPanel /><AgendaPanel /></div>
        <div class="column"><Work /></div>
        <div class="column side-column"><CallsPanel /><ScreenPanel /><AlonePanel /><DoorPanel sweep={<SweepKey />} /><BalancePanel /></div>
      </div>
      <AskDialog />
      <HandedDialog />
      <HelpDialog actions={actions} />
    </>
  );
}

/** The closing is about outcomes; whoever is writing a statement is left alone. */
const part = computed(() => session.value.part);
effect(() => {
  if (part.value === "closing" && !document.activeElement?.closest(".catch")) tab.value = "outcomes";
});

listen({ ...actions, ...alike }, may);
void loadMe();
followRights();
live.start();
listGoes(live);
stay();
void loadRest();
const root = document.getElementById("app");
if (root) {
  root.replaceChildren();
  render(<Desk />, root);
}
