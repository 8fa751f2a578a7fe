// The participant's page: one thing to do now, and the tabs.
import { signal } from "@preact/signals-core";
import { hashing } from "../lib/commands";
import { mount } from "../lib/mount";
import { moreWords, t } from "../lib/words";
import { Captions } from "../ui/captions";
import { LiveLine } from "../ui/common";
import { HandBox } from "./hand";
import { Head, Now, Phase } from "./now";
import { info, live, me, more, myTurn, outbox, session, standings } from "./room";
import { Votes } from "./vote";

const tabs = ["now", "write", "ask", "results", "map", "me"] as const;
type Tab = (typeof tabs)[number];
export const tab = signal<Tab>(tabs.find((x) => `#${x}` === location.hash) ?? "now");

const pause = (ms: number) => new Promise((ok) => setTimeout(ok, ms));

let styled: Promise<unknown> | undefined;

/** moreStyle loads the style of what is drawn later. */
function moreStyle(): Promise<unknown> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("more.css", import.meta.url).href;
  document.head.append(link);
  return new Promise((ok, fail) => {
    link.onload = ok;
    link.onerror = () => {
      styled = undefined;
      link.remove();
      fail();
    };
  });
}

/** loadMore gets the rest of the page while nothing else is to be done: on the
 * tap that needs it the network may be gone. */
async function loadMore(): Promise<void> {
  for (let wait = 1000; !more.peek(); wait = Math.min(30_000, wait * 2)) {
    try {
      const [m] = await Promise.all([import("./more"), (styled ??= moreStyle()), moreWords(), hashing()]);
      more.value = m;
    } catch {
      await pause(wait);
    }
  }
}

/** begin has the rest of the page loaded, and sends what it keeps. */
async function begin(): Promise<void> {
  await loadMore();
  more.peek()?.follow();
  more.peek()?.send();
}

/** beyond says whether the first part of the script cannot draw all that there
 * is to see: one's hand or what became of it, one's turn, the end. */
function beyond(): boolean {
  const { left, voice } = me.peek();
  return Boolean(left || voice?.hand || voice?.last_hand || myTurn.peek() || session.peek().phase === "closed");
}

/** mapped says whether there is anything to say of groups. */
function mapped(): boolean {
  return (standings.value.state ?? "few") !== "few";
}

function Rest() {
  const m = more.value;
  if (!m) return tab.value === "now" ? null : <p class="card dim" role="status">{t("state.loading")}</p>;
  if (tab.value === "write") return <m.Write />;
  if (tab.value === "ask") return <m.Ask />;
  if (tab.value === "results") return <m.Results />;
  if (tab.value === "map") return <m.Standing />;
  if (tab.value === "me") return <m.Mine />;
  return <><m.First /><m.Signals /></>;
}

function App() {
  const m = more.value;
  if (me.value.left && !me.value.seat) return m ? <m.Left /> : <Head />;
  return (
    <>
      <Head />
      <LiveLine live={live} />
      <Captions url={info.value.captions} />
      <main class="stack" id="main" tabIndex={-1}>
        {m && <m.MyFloor />}
        {tab.value === "now" && (
          <>
            {m && <m.Closed />}
            <Phase />
            {m && <m.Told />}
            <Now />
            <HandBox />
            {m && <m.PutNow />}
            <Votes />
          </>
        )}
        <Rest />
      </main>
      {m && <m.MyBar />}
      <nav class="tabs" aria-label={t("phone.tabs")}>
        {tabs.map((x) => (x !== "map" || mapped()) && (
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
  while (busy()) await pause(100);
}

/** takeOver keeps what the server wrote up to date from here on. */
async function takeOver(root: Element): Promise<void> {
  live.start();
  void outbox.load();
  const begun = beyond() && begin();
  // Without a network the page that follows it is still the better one.
  if (begun) await Promise.race([begun, pause(5000)]);
  await untouched(root);
  root.replaceChildren();
  mount(() => <App />, root);
  document.title = info.value.title ? `${info.value.title} · Parley` : document.title;
  if (!begun) setTimeout(() => void begin(), 300);
}

const root = document.getElementById("app");
if (root) void takeOver(root);
