// The list of commands with their keys: a key to read, a button to press, a
// field to find one, and the switch that takes the keys off.
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t, td } from "../lib/words";
import { allowed, keysOn, pressed, switchKeys, type Actions } from "../lib/keys";
import { helpOpen } from "./later";
import { may } from "./model";

const wanted = signal("");

export function HelpDialog({ actions }: { actions: Actions }) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (helpOpen.value && !ref.current?.open) ref.current?.showModal();
    if (!helpOpen.value) ref.current?.close();
  }, [helpOpen.value]);
  const close = () => (helpOpen.value = false);
  const run = (code: string) => {
    close();
    void actions[code]?.[1]();
  };
  const found = Object.keys(actions).filter((code) => allowed(actions[code]!, may))
    .map((code) => ({ code, name: td("desk.key", code) }))
    .filter((c) => c.name.toLowerCase().includes(wanted.value.trim().toLowerCase()));
  return (
    <dialog ref={ref} class="help-keys" aria-labelledby="help-title" onClose={close}>
      <h2 id="help-title">{t("desk.keys.title")}</h2>
      <form class="field" onSubmit={(e) => { e.preventDefault(); if (found[0]) run(found[0].code); }}>
        <label for="help-find">{t("desk.keys.find")}</label>
        <input id="help-find" type="search" autoComplete="off" value={wanted.value} onInput={(e) => (wanted.value = e.currentTarget.value)} />
      </form>
      <label class="check"><input type="checkbox" checked={keysOn.value} onChange={(e) => switchKeys(e.currentTarget.checked)} /> {t("desk.keys.on")}</label>
      <ul class="keylist">
        {found.map(({ code, name }) => (
          <li key={code}><button type="button" class="pick" onClick={() => run(code)}><span>{name}</span> <kbd>{pressed(code)}</kbd></button></li>
        ))}
      </ul>
      <p><a class="plain" href="/help/moderating" target="_blank" rel="noopener">{t("desk.guide")}</a></p>
      <p class="keys"><button type="button" class="key" onClick={close}>{t("desk.shut")}</button></p>
    </dialog>
  );
}
