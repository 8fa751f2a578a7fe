// A secret link that was just made: it is on no other page, ever.
import { useEffect, useRef } from "preact/hooks";
import { copy } from "../lib/dom";
import { t } from "../lib/words";
import { status } from "./model";

/** LinkOnce shows a link with the sentence that says what it is for. own is
 * whether it is this very seat's, which goes on with it. */
export function LinkOnce({ url, say, own = false, hide }: { url: string; say: string; own?: boolean; hide: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.scrollIntoView({ block: "nearest" }), [url]); // it may stand below what is in sight
  const press = async () => {
    const done = await copy(url, () => ref.current?.querySelector("input")?.select());
    status.value = { bad: !done, say: t(done ? "desk.copied" : "desk.copy.failed") };
  };
  return (
    <div class="warn" ref={ref}>
      <p>{say}</p>
      <p class="keys"><input class="copy" readOnly dir="ltr" value={url} aria-label={t("desk.link")} onFocus={(e) => e.currentTarget.select()} />
        {own && <a class="key primary" href={url}>{t("desk.link.own")}</a>}
        <button type="button" class="key" onClick={press}>{t("desk.copy")}</button>
        <button type="button" class="key" onClick={hide}>{t("desk.link.hide")}</button></p>
    </div>
  );
}
