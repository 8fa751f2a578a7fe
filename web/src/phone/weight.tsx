// How heavy a risk or an opportunity is, for whoever finds it real.
import { weights } from "../lib/kinds";
import type { Choice } from "../lib/types";
import { t } from "../lib/words";
import { ActLine } from "../ui/act";
import { Answers } from "../ui/answers";
import { me, outbox } from "./room";

export function Weight({ id, off }: { id: string; off: boolean }) {
  const own = `weigh:${id}`;
  const sent = outbox.of(own);
  const vote = outbox.of(`vote:${id}`);
  // An answer given since has undone what was said of the weight before it.
  const order = outbox.items.value;
  const about = sent && (!vote || order.indexOf(sent) > order.indexOf(vote)) ? own : "";
  const known = me.value.ballot?.weights?.[id];
  const weight = about && sent?.state !== "refused" ? (sent?.payload.weight as Choice) : known;
  return (
    <div class="stack">
      <p class="tag">{t("asks.weight")}</p>
      <Answers label={t("asks.weight")} options={weights} chosen={weight} disabled={off}
        pick={(w) => w !== weight && void outbox.add(own, "vote.weigh", { statement: id, weight: w }, "ballot")} />
      <ActLine outbox={outbox} about={about} recorded={known !== undefined} />
    </div>
  );
}
