// What was written here and is not in the record: on its way, or refused. The
// words stay until they are removed.
import type { Item } from "../lib/outbox";
import { t } from "../lib/words";
import { ActLine } from "../ui/act";
import { outbox } from "./model";

export function Waits({ names }: { names: string[] }) {
  const all = outbox.items.value.filter((i) => names.includes(i.name) && i.state !== "recorded" && i.texts.length > 0);
  if (all.length === 0) return null;
  return <ul class="rows waits">{all.map((i) => <Row key={i.cmd} i={i} />)}</ul>;
}

function Row({ i }: { i: Item }) {
  return (
    <li>
      {i.texts.map((x) => <p key={x.salt} class="statement" dir="auto">{x.body}</p>)}
      <ActLine outbox={outbox} about={i.about} />
      {i.state === "refused" && <p><button type="button" class="key" onClick={() => void outbox.keep((items) => items.filter((x) => x.cmd !== i.cmd))}>{t("rapporteur.remove")}</button></p>}
    </li>
  );
}
