package main

import (
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/room"
)

// testApart votes as soon as the page is there, and then raises a hand: the
// hand goes first, and no second of the log joins the vote to it or to the
// joining.
func (s *site) testApart(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.moderator(t, made)
	desk.do("session.start", room.None{})
	desk.say("Two clocks agree by chance alone.")

	b := s.phoneTab(t, "phone-apart", 360, 740)
	b.notesPauses()
	b.standsStill()
	b.join(made.Codes.Online, "I am online")
	b.see("Live") // until then a press is the form's, which sends at once
	vote := in{"article.vote", "Two clocks"}
	b.press("Agree", vote)
	b.see("Not sent yet.", vote)
	b.press("Raise hand")
	b.see("You are number 1 in line.", in{css: ".hand .place"})
	must[bool](b, "!globalThis.goOn()")
	b.see("Recorded.", vote)
	at := s.seconds(t, made.Room)
	if at["voice.join/1"] > at["hand.raise/1"] || at["vote.cast/1"] <= at["hand.raise/1"] {
		t.Errorf("joined at %d, a hand at %d, a vote at %d", at["voice.join/1"], at["hand.raise/1"], at["vote.cast/1"])
	}
	b.keepsPauses()
}

// standsStill has the clock of the pages that are opened from here on stand still
// until goOn: no pause ends while the test is slow.
func (b *tab) standsStill() {
	b.t.Helper()
	b.begins(`{
		const now = Date.now, stood = now();
		Date.now = () => stood;
		globalThis.goOn = () => {
			const since = now();
			Date.now = () => stood + now() - since;
		};
	}`)
}

// notesPauses notes, on the pages that are opened from here on, whenever the phone
// stores when it sent last, and what.
func (b *tab) notesPauses() {
	b.t.Helper()
	b.begins(`{
		const put = IDBObjectStore.prototype.put;
		globalThis.sent = [];
		IDBObjectStore.prototype.put = function (value, ...key) {
			if (value.last && value.last.at !== sent.at(-1)?.at) sent.push(value.last);
			return put.call(this, value, ...key);
		};
	}`)
}

// keepsPauses holds that a vote and what the voice did were sent at least five seconds
// apart, by the phone's own clock: the log's has the network's delays in it.
func (b *tab) keepsPauses() {
	b.t.Helper()
	const pauses = `sent.slice(1).flatMap((x, i) => (x.ballot === sent[i].ballot ? [] : [x.at - sent[i].at]))`
	all := must[[]int](b, pauses)
	for _, ms := range all {
		if ms < 5000 {
			b.t.Errorf("%s: a vote and an act of the voice are %d ms apart", b.name, ms)
		}
	}
	if len(all) == 0 {
		b.t.Errorf("%s sends votes alone, or none", b.name)
	}
}

// begins has every page that is opened from here on run a script first.
func (b *tab) begins(js string) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: js}); err != nil {
		b.t.Fatal(err)
	}
}

// seconds is when the last record of each type was made.
func (s *site) seconds(t *testing.T, id room.RoomID) map[string]room.Seconds {
	t.Helper()
	at := map[string]room.Seconds{}
	for c, err := range s.node.db.Log().Read(t.Context(), id, 1) {
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range c.Records {
			r, err := room.ParseRecord(jsontext.Value(x.Record))
			if err != nil {
				t.Fatal(err)
			}
			at[r.Type] = r.At
		}
	}
	return at
}
