// The projector's control: its scenes, a blank key, and the codes to hand out.
import { text } from "../lib/commands";
import { scenes, shownScene, type Scene } from "../lib/scenes";
import { t, td } from "../lib/words";
import { Captions } from "../ui/captions";
import { askAndSend } from "./ask";
import { info, isClosed, outcomes, room, run, screen, session, watching } from "./model";
import { blank, newest, newestStatement, nextOnMap, show, toShow } from "./stage";
import { Key, Panel } from "./ui";

/** showScene shows a scene with the item that stands for it now. */
export function showScene(scene: Scene): Promise<unknown> | undefined {
  const item = scene === "statement" ? newestStatement()
    : scene === "outcome" ? newest(outcomes.value.all, outcomes.value.order, () => true)
    : scene === "map" ? nextOnMap() : "";
  if (!toShow(scene)) return undefined;
  if ((scene === "statement" || scene === "outcome") && !item) return undefined;
  return show(scene, item);
}

export function ScreenPanel() {
  const s = screen.value;
  const shown = shownScene(s.scene, session.value.phase);
  return (
    <Panel id="stage" title={t("desk.screen")}>
      <p class="keys scenes">
        {scenes.map((scene, i) => toShow(scene) && (
          <Key key={scene} cmd="screen.show" act={() => showScene(scene)} pressed={shown === scene} hot={`Digit${i + 1}`}
            disabled={(scene === "statement" && !newestStatement()) || (scene === "outcome" && !outcomes.value.order)}>{td("desk.scene", scene)}</Key>
        ))}
        {toShow("map") && <Key cmd="screen.show" act={() => showScene("map")} pressed={shown === "map"} hot="KeyM">{t("desk.scene.map")}</Key>}
        <Key cmd="screen.blank" act={blank} pressed={!!s.blank} hot="KeyB">{t("desk.blank")}</Key>
      </p>
      <p><a class="plain" href={`/r/${room}/screen`} target="_blank" rel="noopener">{t("desk.screen.open")}</a></p>
      <dl class="facts codes">
        <div><dt>{t("desk.code.onsite")}</dt><dd class="code" translate={false}>{s.onsite}</dd></div>
        <div><dt>{t("desk.code.online")}</dt><dd class="code" translate={false}>{s.online}</dd></div>
      </dl>
      <p class="aside">{t("desk.watching", { phones: watching.value.phones ?? 0, screens: watching.value.screens ?? 0 })}</p>
      {isClosed.value
        ? <p><a class="plain" href={`/r/${room}/report`}>{t("desk.report")}</a> · <a class="plain" href={`/r/${room}/export`}>{t("desk.export")}</a></p>
        : <Papers />}
    </Panel>
  );
}

/** Papers is what is wanted once in a session. */
function Papers() {
  return (
    <details>
      <summary>{t("desk.papers")}</summary>
      <CaptionsLine />
      <p><a class="plain" href={`/r/${room}/report`}>{t("desk.report")}</a> · <a class="plain" href={`/r/${room}/sheet`}>{t("desk.sheet")}</a></p>
    </details>
  );
}

/** CaptionsLine is where the captions are, and the key that says so. */
function CaptionsLine() {
  const url = info.value.captions;
  return (
    <div class="keys">
      <Key cmd="captions.set" act={setCaptions}>{url ? t("desk.captions.change") : t("desk.captions.set")}</Key>
      <Captions url={url} />
    </div>
  );
}

async function setCaptions(): Promise<void> {
  const was = info.value.captions ?? "";
  await askAndSend(t("desk.captions"), [{ name: "url", label: t("desk.captions.url"), max: 300, value: was, pattern: "https://.*" }], t("desk.save"), t("desk.captions.help"),
    async ({ url = "" }) => url === was || run("captions.set", { url: text(url) }));
}
