// New codes for both sides.
import { text } from "../lib/commands";
import { t } from "../lib/words";
import { ask } from "./ask";
import { run } from "./model";
import { letters } from "./secrets";

/** renewCodes replaces both codes; whoever is inside stays. */
export async function renewCodes(): Promise<void> {
  const a = await ask(t("desk.codes.new"), [], t("desk.codes.new"), t("desk.codes.help"));
  const code = () => `${letters(4)}-${letters(4)}`;
  if (a) await run("codes.set", { onsite: text(code()), online: text(code()) }, t("desk.codes.done"));
}
