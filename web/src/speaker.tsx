// The speaker's page: own minutes and clock, questions, and up to five cards
// that go live with one tap.
import { hashing } from "./lib/commands";
import { mount } from "./lib/mount";
import { t } from "./lib/words";
import { Questions } from "./speaker/asked";
import { Cards, Shown } from "./speaker/cards";
import { Head, Phase, Time } from "./speaker/floor";
import { follow, isLive, stranger } from "./speaker/model";
import { Languages } from "./ui/languages";
import { Skip } from "./ui/skip";

function Speaker() {
  return (
    <>
      <Skip to="cards" />
      <Head />
      {stranger.value && <p class="card bad" role="status">{t("speaker.stranger")}</p>}
      <Phase />
      <div class="columns">
        <div class="stack">{isLive.value && <Time />}<Cards /></div>
        <div class="stack"><Questions /><Shown /></div>
      </div>
      <Languages />
    </>
  );
}

const root = document.getElementById("app");
if (root) {
  root.replaceChildren();
  mount(() => <Speaker />, root);
}
void hashing();
follow();
