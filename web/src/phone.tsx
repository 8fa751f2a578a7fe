// The participant's page: one thing to do now, and four tabs.
import { signal } from "@preact/signals-core";
import { act, hashing } from "./lib/commands";
import { mount } from "./lib/mount";
import { sentence } from "./lib/problems";
import { moreWords, t } from "./lib/words";
import { ActLine } from "./ui/act";
import { LiveLine } from "./ui/common";
import { HandBox, MyBar } from "./phone/hand";
import { Head, MyFloor, Now, Phase } from "./phone/now";
import { askMine, banned, follow, info, live, me, myTurn, outbox, room } from "./phone/room";
import { Votes } from "./phone/vote";

const tabs = ["now", "write", "results", "me"] as const;
type Tab = (typeof tabs)[number];
const tab = signal<Tab>(tabs.find((x) => `#${x}` === location.hash) ?? "now");
const said = signal("");
const more = signal<typeof import("./phone/more") | undefined>(undefined);

/** loadMore gets the rest of the page while nothing else is to be done: on the
 * tap that needs it the network may be gone. */
async function loadMore(pause = 1000): Promise<void> {
  try {
    const [m] = await Promise.all([import("./phone/more"), moreWords(), hashing()]);
    more.value = m;
  } catch {
    setTimeout(() => void loadMore(Math.min(30_000, pause * 2)), pause);
  }
}

/** endTurn of a voice goes through the outbox, apart in time from its votes. */
async function endTurn(): Promise<void> {
  const turn = myTurn.value;
  if (!turn) return;
  if (!turn.seat) return outbox.add("turn", "turn.end", { turn: turn.n });
  const { problem } = await act(room, "turn.end", { turn: turn.n });
  said.value = problem ? sentence(problem) : "";
}

function Rest() {
  const m = more.value;
  if (!m) return tab.value === "now" ? null : <p class="card dim" role="status">{t("state.loading")}</p>;
  if (tab.value === "write") return <m.Write />;
  if (tab.value === "results") return <m.Results />;
  if (tab.value === "me") return <m.Mine />;
  return <m.Signals />;
}

function App() {
  const m = more.value;
  if (me.value.left && !me.value.seat) return m ? <m.Left /> : <Head />;
  return (
    <>
      <Head />
      <LiveLine live={live} />
      <main class="stack" id="main" tabIndex={-1}>
        <MyFloor end={() => void endTurn()} />
        {myTurn.value && !myTurn.value.over && !myTurn.value.seat && outbox.of("turn")?.payload.turn === myTurn.value.n && <ActLine outbox={outbox} about="turn" />}
        {said.value && myTurn.value && <p class="bad" role="status">{said.value}</p>}
        {tab.value === "now" && (
          <>
            <Phase />
            {m && banned.value && <section class="card"><m.Removed /></section>}
            <Now />
            <HandBox more={m && <m.HandMore />} />
            {m && <m.PutNow />}
            <Votes />
          </>
        )}
        <Rest />
      </main>
      <MyBar />
      <nav class="tabs" aria-label={t("phone.tabs")}>
        {tabs.map((x) => (
          <a key={x} href={`#${x}`} aria-current={tab.value === x ? "page" : undefined}>{t(`phone.tab.${x}`)}</a>
        ))}
      </nav>
    </>
  );
}

addEventListener("hashchange", () => {
  const to = tabs.find((x) => `#${x}` === location.hash);
  if (!to) return;
  tab.value = to;
  scrollTo(0, 0);
});

/** untouched waits until nobody presses, or writes into, what the server wrote:
 * taken away under a finger, a press would be lost. The form that it was for
 * then works as it does without this script. */
async function untouched(page: Element): Promise<void> {
  const busy = () => {
    const at = document.activeElement;
    const writes = at instanceof HTMLTextAreaElement && page.contains(at) && at.value !== "";
    return writes || page.querySelector(":active") !== null;
  };
  while (busy()) await new Promise((ok) => setTimeout(ok, 100));
}

/** takeOver keeps what the server wrote up to date from here on. */
async function takeOver(root: Element): Promise<void> {
  live.start();
  follow();
  void outbox.load();
  await untouched(root);
  root.replaceChildren();
  mount(() => <App />, root);
  document.title = info.value.title ? `${info.value.title} · Parley` : document.title;
  if (!me.value.at) void askMine();
  setTimeout(() => void loadMore(), 300);
}

const root = document.getElementById("app");
if (root) void takeOver(root);
