// The first stop of the Tab key: past the head, to what the page is for.
import { t } from "../lib/words";

/** Skip leads to the element of the id, which takes the focus. */
export function Skip({ to }: { to: string }) {
  const go = (e: Event) => {
    const there = document.getElementById(to);
    if (!there) return;
    e.preventDefault();
    there.tabIndex = -1;
    there.focus();
    there.scrollIntoView();
  };
  return <a class="skip" href={`#${to}`} onClick={go}>{t("word.skip")}</a>;
}
