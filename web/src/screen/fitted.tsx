// Words as large as the picture has room for: the last row must read them, and
// none may lie below the edge.
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

const smallest = 4;

/** fit takes the largest of the sizes in screen.css at which the scene is whole;
 * false when it is at none. */
function fit(el: HTMLElement | null): boolean {
  const box = el?.parentElement;
  if (!el || !box) return true;
  for (let size = 0; size <= smallest; size++) {
    el.dataset.fit = String(size);
    if (box.scrollHeight <= box.clientHeight) return true;
  }
  return false;
}

/** Fitted is a scene of words. It is measured whenever its words or the window change; less
 * takes some away where even the smallest do not fit. */
export function Fitted({ class: more = "", less, children }: { class?: string; less?: () => void; children: ComponentChildren }) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!fit(ref.current)) less?.();
  });
  useEffect(() => {
    const again = () => void (fit(ref.current) || less?.());
    addEventListener("resize", again);
    return () => removeEventListener("resize", again);
  });
  return <div ref={ref} class={`card-scene ${more}`}>{children}</div>;
}
