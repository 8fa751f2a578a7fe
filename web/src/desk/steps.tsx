// The strip above the panels: what comes next, what else waits, and the one key
// that does it.
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { mmss } from "../lib/clock";
import { t, td } from "../lib/words";
import { TitleAgain } from "./catch";
import { countOutcome, countPresent, settle } from "./counts";
import { floor, room, screen, session, watching } from "./model";
import { calm, followScreens, missedRead, notice, noticed, screensKnown, type Notice } from "./notices";
import { draft } from "./outcomes";
import { close } from "./show";
import { show } from "./stage";
import { following, nextStep, type Step } from "./step";
import { sayOf } from "./stepwords";
import { open } from "./tabs";
import { Key, type KeyProps } from "./ui";

// Where one step's key was, the next one's appears: the second half of a double
// click must not press it.
const fresh = signal(true);

function StepKey({ also, hot, ...p }: KeyProps & { also?: boolean }) {
  return <Key {...p} hot={also || !takesKey(notice()) ? hot : undefined} disabled={p.disabled || fresh.value} />;
}

/** takesKey says whether a notice has the strip's key. Half-time leaves it to the
 * next step while somebody at the table has not presented: who gives them the
 * floor with it does not mean to end the panel. Nor does who goes on mean to shut
 * out those who come in, or to take the floor from who speaks. */
function takesKey(x?: Notice): boolean {
  return !!x && x.do !== "rush" && x.do !== "absent" && (x.do !== "half" || x.left === 0);
}

export function NextStep() {
  const step = nextStep();
  const also = notice();
  const { gap } = session.value;
  const name = gap ? "gap" : JSON.stringify([step, also?.do]);
  useLayoutEffect(() => {
    fresh.value = true;
    const settled = setTimeout(() => (fresh.value = false), 500);
    return () => clearTimeout(settled);
  }, [name]);
  useLayoutEffect(followScreens, [watching.value.screens]);
  return (
    <section class={`step step-${session.value.part ?? "opening"}`} aria-label={t("desk.step")}>
      {gap ? <Gap /> : <><Doing step={step} /><Also notice={also} /></>}
    </section>
  );
}

/** pressStep presses the key that the strip shows: of what waits, else of the next
 * step. While the first is on its way a second press must not reach the other. */
export function pressStep(): void {
  const key = (css: string) => document.querySelector<HTMLElement>(`${css} .key.primary`);
  (key(".step .also") ?? key(".step"))?.click();
}

/** Also is what else waits, in one line of fixed height; or for how long nothing
 * will. */
function Also({ notice: x }: { notice?: Notice }) {
  return (
    <div class="also">
      <p class="say">{x ? noticed(x) : calm()}</p>
      {x && <p class="keys"><AlsoKey x={x} /></p>}
    </div>
  );
}

function AlsoKey({ x }: { x: Notice }) {
  const look = (go: () => void) => (
    <button type="button" class="key primary" aria-disabled={fresh.value ? "true" : undefined} onClick={() => !fresh.value && go()}>{t("desk.notice.look")}<kbd aria-hidden="true">Y</kbd></button>
  );
  switch (x.do) {
    case "signal": return <StepKey also cmd="signal.clear" payload={{ kind: x.kind }} primary hot="KeyY">{t("desk.notice.seen")}</StepKey>;
    case "rush": return <StepKey also cmd="door.close" hot="KeyG">{t("desk.door.close")}</StepKey>;
    case "absent": return <StepKey also cmd="turn.absent" payload={{ turn: x.turn }} hot="KeyS">{t("desk.notice.absent.key")}</StepKey>;
    case "half": return <StepKey also cmd="part.next" payload={{ after: "panel" }} primary={takesKey(x)} hot={takesKey(x) ? "KeyY" : undefined}>{t("desk.part.next", { part: td("part", "audience") })}</StepKey>;
    case "order": return look(() => document.getElementById("calls")?.scrollIntoView());
    case "objection": return look(() => open("outcomes", () => document.querySelector("#outcomes .unheard")?.scrollIntoView({ block: "center" })));
    case "held": return look(() => open(x.question ? "questions" : "statements"));
    case "screen": return look(screensKnown);
    case "missed": return look(missedRead);
  }
}

