// What the moderators did to oneself, what that stops and what not, and asking
// the organizer to look again; and for everybody how often they did what.
import { text } from "../lib/commands";
import { field } from "../lib/mount";
import type { MyAct } from "../lib/types";
import { t, td, tn } from "../lib/words";
import { ActLine } from "../ui/act";
import { Card } from "../ui/common";
import { OwnText } from "./own";
import { info, me, moderation, offFloor, outbox } from "./room";

const acts = () => Object.entries(me.value.voice?.acts ?? {}).sort(([a], [b]) => Number(b) - Number(a));

const unread = (a: MyAct) => a.kind === "warned" && !a.read && !a.lifted;

const stops = (a: MyAct) => (a.kind === "muted" || a.kind === "banned") && !a.lifted;

/** Told stands beside the floor while something was done that one must know. */
export function Told() {
  const now = acts().filter(([, a]) => unread(a) || stops(a));
  if (!now.length) return null;
  return (
    <section class="card stack" role="status">
      <Stopped />
      {now.map(([n, a]) => <OneAct key={n} a={a} said={stops(a)} />)}
      <Seen />
      <p class="help">{t("more.appeal.where")}</p>
    </section>
  );
}

/** Stopped says what a ban or a mute stops, and what not. */
function Stopped() {
  const voice = me.value.voice;
  if (!voice || !offFloor.value) return null;
  return <p class="bad">{voice.banned ? t("more.banned") : t("more.muted")}</p>;
}

/** OneAct is an act and why; said, that it was done is already told. */
function OneAct({ a, said }: { a: MyAct; said?: boolean }) {
  return (
    <div>
      {!said && <p>{t(`more.act.${a.kind}`)} {a.lifted && t("more.act.lifted")}</p>}
      {a.text && <p class="dim"><q dir="auto">{a.text}</q></p>}
      <p class="dim">{t("more.act.rule", { rule: td("rule", a.rule) })} {a.reason && <q dir="auto">{a.reason}</q>}</p>
    </div>
  );
}

function Seen() {
  if (!acts().some(([, a]) => unread(a))) return null;
  return (
    <>
      <button type="button" class="key" onClick={() => void outbox.add("warning", "warning.read", {})}>{t("more.act.seen")}</button>
      <ActLine outbox={outbox} about="warning" />
    </>
  );
}

/** Conduct is everything that the moderators did to one, and asking the
 * organizer about it. */
export function Conduct() {
  const all = acts();
  const texts = Object.entries(me.value.statements).filter(([, s]) => s.rule).sort(([, a], [, b]) => b.at - a.at);
  if (!all.length && !texts.length) return null;
  return (
    <Card title={t("more.acts")}>
      <Stopped />
      {all.map(([n, a]) => <OneAct key={n} a={a} />)}
      {texts.length > 0 && <ul class="own">{texts.map(([id, s]) => <OwnText key={id} id={id} s={s} />)}</ul>}
      <Seen />
      <Appeals />
    </Card>
  );
}

function Appeals() {
  const made = Object.entries(me.value.appeals ?? {}).sort(([, a], [, b]) => a.at - b.at);
  const waits = made.some(([, a]) => !a.answer);
  const send = (e: Event) => {
    e.preventDefault();
    const words = field(e, "text");
    if (!words) return;
    void outbox.add("appeal", "appeal.make", { text: text(words) });
    (e.currentTarget as HTMLFormElement).reset();
  };
  return (
    <>
      {made.map(([id, a]) => (
        <div key={id}>
          <p dir="auto">{a.text || t("report.erased")}</p>
          <p class="dim">{a.answer ? <>{t("more.appeal.answered")} <q dir="auto">{a.answer}</q></> : t("more.appeal.waits")}</p>
        </div>
      ))}
      {!waits && (
        <details>
          <summary>{t("more.appeal")}</summary>
          <form class="stack" onSubmit={send}>
            <div class="field">
              <label for="appeal">{t("more.appeal.text")}</label>
              <textarea id="appeal" rows={4} maxLength={600} name="text" dir="auto" required />
            </div>
            <button class="key">{t("more.appeal.send")}</button>
          </form>
        </details>
      )}
      <ActLine outbox={outbox} about="appeal" />
    </>
  );
}

const counted = ["rejected", "hidden", "warned", "muted", "banned", "merged"] as const;

/** Moderated is how often the moderators did what, by rule: of whom, nobody
 * reads. */
export function Moderated() {
  const counts = moderation.value.counts ?? {};
  const lines = counted.flatMap((act) =>
    Object.entries(counts[act] ?? {}).map(([rule, n]) => <li key={`${act} ${rule}`}>{tn(`report.conduct.${act}`, n, { rule: td("rule", rule) })}</li>));
  return (
    <details class="card">
      <summary>{t("more.conduct")}</summary>
      <p>{info.value.hold ? t("notice.held") : t("notice.not_held")}</p>
      {lines.length ? <ul>{lines}</ul> : <p>{t("more.conduct.none")}</p>}
    </details>
  );
}
