// Whom to unmute: who speaks from online, and who is next there.
import { inOrder } from "../lib/live";
import type { Who } from "../lib/types";
import { t } from "../lib/words";
import { Card } from "../ui/common";
import { called, floor, isClosed, queue, session } from "./model";

/** nextOnline is who will be called next from online, as far as the queue shows. */
function nextOnline(): { who?: Who; place: number } | undefined {
  const all = inOrder(queue.value.hands, queue.value.order).filter(([, h]) => (h.place ?? 0) > 0);
  const at = all.findIndex(([, h]) => h.side === "online");
  return at < 0 ? undefined : { who: all[at]![1].who, place: at + 1 };
}

export function UnmutePanel() {
  if (isClosed.value) return null;
  const now = floor.value.running;
  const then = nextOnline();
  const speaks = now?.side === "online" && now.who;
  return (
    <Card id="unmute" title={t("console.unmute")}>
      <div class={speaks ? "now speaks" : "now"} role="status">
        {speaks
          ? <p><span class="tag">{t("console.unmute.now")}</span> <b class="big-name"><bdi>{called(speaks)}</bdi></b></p>
          : <p class="dim">{session.value.phase === "live" ? t("console.unmute.nobody") : t("console.unmute.before")}</p>}
      </div>
      {then && (
        <p><span class="tag">{then.place === 1 ? t("console.unmute.next") : t("console.unmute.later", { n: then.place })}</span>{" "}
          <b class="next-name"><bdi>{called(then.who)}</bdi></b></p>
      )}
    </Card>
  );
}
