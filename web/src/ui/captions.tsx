// The way to the session's captions, which are on another site.
import { t } from "../lib/words";

/** Captions is the link; nothing where the desk named no address. */
export function Captions({ url }: { url?: string }) {
  return url ? <a class="plain" href={url} target="_blank" rel="noopener noreferrer">{t("word.captions")}</a> : null;
}
