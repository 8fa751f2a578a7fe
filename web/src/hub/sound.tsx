// Whether this hub hears well, and the other silent taps to the desk.
import type { Key } from "../lib/words";
import { t } from "../lib/words";
import { ActLine } from "../ui/act";
import { Card } from "../ui/common";
import { act, hub, outbox } from "./model";

const others = ["captions", "too-fast", "conduct"] as const;

export function Sound() {
  return (
    <Card id="sound" title={t("hub.sound")}>
      <p class="keys" role="group" aria-label={t("hub.sound")}>
        <Tap kind="sound-good" word="hub.sound.yes" />
        <Tap kind="cant-hear" word="hub.sound.no" />
      </p>
      <h3>{t("hub.signals")}</h3>
      <p class="keys">{others.map((kind) => <Tap key={kind} kind={kind} word={`signal.${kind}`} />)}</p>
      <ActLine outbox={outbox} about="signal" />
    </Card>
  );
}

/** Tap tells the desk, or takes back what it was told. */
function Tap({ kind, word }: { kind: string; word: Key }) {
  const on = (hub.value?.signals ?? "").split(" ").includes(kind);
  return <button type="button" class="key" aria-pressed={on} onClick={() => act("signal", on ? "signal.take" : "signal.send", { kind })}>{t(word)}</button>;
}
