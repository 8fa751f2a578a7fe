// The check before a session: the server, this network, a screen, a phone on
// each side. It looks by itself until the page is closed.
import { signal } from "@preact/signals";
import { render } from "preact";
import { roomID } from "./lib/dom";
import { t, td, tn } from "./lib/words";
import { Languages } from "./ui/languages";
import { Rehearsal } from "./ui/title";

/** Checked is the server's side: httpapi.Check. */
interface Checked {
  at: number;
  version: string;
  disk: "ok" | "full" | "broken";
  screen: boolean;
  onsite: boolean;
  online: boolean;
  captions: boolean;
  unopened: { name: string; roles: string[] }[];
}

type State = "ok" | "wait" | "bad";

const room = roomID();
const rehearsal = !!document.querySelector("#app .badge"); // the page came with it
const api = `/api/rooms/${room}`;
const every = 3000;
const patience = 9000; // the stream has a frame at once and a beat after 5 s
const apart = 1000; // what comes together was held back on the way
const drift = 5;

const seen = signal<{ is: Checked; here: number } | undefined>(undefined);
const silent = signal(false);
const stream = signal<State>("wait");

async function look(): Promise<void> {
  try {
    const r = await fetch(`${api}/check`, { cache: "no-store" });
    if (!r.ok) throw new Error(String(r.status));
    seen.value = { is: (await r.json()) as Checked, here: Math.floor(Date.now() / 1000) };
    silent.value = false;
  } catch {
    silent.value = true;
  }
  setTimeout(look, every);
}

/** listen opens the stream that pages live on: its events have to come one by
 * one, as they are sent. */
function listen(): void {
  const source = new EventSource(`${api}/live?as=desk`);
  let first = 0;
  const end = (state: State) => {
    clearTimeout(late);
    source.close();
    stream.value = state;
    setTimeout(listen, state === "ok" ? 30_000 : every);
  };
  const late = setTimeout(() => end("bad"), patience);
  const came = () => {
    const at = performance.now();
    if (!first) first = at;
    else if (at - first >= apart) end("ok");
  };
  source.addEventListener("frame", came);
  source.addEventListener("beat", came);
  source.onerror = () => end("bad");
}

interface Line { id: string; name: string; state: State; say: string }

const done = (ok: boolean): State => (ok ? "ok" : "wait");

function lines(): Line[] {
  const s = seen.value;
  if (silent.value || !s) return [{ id: "server", name: t("check.server"), state: silent.value ? "bad" : "wait", say: t(silent.value ? "check.server.bad" : "check.server.wait") }];
  const { is, here } = s;
  const off = Math.abs(here - is.at);
  const names = is.unopened.map((x) => x.name || x.roles.map((r) => td("role", r)).join(t("word.comma"))).join(t("word.semicolon"));
  return [
    { id: "server", name: t("check.server"), state: "ok", say: t("check.server.ok", { version: is.version }) },
    { id: "disk", name: t("check.disk"), state: is.disk === "ok" ? "ok" : "bad", say: td("check.disk", is.disk) },
    { id: "clock", name: t("check.clock"), state: off <= drift ? "ok" : "bad", say: off <= drift ? t("check.clock.ok") : t("check.clock.bad", { n: off }) },
    { id: "stream", name: t("check.stream"), state: stream.value, say: td("check.stream", stream.value) },
    { id: "screen", name: t("check.screen"), state: done(is.screen), say: is.screen ? t("check.screen.ok") : t("check.screen.wait") },
    { id: "onsite", name: t("check.onsite"), state: done(is.onsite), say: is.onsite ? t("check.phone.ok") : t("check.onsite.wait") },
    { id: "online", name: t("check.online"), state: done(is.online), say: is.online ? t("check.phone.ok") : t("check.online.wait") },
    { id: "captions", name: t("check.captions"), state: done(is.captions), say: is.captions ? t("check.captions.ok") : t("check.captions.wait") },
    { id: "seats", name: t("check.seats"), state: done(!names), say: names ? t("check.seats.wait", { names }) : t("check.seats.ok") },
  ];
}

function Check() {
  const all = lines();
  const left = all.filter((l) => l.state !== "ok").length;
  return (
    <>
      <header class="bar"><h1><Rehearsal on={rehearsal} />{t("check.title")}</h1><Languages /></header>
      <p class="help">{t("check.help")}</p>
      <p class="sum" role="status">{left ? tn("check.left", left) : t("check.all")}</p>
      <ul class="lines">
        {all.map((l) => (
          <li key={l.id} id={l.id} class={l.state}>
            <h2>{l.name}</h2>
            <p><strong>{td("check.state", l.state)}</strong> <span dir="auto">{l.say}</span></p>
          </li>
        ))}
      </ul>
      <p class="keys"><a class="key primary" href={`/r/${room}/desk`}>{t("check.desk")}</a> <a class="key" href={`/r/${room}/screen`} target="_blank" rel="noopener">{t("check.screen.open")}</a> <a class="key" href={`/r/${room}/sheet`}>{t("desk.sheet")}</a></p>
    </>
  );
}

void look();
listen();
const root = document.getElementById("app");
if (root) {
  root.replaceChildren();
  render(<Check />, root);
}
