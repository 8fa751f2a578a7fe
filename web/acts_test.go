package web

import (
	"testing"

	"parley/internal/room"
)

// Whatever a seat does the desk can say that it was done.
func TestWordsOfActs(t *testing.T) {
	en := catalogue(t, "i18n/en.json")
	for _, c := range room.Commands() {
		if roles, _, _ := room.Roles(c.Name); len(roles) > 0 && en["desk.act."+room.Bare(c.Name)] == "" {
			t.Errorf("the desk has no words for %s", c.Name)
		}
	}
}

// The desk asks before what nothing takes back, and says so: in a dialog of its
// own or in that of every key.
func TestFinalActsAreAskedAbout(t *testing.T) {
	en := catalogue(t, "i18n/en.json")
	own := map[string]string{
		"session.close": "desk.close.help", "text.erase": "desk.erase.help",
		"card.discard": "speaker.card.discard.sure",
	}
	for _, name := range room.FinalCommands() {
		key, has := own[name]
		if delete(own, name); !has {
			key = "desk.final." + name
		}
		if en[key] == "" {
			t.Errorf("%s is final and nobody says so: no message %q", name, key)
		}
	}
	for name := range own {
		t.Errorf("%s is not final", name)
	}
}
