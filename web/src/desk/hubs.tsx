// Hubs: a name, how many sit there, and the link to send them, made in one go.
import { signal } from "@preact/signals";
import { text } from "../lib/commands";
import { origin } from "../lib/dom";
import { t } from "../lib/words";
import { askAndSend } from "./ask";
import { LinkOnce } from "./link";
import { run } from "./model";
import { newLink } from "./secrets";

const made = signal<{ name: string; url: string } | undefined>(undefined);

/** addHub asks for both and sends one command; the hub and its seat are there
 * together or not at all. */
export async function addHub(): Promise<void> {
  await askAndSend(t("desk.hub"), [
    { name: "name", label: t("desk.hub.name"), required: true, max: 60 },
    { name: "count", label: t("desk.hub.count"), kind: "number", required: true, value: "10", max: 10000 },
  ], t("desk.add"), t("desk.hub.help"), async ({ name = "", count }) => {
    const { secret, hash } = newLink();
    const done = await run("hub.add", { name: text(name), count: Number(count), link: hash });
    if (done) made.value = { name, url: `${origin()}/k/${secret}` };
    return done;
  });
}

/** HubLink is the link of the hub that was made last. */
export function HubLink() {
  const now = made.value;
  return now ? <LinkOnce url={now.url} say={t("desk.hub.link", { name: now.name })} hide={() => (made.value = undefined)} /> : null;
}
