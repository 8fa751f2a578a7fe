// How the chat answered the vote that is open, shown before it is entered.
import { t, tn } from "../lib/words";
import { ActLine } from "../ui/act";
import { Card } from "../ui/common";
import { isClosed, may, outbox } from "./model";
import { chosen, enter, isEntered, letterOf, open, startAnew, tally, vote, type Vote } from "./votes";

export function VotesPanel() {
  if (isClosed.value) return null;
  const v = vote.value;
  return (
    <Card id="votes" title={t("console.votes")}>
      {v ? <Counting v={v} /> : <p class="dim">{t("console.votes.none")}</p>}
    </Card>
  );
}

function Counting({ v }: { v: Vote }) {
  const counts = tally(v);
  const n = counts.reduce((sum, o) => sum + o.n, 0);
  const entered = isEntered(v);
  return (
    <>
      <div class="field">
        <label for="vote">{t("console.votes.which")}</label>
        <select id="vote" value={v.id} onChange={(e) => (chosen.value = e.currentTarget.value)}>
          {open.value.map((x) => <option key={x.id} value={x.id} selected={x.id === v.id}>{short(x.text)}</option>)}
        </select>
      </div>
      <p class="statement" dir="auto" lang={v.lang}>{v.text}</p>
      <dl class="counts">
        {counts.map((o, i) => (
          <div key={o.choice}>
            <dt><kbd>{letterOf(i)}</kbd> {t(o.label)}</dt>
            <dd>{o.n}{(v.entered?.[o.choice] ?? 0) !== o.n && <span class="dim"> {t("console.votes.was", { n: v.entered?.[o.choice] ?? 0 })}</span>}</dd>
          </div>
        ))}
      </dl>
      <p class="dim">{n === 0 ? t("console.votes.empty") : tn("console.votes.names", n)} {n > 0 && entered && t("console.votes.entered")}</p>
      {may(`${v.of}.count`) && (
        <p class="keys">
          <button type="button" class="key primary" aria-disabled={n === 0 || entered ? "true" : undefined} onClick={enter}>
            {t("console.votes.enter")}<kbd aria-hidden="true">=</kbd>
          </button>
          {n > 0 && <button type="button" class="key" onClick={() => confirm(t("console.votes.anew.sure")) && startAnew(v.id)}>{t("console.votes.anew")}</button>}
        </p>
      )}
      <ActLine outbox={outbox} about={`count:${v.id}`} />
    </>
  );
}

function short(words: string): string {
  return [...words].length > 80 ? `${[...words].slice(0, 79).join("")}…` : words;
}
