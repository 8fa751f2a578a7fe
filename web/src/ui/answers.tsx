// The three answers, as buttons with a word and a shape each.
import type { AnswerWord } from "../lib/types";
import { td } from "../lib/words";

export const answers: AnswerWord[] = ["agree", "disagree", "unsure"];

const shapes: Record<AnswerWord, string> = {
  agree: "M2 8.5 6 12.5 14 3.5", // tick
  disagree: "M3 3 13 13M13 3 3 13", // cross
  unsure: "M3 8h10", // dash
};

export function Shape({ answer }: { answer: AnswerWord }) {
  return <svg class={`shape shape-${answer}`} viewBox="0 0 16 16" aria-hidden="true"><path d={shapes[answer]} /></svg>;
}

export function Answers(p: { label: string; chosen?: AnswerWord; disabled?: boolean; pick: (a: AnswerWord) => void }) {
  return (
    <div class="answers" role="group" aria-label={p.label}>
      {answers.map((a) => (
        <button key={a} type="button" class={`key answer answer-${a}`} aria-pressed={p.chosen === a} disabled={p.disabled} onClick={() => p.pick(a)}>
          <Shape answer={a} />
          {td("answer", a)}
        </button>
      ))}
    </div>
  );
}
