// The sentence for a room that is closed, and the way to its report.
import { t, tn } from "../lib/words";
import { me, session } from "./room";

export function Closed() {
  if (session.value.phase !== "closed") return null;
  const votes = Object.keys(me.value.ballot?.votes ?? {}).length + Object.keys(me.value.ballot?.answers ?? {}).length;
  return (
    <section class="card state-card" role="status">
      <h2>{t("phone.closed")}</h2>
      {votes > 0 && <p>{tn("phone.closed.votes", votes)}</p>}
      <a class="key primary" href={`${location.pathname.replace(/\/$/, "")}/report`}>{t("phone.report")}</a>
    </section>
  );
}
