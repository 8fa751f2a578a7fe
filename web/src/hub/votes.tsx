// The hub's show of hands: what is open, and the numbers counted here.
import { signal } from "@preact/signals-core";
import { optionsOf, plain, sum, type Counts, type Option } from "../lib/kinds";
import { inOrder } from "../lib/live";
import { t, td, tn } from "../lib/words";
import { ActLine } from "../ui/act";
import { Card } from "../ui/common";
import { act, hub, line, outbox, outcomes, statements } from "./model";

/** over is what was counted as more than sit here: its id and how many. */
const over = signal<{ id: string; n: number } | undefined>(undefined);

export function Votes() {
  const put = inOrder(outcomes.value.all, outcomes.value.order).filter(([, o]) => o.status === "put" && o.text);
  const open = inOrder(statements.value.all, statements.value.order).filter(([, s]) => s.status === "open" && !s.hidden).reverse();
  return (
    <Card id="votes" title={t("hub.votes")}>
      {put.length + open.length === 0 ? <p class="dim">{t("hub.votes.none")}</p> : <p class="dim">{t("hub.votes.help")}</p>}
      <ul class="rows">
        {put.map(([id, o]) => <Vote key={id} id={id} name="outcome" kind={t("hub.outcome")} text={o.text} options={plain} />)}
        {open.map(([id, s]) => <Vote key={id} id={id} name="statement" kind={td("kind", s.kind)} text={s.text} lang={s.lang} options={optionsOf(s.kind)} />)}
      </ul>
    </Card>
  );
}

interface Counting {
  id: string;
  name: "statement" | "outcome";
  kind: string;
  text: string;
  lang?: string;
  options: readonly Option[];
}

/** Vote takes the numbers of one vote. A count of nobody takes the line off. */
function Vote({ id, name, kind, text, lang, options }: Counting) {
  const was = hub.value?.counted?.[id];
  const save = (e: Event) => {
    e.preventDefault();
    const form = new FormData(e.currentTarget as HTMLFormElement);
    const counts = Object.fromEntries(options.map((o) => [o.choice, Number(form.get(o.choice))])) as Counts;
    over.value = sum(counts) > (hub.peek()?.count ?? 0) ? { id, n: sum(counts) } : undefined;
    act(`count:${id}`, `${name}.count`, { [name]: id, line: line.peek(), ...(options === plain ? counts : { choices: counts }) });
  };
  return (
    <li>
      <p class="tag">{kind}</p>
      <p class="statement" dir="auto" lang={lang}>{text}</p>
      <form class="counts" onSubmit={save} key={JSON.stringify(was)}>
        {options.map((o) => (
          <div class="field" key={o.choice}>
            <label for={`${id}-${o.choice}`}>{t(o.label)}</label>
            <input id={`${id}-${o.choice}`} name={o.choice} type="number" min={0} max={10000} inputMode="numeric" defaultValue={String(was?.[o.choice] ?? "")} />
          </div>
        ))}
        <button class="key">{was ? t("hub.count.again") : t("hub.count")}</button>
      </form>
      {over.value?.id === id && <p class="bad" role="status">{tn("hub.count.over", over.value.n, { count: hub.value?.count ?? 0 })}</p>}
      <ActLine outbox={outbox} about={`count:${id}`} />
    </li>
  );
}
