// Who is in the meeting tool, with a key each: pressed, the hand is up; pressed
// again, it is down.
import { signal } from "@preact/signals-core";
import { sentence } from "../lib/problems";
import { field } from "../lib/mount";
import { t, tn } from "../lib/words";
import { Card } from "../ui/common";
import { DoorLine } from "../ui/door";
import { handOf, onItsWay, placeOf, speaks, toggle } from "./hands";
import { desk, fresh, isClosed, may, status, table } from "./model";
import { merged, namesIn, skeleton, type Entry } from "./names";
import { durable, forget, keep, kept } from "./store";

/** filter is what is typed to find somebody. */
export const filter = signal("");
/** typed is the first letter of a key of two. */
export const typed = signal("");
const changing = signal(false);

const fold = (s: string) => s.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** shown are those of the list who fit what is typed. */
function shown(): Entry[] {
  const wanted = fold(filter.value.trim());
  return kept.value.people.filter((e) => (!wanted || fold(e.name).includes(wanted)) && e.key.startsWith(typed.value));
}

/** press is a letter or a digit: a whole key, or the first half of one. False
 * where nobody has such a key. */
export function press(c: string): boolean {
  const key = typed.peek() + c;
  const people = kept.peek().people;
  const e = people.find((p) => p.key === key);
  const half = !e && people.some((p) => p.key.startsWith(key));
  typed.value = half ? key : "";
  if (e && may("hand.add")) toggle(e);
  return !!e || half;
}

export function RosterPanel() {
  const people = kept.value.people;
  if (isClosed.value) return null;
  const writes = changing.value || people.length === 0;
  return (
    <Card id="roster" title={t("console.roster")}>
      <DoorLine shut={desk.value.door?.shut} />
      <p class="dim">{t("console.roster.kept")}</p>
      {!durable.value && <p class="bad">{t("console.roster.unkept")}</p>}
      {writes ? <Paste /> : <List people={people} />}
    </Card>
  );
}

function Paste() {
  const before = kept.value.people;
  const save = (e: Event) => {
    e.preventDefault();
    const names = namesIn(field(e, "names"));
    if (names.length === 0) {
      status.value = t("console.roster.nobody");
      return;
    }
    const keys = before.map((p) => p.key).join(" ");
    const now = merged(before, names, () => fresh("p"));
    const moved = before.length > 0 && before.some((p) => now.some((n) => n.id === p.id && n.key !== p.key));
    keep({ people: now });
    changing.value = false;
    status.value = `${tn("console.roster.taken", now.length)}${keys && moved ? ` ${t("console.roster.moved")}` : ""}`;
  };
  return (
    <form class="stack" onSubmit={save}>
      <div class="field">
        <label for="names">{t("console.roster.paste")}</label>
        <textarea id="names" name="names" rows={6} dir="auto" required autoComplete="off" spellcheck={false} />
      </div>
      <p class="dim">{t("console.roster.paste.help")}</p>
      <p class="keys">
        <button class="key primary">{t("console.roster.save")}</button>
        {before.length > 0 && <button type="button" class="key" onClick={() => (changing.value = false)}>{t("console.cancel")}</button>}
      </p>
    </form>
  );
}

function List({ people }: { people: Entry[] }) {
  const found = shown();
  const first = (e: Event) => {
    e.preventDefault();
    if (found[0] && may("hand.add")) toggle(found[0]);
    filter.value = "";
  };
  return (
    <>
      <form class="field" role="search" onSubmit={first}>
        <label for="find">{t("console.find")}<kbd aria-hidden="true">/</kbd></label>
        <input id="find" type="search" dir="auto" autoComplete="off" value={filter.value} onInput={(e) => (filter.value = e.currentTarget.value)} />
      </form>
      {typed.value && <p class="typed"><kbd>{typed.value}</kbd> {t("console.typed")}</p>}
      {found.length === 0 && <p class="dim">{t("console.find.none")}</p>}
      <ul class="roster">{found.map((e) => <li key={e.id}><Person e={e} people={people} /></li>)}</ul>
      <p class="keys">
        <button type="button" class="key" onClick={() => (changing.value = true)}>{t("console.roster.change")}</button>
        <button type="button" class="key" onClick={() => confirm(t("console.forget.sure")) && forget()}>{t("console.forget")}</button>
      </p>
    </>
  );
}

function Person({ e, people }: { e: Entry; people: Entry[] }) {
  const waits = onItsWay(e);
  const refused = waits?.state === "refused" ? sentence(waits.problem ?? { code: "internal" }) : "";
  const up = !!handOf(e);
  const like = alike(e, people);
  return (
    <>
      <button type="button" class={`person${up ? " up" : ""}`} aria-pressed={up} aria-busy={waits && !refused ? "true" : undefined}
        disabled={!may("hand.add")} onClick={() => toggle(e)}>
        {e.key && <kbd>{e.key}</kbd>}
        <span class="name"><bdi>{e.name}</bdi></span>
        <span class="state">{stateOf(e, !!waits && !refused)}</span>
      </button>
      {like && <p class="dim">{like}</p>}
      {refused && <p class="bad" role="status">{refused}</p>}
    </>
  );
}

function stateOf(e: Entry, waits: boolean): string {
  if (waits) return t("console.hand.sending");
  if (speaks(e)) return t("console.hand.floor");
  const place = placeOf(e);
  if (place) return `✋ ${t("console.hand.place", { n: place })}`;
  return handOf(e) ? `✋ ${t("console.hand.up")}` : "";
}

/** alike says whose name somebody's is like: that of a seat, or another's. */
function alike(e: Entry, people: Entry[]): string {
  const own = skeleton(e.name);
  if (!own) return "";
  if (Object.values(table.value.seats ?? {}).some((s) => s.name && skeleton(s.name) === own)) return t("console.like.seat");
  const other = people.find((p) => p.id !== e.id && skeleton(p.name) === own);
  return other ? t("console.like.other", { name: other.name }) : "";
}
