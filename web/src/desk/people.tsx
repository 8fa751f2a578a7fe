// The people in the line, and what the desk may do about one of them.
import { signal } from "@preact/signals";
import { mmss } from "../lib/clock";
import { t, tn } from "../lib/words";
import type { Person } from "../lib/types";
import { askAndSend } from "./ask";
import { Appeals, Moderated, Sanctions } from "./conduct";
import { desk, isClosed, isLive, may, mayEnter, run } from "./model";
import { personName, sideName } from "./names";
import { Veil } from "./moderation";
import { override } from "./queue";
import { Key, Panel, Side } from "./ui";

const search = signal("");
const open = signal("");

export function PeoplePanel() {
  const want = search.value.trim().toLowerCase();
  const all = Object.entries(desk.value.people ?? {})
    .map(([id, p]) => ({ id, p, name: personName(id) }))
    .filter((x) => !want || `${x.name} ${sideName(x.p.side)}`.toLowerCase().includes(want))
    .sort((a, b) => (a.p.guest ?? 0) - (b.p.guest ?? 0) || a.name.localeCompare(b.name));
  return (
    <Panel id="people" title={t("desk.people.title")} count={desk.value.people_total}>
      <Appeals />
      <div class="field">
        <label for="search">{t("desk.search")} <kbd aria-hidden="true">/</kbd></label>
        <input id="search" type="search" value={search.value} dir="auto" autoComplete="off" onInput={(e) => (search.value = e.currentTarget.value)} />
      </div>
      {all.length === 0 && <p class="empty">{t("desk.people.none")}</p>}
      <ul class="rows people">{all.slice(0, 60).map((x) => <PersonRow key={x.id} {...x} />)}</ul>
      {all.length > 60 && <p class="help">{t("desk.people.more", { n: all.length - 60 })}</p>}
      <Moderated />
    </Panel>
  );
}

function PersonRow({ id, p, name }: { id: string; p: Person; name: string }) {
  const on = open.value === id;
  return (
    <li>
      <button type="button" class="pick" aria-expanded={on} onClick={() => (open.value = on ? "" : id)}>
        <span class="who"><bdi>{name}</bdi></span> <Side side={p.side} word={sideName(p.side, p.line)} />
        <span class="aside">{tn("desk.turns", p.turns, { time: mmss(p.seconds) })}{flags(p)}</span>
      </button>
      {on && <PersonKeys id={id} p={p} name={name} />}
    </li>
  );
}

function flags(p: Person): string {
  const out = [
    p.access && t("desk.access"), p.moved && t("desk.moved"), p.warned && t("desk.warned", { n: p.warned }), p.muted && t("desk.muted"), p.banned && t("desk.banned"),
    p.into && t("desk.merged", { name: personName(p.into) }), p.objects && t("desk.objects"),
  ].filter(Boolean);
  return out.length ? ` · ${out.join(" · ")}` : "";
}

function PersonKeys({ id, p, name }: { id: string; p: Person; name: string }) {
  const other = p.side === "onsite" ? "online" : "onsite";
  return (
    <p class="keys">
      {isLive.value && p.kind !== "hub" && <Key cmd="turn.override" act={() => override({ person: id }, name)}>{t("desk.override")}</Key>}
      {!p.hand && mayEnter(p.side) && <Key cmd="hand.add" payload={{ side: p.side, person: id }}>{t("desk.raise.for")}</Key>}
      {p.kind !== "hub" && !p.moved && <Key cmd="person.side" payload={{ person: id, side: other }}>{t("desk.move", { side: sideName(other) })}</Key>}
      {p.kind !== "hub" && !isClosed.value && <Key cmd="person.access" payload={{ person: id, on: !p.access }} pressed={!!p.access}>{t("desk.access.key")}</Key>}
      {p.into
        ? <Key cmd="person.unmerge" payload={{ person: id }}>{t("desk.unmerge")}</Key>
        : p.kind !== "hub" && <Key cmd="person.merge" act={() => merge(id, name)}>{t("desk.merge")}</Key>}
      <Sanctions id={id} name={name} stands={!!(p.muted || p.banned)} warned={!!p.warned} />
      {(p.name || desk.value.veiled?.[id]) && <Veil of={{ person: id }} />}
    </p>
  );
}

/** merge makes another entry an alias of this one; turns add up. */
async function merge(keep: string, name: string): Promise<void> {
  if (!may("person.merge")) return;
  const others = Object.entries(desk.value.people ?? {}).filter(([id, p]) => id !== keep && !p.into && p.kind !== "hub");
  if (others.length === 0) return;
  await askAndSend(t("desk.merge.title", { name }), [
    { name: "other", label: t("desk.merge.other"), kind: "select", required: true, options: others.map(([id]) => ({ value: id, label: personName(id) })) },
  ], t("desk.merge"), t("desk.merge.help"), (a) => run("person.merge", { keep, other: a.other }));
}
