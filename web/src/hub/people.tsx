// How many people sit here.
import { field } from "../lib/mount";
import { t } from "../lib/words";
import { ActLine } from "../ui/act";
import { Card } from "../ui/common";
import { act, hub, line, outbox } from "./model";

export function People() {
  const save = (e: Event) => {
    e.preventDefault();
    const count = Number(field(e, "count"));
    if (count !== hub.peek()?.count) act("people", "presence.count", { line: line.peek(), count });
  };
  const n = hub.value?.count ?? 0;
  return (
    <Card id="people" title={t("hub.people")}>
      <form class="count" onSubmit={save} key={n}>
        <div class="field">
          <label for="count">{t("hub.people.n")}</label>
          <input id="count" name="count" type="number" min={1} max={10000} required inputMode="numeric" defaultValue={String(n)} aria-describedby="count-help" />
        </div>
        <button class="key">{t("hub.people.save")}</button>
      </form>
      <p class="help" id="count-help">{t("hub.people.help")}</p>
      <ActLine outbox={outbox} about="people" />
    </Card>
  );
}
