// Why somebody cannot accept a mechanism. The reason is a voice's, the vote a
// ballot's: the outbox sends them apart.
import { text } from "../lib/commands";
import { field } from "../lib/mount";
import type { Asked, Statement } from "../lib/types";
import { t, tn } from "../lib/words";
import { ActLine } from "../ui/act";
import { Fate, Replied, shownOf } from "./own";
import { Report } from "./report";
import { me, outbox } from "./room";
import { held, LanguagePick, setDraft, TextField, writer } from "./writing";

/** Because is what was said against a mechanism, and what oneself says. */
export function Because({ id, s, cannot }: { id: string; s: Statement; cannot: boolean }) {
  const about = `because:${id}`;
  const said = Object.entries(me.value.statements).filter(([, x]) => x.kind === "because" && x.of === id);
  const stands = said.some(([, x]) => !x.hidden && (x.status === "held" || x.status === "open"));
  const sent = outbox.of(about);
  const onWay = sent && sent.state !== "refused" && !said.some(([x]) => x === sent.facts?.statement);
  const others = against(id).filter(([x]) => !me.value.statements[x]);
  return (
    <>
      {said.map(([x, own]) => (
        <div key={x} class="reason">
          <p class="tag">{t("more.because.own")}</p>
          <p dir="auto">{own.text || t("report.erased")}</p>
          <Fate id={x} s={own} />
        </div>
      ))}
      {cannot && !stands && !onWay && s.status === "open" && writer.value && <Form id={id} />}
      {onWay && <p dir="auto">{sent.texts[0]?.body}</p>}
      {sent && sent.state !== "recorded" && <ActLine outbox={outbox} about={about} />}
      <Against all={others} />
    </>
  );
}

/** against are the reasons that everybody may read. */
export function against(mechanism: string): [string, Asked][] {
  return shownOf((q) => q.kind === "because" && q.of === mechanism);
}

/** Against lists reasons with the replies to them. */
export function Against({ all }: { all: [string, Asked][] }) {
  if (!all.length) return null;
  return (
    <details>
      <summary>{tn("more.because.others", all.length)}</summary>
      <ul class="own">
        {all.map(([x, q]) => <li key={x}><p dir="auto" lang={q.lang}>{q.text}</p><Replied q={q} /><Report id={x} /></li>)}
      </ul>
    </details>
  );
}

function Form({ id }: { id: string }) {
  const own = `because-${id}`;
  const as = writer.value;
  const send = (e: Event) => {
    e.preventDefault();
    const words = field(e, "text");
    if (!words || !as) return;
    void outbox.add(`because:${id}`, "statement.add", { kind: "because", of: id, text: text(words), lang: field(e, "lang") }, as);
    setDraft(own, "");
  };
  return (
    <form class="stack" onSubmit={send}>
      <TextField id={own} rows={3} label={t("more.because")} help={t(held.value ? "more.ask.held" : "more.ask.open")} />
      <details>
        <summary>{t("more.write.lang")}</summary>
        <LanguagePick id={`${own}-lang`} />
      </details>
      <p class="help">{t("more.because.help")}</p>
      <button class="key">{t("more.because.send")}</button>
    </form>
  );
}
