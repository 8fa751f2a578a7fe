// The strip above the panels: what comes next, and the one key that does it.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { mmss, now } from "../lib/clock";
import { t, td, tn } from "../lib/words";
import { TitleAgain } from "./catch";
import { countOutcome, countPresent } from "./counts";
import { floor, info, outcomes, room, screen, session } from "./model";
import { seatName } from "./names";
import { draft } from "./outcomes";
import { close } from "./show";
import { show } from "./stage";
import { byPhone, following, nextStep, type Step } from "./step";
import { Key, type KeyProps } from "./ui";

// Where one step's key was, the next one's appears: the second half of a double
// click must not press it.
const fresh = signal(true);

function StepKey(p: KeyProps) {
  return <Key {...p} disabled={p.disabled || fresh.value} />;
}

export function NextStep() {
  const step = nextStep();
  const { gap } = session.value;
  const name = gap ? "gap" : JSON.stringify(step);
  useLayoutEffect(() => {
    fresh.value = true;
    const calm = setTimeout(() => (fresh.value = false), 500);
    return () => clearTimeout(calm);
  }, [name]);
  return <section class={`step step-${session.value.part ?? "opening"}`} aria-label={t("desk.step")}>{gap ? <Gap /> : <Doing step={step} />}</section>;
}

function Row({ say, words, children }: { say: string; words?: string; children?: ComponentChildren }) {
  return (
    <>
      <p class="say">{say}{words && <> <q dir="auto">{words}</q></>}</p>
      {children && <p class="keys">{children}</p>}
    </>
  );
}

function Doing({ step }: { step: Step }) {
  const next = following();
  const on = next && <StepKey cmd="part.next" payload={{ after: session.value.part }} primary>{t("desk.part.next", { part: td("part", next) })}</StepKey>;
  switch (step.do) {
    case "start": return <Row say={t("desk.step.start")}><StepKey cmd="session.start" primary done={t("desk.started")}>{t("desk.start")}</StepKey></Row>;
    case "opening": return <Row say={t("desk.step.opening")}>{on}</Row>;
    case "panel": return (
      <Row say={t("desk.step.panel", { name: seatName(step.seat) })}>
        <StepKey cmd="turn.seat" payload={{ after: floor.value.last ?? 0, seat: step.seat }} primary>{t("desk.step.panel.key")}</StepKey>
      </Row>
    );
    case "panel-done": return <Row say={t("desk.step.panel.done")}>{on}</Row>;
    case "audience": return <Row say={t("desk.step.audience", { time: mmss((session.value.closing ?? 0) - now.value) })} />;
    case "nobody": return <Row say={t("desk.step.nobody", { time: mmss((session.value.closing ?? 0) - now.value) })} />;
    case "audience-over": return <Row say={t("desk.step.audience.over")}>{on}</Row>;
    case "present": return (
      <Row say={t("desk.step.present")}>
        <StepKey cmd="presence.count" act={countPresent} primary>{t("desk.present.count")}</StepKey>
        <StepKey cmd="outcome.draft" act={draft}>{t("desk.draft")}</StepKey>
      </Row>
    );
    case "draft": return <Row say={t("desk.step.draft")}><StepKey cmd="outcome.draft" act={draft} primary>{t("desk.draft")}</StepKey></Row>;
    case "title": return (
      <Row say={t("desk.step.title")}>
        <TitleAgain primary />
        <StepKey cmd="outcome.draft" act={draft}>{t("desk.draft")}</StepKey>
      </Row>
    );
    case "close": return (
      <Row say={t("desk.step.close")}>
        <StepKey cmd="session.close" act={close} primary>{t("desk.close")}</StepKey>
        <StepKey cmd="outcome.draft" act={draft}>{t("desk.draft")}</StepKey>
      </Row>
    );
    case "closed": return <Row say={t("desk.closed")}><a class="key primary" href={`/r/${room}/report`}>{t("desk.step.report")}</a></Row>;
    default: return <OfOutcome step={step} />;
  }
}

function OfOutcome({ step }: { step: Extract<Step, { outcome: string }> }) {
  const id = step.outcome;
  const payload = { outcome: id };
  const words = outcomes.value.all?.[id]?.text;
  if (step.do === "read") return (
    <Row say={t("desk.step.read")} words={words}>
      <StepKey cmd="outcome.read" payload={payload} primary>{t("desk.outcome.read")}</StepKey>
    </Row>
  );
  if (step.do === "put") return (
    <Row say={t("desk.step.put")} words={words}>
      <StepKey cmd="outcome.put" payload={payload} primary>{t("desk.outcome.put")}</StepKey>
      {screen.value.item !== id && <StepKey cmd="screen.show" act={() => show("outcome", id)}>{t("desk.to.screen")}</StepKey>}
    </Row>
  );
  const counting = step.do === "count";
  const say = `${counting ? t("desk.step.count") : t("desk.step.settle")} ${tn("desk.step.phones", byPhone(id), { joined: info.value.guests ?? 0 })}`;
  return (
    <Row say={say} words={words}>
      <StepKey cmd="outcome.count" act={() => countOutcome(id)} primary={counting}>{t("desk.count")}</StepKey>
      <StepKey cmd="outcome.settle" payload={payload} primary={!counting}>{t("desk.outcome.settle")}</StepKey>
    </Row>
  );
}

/** Gap is a time in which nobody kept the clock: it comes before all else. */
function Gap() {
  const g = session.value.gap;
  if (!g) return null;
  return (
    <div class="warn" role="alert">
      <p>{t("desk.gap", { time: mmss(g.seconds) })}</p>
      <p class="keys">
        <StepKey cmd="clock.choose" payload={{ mode: "where" }} primary>{t("desk.gap.where")}</StepKey>
        <StepKey cmd="clock.choose" payload={{ mode: "now" }}>{t("desk.gap.now")}</StepKey>
      </p>
    </div>
  );
}
