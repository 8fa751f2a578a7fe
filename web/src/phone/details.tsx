// What may be said beside a hand or a text: the question that it is about, and
// words to be read out.
import { t } from "../lib/words";
import { info } from "./room";

/** HandMore belongs into the form that raises a hand. */
export function HandMore() {
  return (
    <details>
      <summary>{t("more.hand")}</summary>
      <div class="stack">
        <QuestionPick id="hand-question" />
        <div class="field">
          <label for="read">{t("more.hand.read")}</label>
          <textarea id="read" name="read" rows={3} maxLength={280} dir="auto" aria-describedby="read-help" />
          <p class="help" id="read-help">{t("more.hand.read.help")}</p>
        </div>
      </div>
    </details>
  );
}

/** QuestionPick chooses one of the session's questions, n at first; "0" is the
 * current one. */
export function QuestionPick({ id, n = 0 }: { id: string; n?: number }) {
  const order = (info.value.order ?? "").split(" ").filter(Boolean);
  if (order.length < 2) return null;
  return (
    <div class="field">
      <label for={id}>{t("more.about")}</label>
      <select id={id} name="question" defaultValue={String(n)}>
        <option value="0">{t("more.about.current")}</option>
        {order.map((k) => <option key={k} value={k} selected={k === String(n)}>{k}. {info.value.questions?.[k]?.text}</option>)}
      </select>
    </div>
  );
}
