// What became of one act: one sentence, made from what the phone has stored.
import type { Outbox } from "../lib/outbox";
import { stateKey } from "../lib/outbox";
import { sentence } from "../lib/problems";
import { t } from "../lib/words";

export function ActLine({ outbox, about, recorded }: { outbox: Outbox; about: string; recorded?: boolean }) {
  const item = outbox.of(about);
  const text = !item ? (recorded ? t("state.act.recorded") : "")
    : item.state === "refused" ? sentence(item.problem ?? { code: "internal" })
    : t(stateKey(item.state, outbox.durable.value));
  return <p class={`act ${item?.state === "refused" ? "bad" : "dim"}`} role="status">{text}</p>;
}
