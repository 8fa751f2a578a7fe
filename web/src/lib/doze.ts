// A desk's page that nobody looks at goes without a connection. By plain HTTP a
// browser has six to a server, for all of its pages together, and what is done on
// one of them needs one too.
import type { Live } from "./live";

const dozeAfter = 20_000;

/** doze lets a page sleep when nobody looked at it for a while; it wakes when it is
 * looked at. */
export function doze(live: Live): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = () => {
    clearTimeout(timer);
    if (document.visibilityState === "visible") return;
    timer = setTimeout(() => {
      live.sleep();
      watch();
    }, dozeAfter);
  };
  document.addEventListener("visibilitychange", watch);
  watch();
}
