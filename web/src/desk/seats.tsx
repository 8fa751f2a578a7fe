// The seats: who is at the table, what they may do, and their secret links.
import { signal } from "@preact/signals";
import { text } from "../lib/commands";
import { origin } from "../lib/dom";
import { inOrder } from "../lib/live";
import { t, td } from "../lib/words";
import type { Seat } from "../lib/types";
import { ask, askAndSend, type Field } from "./ask";
import { LinkOnce } from "./link";
import { desk, me, run, table } from "./model";
import { seatName } from "./names";
import { newLink } from "./secrets";
import { Key, Panel } from "./ui";

const roles = ["organizer", "moderator", "online-moderator", "rapporteur", "speaker", "hub", "screen"] as const;
const groups = ["government", "intergovernmental", "civil-society", "technical", "private-sector", "press", "youth"];
const regions = ["african", "asia-pacific", "eastern-european", "grulac", "weog", "intergovernmental", "other"];

/** shown is the link that was made last; it is on no other page, ever. */
const shown = signal<{ seat: string; url: string; own?: boolean } | undefined>(undefined);

/** OwnLink is what is left of the desk for whoever made another link for their own
 * seat here, which ended the one they came with. */
export function OwnLink() {
  return shown.value?.own ? <Panel id="seats" title={t("desk.seats")}><Once /></Panel> : null;
}

export function SeatsPanel() {
  return (
    <Panel id="seats" title={t("desk.seats")}>
      <ul class="rows">{inOrder(table.value.seats, table.value.order).map(([id, s]) => <SeatRow key={id} id={id} s={s} />)}</ul>
      <p class="keys"><Key cmd="seat.add" act={add}>{t("desk.seat.add")}</Key></p>
    </Panel>
  );
}

function SeatRow({ id, s }: { id: string; s: Seat }) {
  const deputy = desk.value.rights?.[id]?.deputy;
  return (
    <li>
      <p><bdi>{seatName(id)}</bdi> <span class="aside">{s.roles.split(" ").filter(Boolean).map((r) => td("role", r)).join(t("word.comma"))}
        {deputy && <> · {t("desk.deputy", { roles: deputy.split(" ").map((r) => td("role", r)).join(t("word.comma")) })}</>}{s.absent && <> · {t("desk.seat.absent")}</>}</span></p>
      <p class="keys">
        <Key cmd="seat.link" act={() => renew(id)}>{desk.value.rights?.[id]?.link ? t("desk.link.new") : t("desk.link.make")}</Key>
        <Key cmd="seat.roles" act={() => setRoles(id, s)}>{t("desk.roles")}</Key>
        <Key cmd="seat.edit" act={() => edit(id, s)}>{t("desk.edit")}</Key>
      </p>
      {shown.value?.seat === id && <Once />}
    </li>
  );
}

function Once() {
  const { url = "", own = false } = shown.value ?? {};
  return <LinkOnce url={url} own={own} say={own ? t("desk.link.once.own") : t("desk.link.once")} hide={() => (shown.value = undefined)} />;
}

/** renew makes a new link for a seat; the old one ends. */
async function renew(seat: string): Promise<void> {
  const again = t("desk.link.new");
  if (desk.value.rights?.[seat]?.link && !(await ask(again, [], again, td("desk.final", "seat.link")))) return;
  const { secret, hash } = newLink();
  const own = me.value?.seat?.id === seat;
  if (await run("seat.link", { seat, link: hash })) shown.value = { seat, url: `${origin()}/k/${secret}`, own };
}

const roleOptions = () => roles.map((r) => ({ value: r, label: td("role", r) }));

async function setRoles(seat: string, s: Seat): Promise<void> {
  await askAndSend(t("desk.roles"), [
    { name: "roles", label: t("desk.roles.own"), kind: "checks", options: roleOptions(), value: s.roles },
    { name: "deputy", label: t("desk.roles.deputy"), kind: "checks", options: roleOptions(), value: desk.value.rights?.[seat]?.deputy },
  ], t("desk.save"), seatName(seat), (a) => run("seat.roles", { seat, roles: words(a.roles), ...(a.deputy && { deputy: words(a.deputy) }) }));
}

function words(s: string | undefined): string[] {
  return (s ?? "").split(" ").filter(Boolean);
}

function seatFields(s?: Seat): Field[] {
  const none = { value: "", label: t("desk.unsaid") };
  return [
    { name: "name", label: t("desk.seat.name"), max: 120, value: s?.name },
    { name: "affiliation", label: t("desk.seat.affiliation"), max: 160, value: s?.affiliation },
    { name: "group", label: t("desk.seat.group"), kind: "select", value: s?.group ?? "", options: [none, ...groups.map((g) => ({ value: g, label: td("group", g) }))] },
    { name: "region", label: t("desk.seat.region"), kind: "select", value: s?.region ?? "", options: [none, ...regions.map((g) => ({ value: g, label: td("region", g) }))] },
  ];
}

async function edit(seat: string, s: Seat): Promise<void> {
  await askAndSend(t("desk.edit"), [...seatFields(s), { name: "absent", label: t("desk.seat.here"), kind: "checks", options: [{ value: "absent", label: t("desk.seat.absent") }], value: s.absent ? "absent" : "" }], t("desk.save"), undefined, (a) =>
    run("seat.edit", { seat, name: text(a.name ?? ""), affiliation: text(a.affiliation ?? ""), group: a.group, region: a.region, absent: a.absent === "absent" }));
}

async function add(): Promise<void> {
  await askAndSend(t("desk.seat.add"), [...seatFields(), { name: "roles", label: t("desk.roles.own"), kind: "checks", options: roleOptions(), value: "speaker" }], t("desk.add"), td("desk.final", "seat.add"), async (a) => {
    const { secret, hash } = newLink();
    const done = await run("seat.add", { name: text(a.name ?? ""), affiliation: text(a.affiliation ?? ""), group: a.group, region: a.region, roles: words(a.roles), link: hash });
    if (typeof done?.facts.seat === "string") shown.value = { seat: done.facts.seat, url: `${origin()}/k/${secret}` };
    return done;
  });
}
