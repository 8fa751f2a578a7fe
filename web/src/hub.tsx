// The hub's page: one screen for people who sit together far from the hall. Their
// three numbered hands, their show of hands, how many they are, and the sound.
import { hashing } from "./lib/commands";
import { listen } from "./lib/keys";
import { mount } from "./lib/mount";
import { t } from "./lib/words";
import { Floor, Head, Phase } from "./hub/floor";
import { Hands, keys } from "./hub/hands";
import { follow, hub, isClosed, me, stranger } from "./hub/model";
import { People } from "./hub/people";
import { Sound } from "./hub/sound";
import { Votes } from "./hub/votes";
import { Languages } from "./ui/languages";
import { Skip } from "./ui/skip";

function Hub() {
  const open = hub.value && !isClosed.value;
  return (
    <>
      <Skip to="hands" />
      <Head />
      {stranger.value && <p class="card bad" role="status">{t("hub.stranger")}</p>}
      {me.value?.seat && !hub.value && <p class="card state-card" role="status">{t("hub.none")}</p>}
      <Phase />
      <div class="columns">
        <div class="stack"><Floor />{open && <><Hands /><Sound /></>}</div>
        {open && <div class="stack"><Votes /><People /></div>}
      </div>
      <Languages />
    </>
  );
}

listen(keys, (name) => me.peek()?.seat?.may[name] === true);
const root = document.getElementById("app");
if (root) {
  root.replaceChildren();
  mount(() => <Hub />, root);
}
void hashing();
follow();
