// The sentence of each step, for the desk and the Remote.
import { mmss, now } from "../lib/clock";
import { t, tn } from "../lib/words";
import { info, outcomes, session } from "./model";
import { seatName } from "./names";
import { byPhone, type Step } from "./step";

export interface Said { say: string; words?: string }

/** sayOf is what is to be done, in one sentence, and whose words it is about. */
export function sayOf(step: Step): Said {
  switch (step.do) {
    case "panel": return { say: t("desk.step.panel", { name: seatName(step.seat) }) };
    case "panel-done": return { say: t("desk.step.panel.done") };
    case "audience": case "nobody": return { say: t(`desk.step.${step.do}`, { time: mmss((session.value.closing ?? 0) - now.value) }) };
    case "audience-over": return { say: t("desk.step.audience.over") };
    case "closed": return { say: t("desk.closed") };
    case "read": case "put": case "count": case "settle": return ofOutcome(step.do, step.outcome);
    default: return { say: t(`desk.step.${step.do}`) };
  }
}

function ofOutcome(what: "read" | "put" | "count" | "settle", id: string): Said {
  const words = outcomes.value.all?.[id]?.text;
  const say = t(`desk.step.${what}`);
  if (what === "read" || what === "put") return { say, words };
  return { say: `${say} ${tn("desk.step.phones", byPhone(id), { joined: info.value.guests ?? 0 })}`, words };
}