function Row({ step, children }: { step: Step; children?: ComponentChildren }) {
  const { say, words } = sayOf(step);
  return (
    <div class="now">
      <p class="say">{say}{words && <> <q dir="auto">{words}</q></>}</p>
      {children && <p class="keys">{children}</p>}
    </div>
  );
}

function Doing({ step }: { step: Step }) {
  const next = following();
  const on = next && <StepKey cmd="part.next" payload={{ after: session.value.part }} primary hot="KeyY">{t("desk.part.next", { part: td("part", next) })}</StepKey>;
  switch (step.do) {
    case "start": return <Row step={step}><StepKey cmd="session.start" primary hot="KeyY" done={t("desk.started")}>{t("desk.start")}</StepKey> <a class="key" href={`/r/${room}/check`} target="_blank" rel="noopener">{t("desk.check")}</a></Row>;
    case "opening": case "panel-done": case "audience-over": return <Row step={step}>{on}</Row>;
    case "panel": return (
      <Row step={step}>
        <StepKey cmd="turn.seat" payload={{ after: floor.value.last ?? 0, seat: step.seat }} primary hot="KeyY">{t("desk.step.panel.key")}</StepKey>
      </Row>
    );
    case "audience": case "nobody": return <Row step={step} />;
    case "present": return (
      <Row step={step}>
        <StepKey cmd="presence.count" act={countPresent} primary hot="KeyY">{t("desk.present.count")}</StepKey>
        <StepKey cmd="outcome.draft" act={draft}>{t("desk.draft")}</StepKey>
      </Row>
    );
    case "draft": return <Row step={step}><StepKey cmd="outcome.draft" act={draft} primary hot="KeyY">{t("desk.draft")}</StepKey></Row>;
    case "title": return (
      <Row step={step}>
        <TitleAgain primary hot={takesKey(notice()) ? undefined : "KeyY"} />
        <StepKey cmd="outcome.draft" act={draft}>{t("desk.draft")}</StepKey>
      </Row>
    );
    case "close": return (
      <Row step={step}>
        <StepKey cmd="session.close" act={close} primary hot="KeyY">{t("desk.close")}</StepKey>
        <StepKey cmd="outcome.draft" act={draft}>{t("desk.draft")}</StepKey>
      </Row>
    );
    case "closed": return <Row step={step}><a class="key primary" href={`/r/${room}/report`}>{t("desk.step.report")}{!takesKey(notice()) && <kbd aria-hidden="true">Y</kbd>}</a></Row>;
    default: return <OfOutcome step={step} />;
  }
}

function OfOutcome({ step }: { step: Extract<Step, { outcome: string }> }) {
  const id = step.outcome;
  const payload = { outcome: id };
  if (step.do === "read") return <Row step={step}><StepKey cmd="outcome.read" payload={payload} primary hot="KeyY">{t("desk.outcome.read")}</StepKey></Row>;
  if (step.do === "put") return (
    <Row step={step}>
      <StepKey cmd="outcome.put" payload={payload} primary hot="KeyY">{t("desk.outcome.put")}</StepKey>
      {screen.value.item !== id && <StepKey cmd="screen.show" act={() => show("outcome", id)}>{t("desk.to.screen")}</StepKey>}
    </Row>
  );
  const counting = step.do === "count";
  return (
    <Row step={step}>
      <StepKey cmd="outcome.count" act={() => countOutcome(id)} primary={counting} hot={counting ? "KeyY" : undefined}>{t("desk.count")}</StepKey>
      <StepKey cmd="outcome.settle" act={() => settle(id)} primary={!counting} hot={counting ? undefined : "KeyY"}>{t("desk.outcome.settle")}</StepKey>
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
