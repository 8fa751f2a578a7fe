// Leaving: what it does, a second tap to be sure, and what the page says once
// one has left.
import { signal } from "@preact/signals-core";
import { sentence } from "../lib/problems";
import { t } from "../lib/words";
import { ActLine } from "../ui/act";
import { LiveLine } from "../ui/common";
import { Closed } from "./closed";
import { Head } from "./now";
import { live, me, outbox, session } from "./room";

const sure = signal(false);

const effects = ["hand", "texts", "votes", "record", "heard", "final"] as const;

/** Leave is the card that says what leaving does, and does it. The outbox keeps
 * its two acts apart: no record holds a voice and a ballot. */
export function Leave() {
  const leave = async () => {
    sure.value = false;
    const ballot = session.value.phase !== "closed" && (me.value.ballot?.side || outbox.items.value.some((i) => i.as === "ballot"));
    await outbox.add("leave", "voice.leave", {});
    if (ballot) await outbox.add("withdraw", "ballot.withdraw", {}, "ballot");
  };
  return (
    <details class="card">
      <summary>{t("more.leave")}</summary>
      <ul>{effects.map((k) => <li key={k}>{t(`more.leave.${k}`)}</li>)}</ul>
      {sure.value ? (
        <div class="keys" role="group" aria-label={t("more.leave.sure")}>
          <button type="button" class="key primary" onClick={() => void leave()}>{t("more.leave.yes")}</button>
          <button type="button" class="key" onClick={() => (sure.value = false)}>{t("more.leave.stay")}</button>
        </div>
      ) : <button type="button" class="key" onClick={() => (sure.value = true)}>{t("more.leave.go")}</button>}
      <ActLine outbox={outbox} about="leave" />
    </details>
  );
}

/** Left is the page of somebody who left. */
export function Left() {
  const votes = outbox.of("withdraw");
  // Where nothing was open there is nothing to take back.
  const refused = votes?.state === "refused" && !["no_such", "closed", "left"].includes(votes.problem?.code ?? "");
  return (
    <>
      <Head />
      <LiveLine live={live} />
      <main class="stack" id="main" tabIndex={-1}>
        <section class="card state-card" role="status">
          <h2>{t("more.gone")}</h2>
          <p>{t("more.gone.help")}</p>
          {votes && !refused && <p>{votes.state === "recorded" || votes.state === "refused" ? t("more.gone.voted") : t("more.gone.votes")}</p>}
          {me.value.ballot && (!votes || refused) && (
            <button type="button" class="key primary" onClick={() => void outbox.add("withdraw", "ballot.withdraw", {}, "ballot")}>{t("more.gone.take")}</button>
          )}
          {refused && <p class="bad">{sentence(votes.problem ?? { code: "internal" })}</p>}
        </section>
        <Closed />
      </main>
    </>
  );
}
