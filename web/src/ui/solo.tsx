// What everybody is told while one moderator runs the room alone.
import { t } from "../lib/words";

export function Solo({ on }: { on?: boolean }) {
  return on ? <p class="dim solo">{t("word.solo")}</p> : null;
}
