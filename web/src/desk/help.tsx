// The list of keys, and the switch that takes them off.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t, td } from "../lib/words";
import { keysOn, letterOf, switchKeys } from "./keys";

export const helpOpen = signal(false);

export function HelpDialog({ codes }: { codes: readonly string[] }) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (helpOpen.value && !ref.current?.open) ref.current?.showModal();
    if (!helpOpen.value) ref.current?.close();
  }, [helpOpen.value]);
  return (
    <dialog ref={ref} class="help-keys" aria-labelledby="help-title" onClose={() => (helpOpen.value = false)}>
      <h2 id="help-title">{t("desk.keys")}</h2>
      <label class="check"><input type="checkbox" checked={keysOn.value} onChange={(e) => switchKeys(e.currentTarget.checked)} /> {t("desk.keys.on")}</label>
      <dl class="keylist">
        {codes.map((c) => [<dt key={c}><kbd>{pressed(c)}</kbd></dt>, <dd key={`${c}-d`}>{td("desk.key", c)}</dd>])}
      </dl>
      <p class="keys"><button type="button" class="key" onClick={() => (helpOpen.value = false)}>{t("desk.cancel")}</button></p>
    </dialog>
  );
}

/** pressed writes "Ctrl+KeyZ" as Ctrl Z. */
function pressed(code: string): string {
  return code.split("+").map(letterOf).join(" ").replace("Shift /", "?");
}
