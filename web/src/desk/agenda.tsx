// The session's questions: one sticky key says which one turns and statements
// carry from here on.
import { mmss } from "../lib/clock";
import { inOrder } from "../lib/live";
import { text } from "../lib/commands";
import { t } from "../lib/words";
import { askAndSend } from "./ask";
import { balance, floor, info, may, run, session } from "./model";
import { Key, Panel } from "./ui";

export function AgendaPanel() {
  const questions = inOrder(info.value.questions, info.value.order);
  const now = session.value.question ?? 0;
  return (
    <Panel id="agenda" title={t("desk.agenda")}>
      <ol class="agenda">
        {questions.map(([n, q]) => (
          <li key={n} class={Number(n) === now ? "current" : undefined}>
            <button type="button" class="pick" aria-pressed={Number(n) === now} disabled={!may("question.now")}
              onClick={() => run("question.now", { question: Number(n) === now ? 0 : Number(n) })}>
              <span class="n">{t("desk.question.n", { n })}</span> <span dir="auto">{q.text}</span>
            </button>
            <span class="aside">{mmss(balance.value.questions?.[n]?.seconds ?? 0)}</span>
          </li>
        ))}
      </ol>
      <p class="keys">
        <Key cmd="question.add" act={add}>{t("desk.question.add")}</Key>
        {floor.value.block
          ? <Key cmd="block.close" pressed>{t("desk.block.close", { n: String(floor.value.block.question) })}</Key>
          : now > 0 && <Key cmd="block.open" payload={{ question: now }} disabled={(floor.value.blocks ?? 0) >= (info.value.floor?.blocks ?? 3)}>{t("desk.block.open", { n: String(now) })}</Key>}
      </p>
    </Panel>
  );
}

async function add(): Promise<void> {
  await askAndSend(t("desk.question.add"), [{ name: "text", label: t("desk.question.text"), kind: "area", required: true, max: 600 }], t("desk.save"), undefined,
    (a) => run("question.add", { text: text(a.text ?? "") }));
}

/** nextQuestion makes the following question the current one. */
export function nextQuestion(): void {
  const numbers = (info.value.order ?? "").split(" ").filter(Boolean).map(Number);
  if (numbers.length === 0) return;
  const at = numbers.indexOf(session.value.question ?? 0);
  void run("question.now", { question: numbers[(at + 1) % numbers.length] });
}
