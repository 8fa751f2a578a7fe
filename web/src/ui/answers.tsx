// The ways to answer, as buttons with a word and a shape each.
import type { Look, Option } from "../lib/kinds";
import type { Choice } from "../lib/types";
import { t } from "../lib/words";

const shapes: Record<Look, string> = {
  agree: "M2 8.5 6 12.5 14 3.5", // tick
  between: "M2 10.5C4 4.5 7 5 8 8s4 3.5 6-2.5", // wave
  disagree: "M3 3 13 13M13 3 3 13", // cross
  unsure: "M3 8h10", // dash
  one: "M8 3a5 5 0 1 0 .1 0z", // circle
  two: "M8 2 14 8 8 14 2 8z", // diamond
  three: "M3 3h10v10H3z", // square
};

export function Shape({ look }: { look: Look }) {
  return <svg class={`shape shape-${look}`} viewBox="0 0 16 16" aria-hidden="true"><path d={shapes[look]} /></svg>;
}

export function Answers(p: { label: string; options: readonly Option[]; chosen?: Choice; disabled?: boolean; pick: (c: Choice) => void }) {
  return (
    <div class="answers" role="group" aria-label={p.label}>
      {p.options.map((o) => (
        <button key={o.choice} type="button" class={`key answer answer-${o.look}`} aria-pressed={p.chosen === o.choice} disabled={p.disabled} onClick={() => p.pick(o.choice)}>
          <Shape look={o.look} />
          {t(o.label)}
        </button>
      ))}
    </div>
  );
}
