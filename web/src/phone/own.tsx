// What became of what one wrote.
import { inOrder } from "../lib/live";
import type { Asked, Kind, MyStatement } from "../lib/types";
import { clockTime, t, td } from "../lib/words";
import { ActLine } from "../ui/act";
import { Card } from "../ui/common";
import { info, me, outbox, questions, session, table } from "./room";

/** Own lists one's texts of some kinds, newest first, and where each stands:
 * what is still on this phone, whose names begin with about, then what the room
 * has. */
export function Own({ about, of, objections = false }: { about: string; of: (k: Kind) => boolean; objections?: boolean }) {
  const known = me.value.statements;
  const acts = outbox.items.value.filter((i) => i.about.startsWith(about) && !known[String(i.facts?.statement)]);
  const mine = Object.entries(known).filter(([, s]) => of(s.kind)).sort(([, a], [, b]) => b.at - a.at);
  const made = objections ? Object.entries(me.value.objections) : [];
  if (!acts.length && !mine.length && !made.length) return null;
  return (
    <Card title={t("more.own")}>
      <ul class="own">
        {acts.reverse().map((i) => (
          <li key={i.cmd}><p dir="auto">{i.texts[0]?.body}</p><ActLine outbox={outbox} about={i.about} /></li>
        ))}
        {mine.map(([id, s]) => <OwnText key={id} id={id} s={s} />)}
        {made.map(([id, o]) => (
          <li key={id}>
            <p dir="auto">{t("more.objection")} {o.text}</p>
            <p class="dim">{o.withdrawn ? t("more.object.withdrawn") : o.heard ? t("more.object.heard") : t("more.object.waits")}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** OwnText is a row of one's texts. */
export function OwnText({ id, s }: { id: string; s: MyStatement }) {
  return (
    <li>
      <p class="tag">{td("kind", s.kind)}</p>
      <p dir="auto">{s.text || t("report.erased")}</p>
      <Fate id={id} s={s} />
    </li>
  );
}

/** Fate is where a text of one's own stands. */
export function Fate({ id, s }: { id: string; s: MyStatement }) {
  const asked = questions.value.all?.[id];
  const into = questions.value.all?.[asked?.into ?? s.into ?? ""];
  if (into) return <p class="dim">{t("more.own.merged")} <q dir="auto" lang={into.lang}>{into.text}</q></p>;
  if ((asked?.reply || asked?.answered) && !s.hidden) return <Replied q={asked} />;
  return <p class="dim">{where(s)}{s.rule && ` ${td("rule", s.rule)}.`}{s.reason && <> <q dir="auto">{s.reason}</q></>}</p>;
}

function where(s: MyStatement): string {
  if (s.hidden) return t("more.own.hidden");
  if (s.status === "held" && s.kept) return td("more.own.kept", s.kept);
  const waits = (s.kind === "question" || s.kind === "because") && (s.status === "open" || s.status === "closed");
  if (!waits) return t(`more.own.${s.status}`);
  return session.value.phase === "closed" ? t("more.own.not_reached") : t("more.own.asked");
}

/** Replied is the reply to a question or a reason: in which turn, or in which
 * words. */
export function Replied({ q }: { q: Asked }) {
  const r = q.reply;
  if (!r) return q.answered ? <p class="reply">{t("more.own.merged.answered")}</p> : null;
  if (r.turn) return <p class="reply">{t("more.reply.live", { turn: r.turn, at: clockTime((info.value.epoch ?? 0) + r.at) })}</p>;
  const name = table.value.seats?.[r.seat ?? ""]?.name;
  return (
    <div class="reply">
      <p class="dim">{t("more.reply.written")} {name && <bdi>{name}</bdi>}</p>
      <p dir="auto">{r.hidden ? t("report.hidden", { rule: td("rule", r.hidden) }) : r.text || t("report.erased")}</p>
    </div>
  );
}

/** shownOf are the questions, or reasons, that may be read, in their order. */
export function shownOf(which: (q: Asked) => boolean): [string, Asked][] {
  return inOrder(questions.value.all, questions.value.order).filter(([, q]) => !q.hidden && which(q));
}
