// One's own turn: the full-width card of who has the floor.
import { signal } from "@preact/signals-core";
import { mmss, now } from "../lib/clock";
import { act } from "../lib/post";
import { sentence } from "../lib/problems";
import type { Turn } from "../lib/types";
import { t } from "../lib/words";
import { ActLine } from "../ui/act";
import { leftOf } from "../ui/common";
import { myTurn, outbox, room } from "./room";

const said = signal("");

/** end of a voice's turn goes through the outbox, apart in time from its votes. */
async function end(turn: Turn): Promise<void> {
  if (!turn.seat) return outbox.add("turn", "turn.end", { turn: turn.n });
  const { problem } = await act(room, "turn.end", { turn: turn.n });
  said.value = problem ? sentence(problem) : "";
}

export function MyFloor() {
  const turn = myTurn.value;
  if (!turn) return null;
  const ending = !turn.over && !turn.seat && outbox.of("turn")?.payload.turn === turn.n;
  return (
    <>
      {!turn.over && (
        <section class="card mine" role="status">
          <h2>{turn.read_out ? t("phone.floor.read") : t("phone.floor")}</h2>
          <p class="bigclock clock" aria-live="off">{mmss(leftOf(turn, now.value))}</p>
          {!turn.read_out && <button type="button" class="key primary big" onClick={() => void end(turn)}>{t("phone.floor.end")}</button>}
        </section>
      )}
      {ending && <ActLine outbox={outbox} about="turn" />}
      {said.value && <p class="bad" role="status">{said.value}</p>}
    </>
  );
}
