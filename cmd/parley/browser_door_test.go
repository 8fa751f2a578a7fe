package main

import (
	"testing"

	"parley/internal/client"
	"parley/internal/room"
)

// testDoor has a leaked link bring strangers: the desk closes the door with one key,
// refuses what they wrote and asked together, and puts the others out. A phone
// reports a text and reads what became of it.
func (s *site) testDoor(t *testing.T) {
	t.Parallel()
	const table, sale = "Gates squeak in winter.", "Come to https://market.invalid/ for a new gate"
	made := s.open(t)
	desk := s.moderator(t, made)
	desk.do("session.start", room.None{})
	add := func(m *client.Client, as room.ActorKind, words string) {
		t.Helper()
		k := m.Command("statement.add").As(as)
		if _, err := k.Send(t.Context(), &room.AddStatement{Kind: room.View, Text: k.Text(words)}, nil); err != nil {
			t.Fatal(err)
		}
	}
	add(desk.Client, room.ActorSeat, table)
	b := s.phoneTab(t, "phone-door", 360, 740)
	b.join(made.Codes.Online, "I am online")
	d := s.deskTab(t, "desk-door", 1366, 768)
	d.to(made.Link(room.Organizer))
	door := in{css: "#door"}
	d.see("open", door)

	card := in{"article.vote", table}
	b.press("Report to the moderators", card)
	b.choose("Which rule does it go against?", "advertising or flooding", card)
	b.audit("report")
	b.press("Report", card)
	b.see("The moderators have not decided yet.", card)
	d.see("Reported: advertising or flooding 1", in{css: "#calls"})
	d.press("Let it stand", in{css: "#calls"})
	b.see("The moderators let it stand.", card)

	for i := range 12 {
		c := s.client(t)
		if err := c.Join(t.Context(), made.Codes.Online, client.Joining{Side: room.Online}); err != nil {
			t.Fatal(err)
		}
		if i < 3 {
			add(c, room.ActorVoice, sale)
			if _, err := c.Command("order.ask").As(room.ActorVoice).Send(t.Context(), room.None{}, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	d.see("far more than before", door)
	d.see("Waits because it holds a link")
	d.see("2 like this one")
	d.audit("strangers")
	d.refuse("Do not publish these 3", "It sells.")
	d.unseen("2 like this one")
	d.press("Refuse the 3 that wait")
	d.press("Refuse the 3 that wait", in{css: "dialog[open]"})
	d.unseen("Points of order")
	d.until(func() bool { return must[bool](d, `!document.querySelector("dialog[open]")`) }, func() string { return "keeps its dialog" })

	d.choosesTheNewestRush(func() {
		if err := s.client(t).Join(t.Context(), made.Codes.Online, client.Joining{Side: room.Online}); err != nil {
			t.Fatal(err)
		}
	})
	d.to(must[string](d, "location.href"))
	d.see("Put out who did nothing", door)
	inside := s.client(t)
	d.sweepsWithoutNetwork(func() {
		if err := inside.Join(t.Context(), made.Codes.Online, client.Joining{Side: room.Online}); err != nil {
			t.Fatal(err)
		}
	})
	d.until(func() bool { return s.records(t, made.Room, "door.sweep/1") == 1 }, func() string { return "puts nobody out" })
	add(inside, room.ActorVoice, "Who came in meanwhile is not put out.")
	d.key("g")
	d.see("closed", door)
	late := s.phoneTab(t, "phone-late-door", 360, 740)
	late.to("/j/" + made.Codes.Online)
	late.see("The door is closed for now")
	late.audit("closed")
	d.key("g")
	d.see("Close both sides", door)
	late.join(made.Codes.Online, "I am online")
	s.testSlips(t, made, d)
}

// sweepsWithoutNetwork puts out those of whom the desk heard; joins has somebody come
// in of whom it cannot hear.
func (d *tab) sweepsWithoutNetwork(joins func()) {
	d.t.Helper()
	d.excuse("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED")
	d.offline(true)
	d.see("No connection since")
	joins()
	d.press("Put out who did nothing", in{css: "#door"})
	d.press("", in{css: "dialog[open] .key.primary"})
	d.see("One act is kept.")
	d.offline(false)
	d.sent()
}

// choosesTheNewestRush has the desk read of minutes to come, in which strangers who
// raise hands follow people who only listen: it warns of the crowd, offers to put out the strangers,
// and says how many. joins has somebody come in, of whom it reads.
func (d *tab) choosesTheNewestRush(joins func()) {
	d.t.Helper()
	must[bool](d, `(() => {
		const parse = JSON.parse;
		JSON.parse = (...a) => parse(...a, (key, x) => {
			if (key !== "joins") return x;
			globalThis.rushed = true;
			const minute = Math.max(...Object.keys(x));
			return { [minute]: { online: { all: 70, idle: 20 } }, 500: { online: { all: 20, idle: 20 } }, 501: { online: { all: 30, idle: 9, hands: 14 } } };
		});
		return true;
	})()`)
	joins()
	d.until(func() bool { return must[bool](d, `!!globalThis.rushed`) }, func() string { return "reads of no rush" })
	d.see("Close both sides", in{css: ".step .also"})
	d.press("Put out who did nothing", in{css: "#door"})
	dialog := in{css: "dialog[open]"}
	d.see("9 did nothing · 14 little", dialog)
	if same := must[bool](d, `(([from, to]) => from === "501" && to === "501")(["from", "to"].map((n) => document.querySelector("#ask-" + n).value))`); !same {
		d.t.Error("it is not the newest rush alone that is offered to be put out")
	}
	goes := func(n string) {
		d.t.Helper()
		d.until(func() bool {
			return must[bool](d, `document.querySelector("dialog[open] .key.primary").innerText.match(/\d+/)?.[0] === "`+n+`"`)
		}, func() string { return "does not say that " + n + " go: " + d.text("dialog[open] .key.primary") })
	}
	goes("9")
	d.press("who did little: only raised a hand, or wrote what was refused", dialog)
	goes("23")
	d.audit("sweep")
	d.at(360, 740, "sweep")
	d.at(1440, 900, "sweep")
	d.press("Cancel", dialog)
}

// testSlips has the desk print slips and want them: one lets a phone in, and no
// other phone after it.
func (s *site) testSlips(t *testing.T, made *client.Created, d *tab) {
	door := in{css: "#door"}
	d.press("Slips", door)
	d.see("No slips were made yet.", door)
	d.press("Make slips", door)
	d.choose("How many", "20", in{css: "dialog[open]"})
	d.press("Make slips", in{css: "dialog[open]"})
	d.see("20 slips are ready to print", door)
	d.see("0 of 20 used", door)
	d.audit("slips")
	slips, err := eval[[]string](d, `[...document.querySelectorAll(".slips b")].map((b) => b.textContent)`)
	if err != nil || len(slips) != 20 || !room.ValidSlip(slips[0]) {
		t.Fatalf("slips on the sheet: %q, %v", slips, err)
	}
	d.press("They are printed", door)
	d.press("", in{"#door .slips-part .keys button", "In the room"})
	d.see("slips only", door)

	first := s.phoneTab(t, "phone-slip", 360, 740)
	first.to("/j/" + made.Codes.Onsite)
	first.see("Here people come in with a slip.")
	first.audit("wanted")
	first.join(slips[0], "I am in the room")
	d.see("1 of 20 used", door)
	first.press("Me", in{css: "nav"})
	first.press("What is kept, who sees it, for how long")
	first.see("Anyone with the link can join, even twice.")
	d.press("", in{"#door .slips-part .keys button", "Online"})
	first.see("A slip lets one device in, once.")
	first.unseen("Anyone with the link can join, even twice.")
	second := s.phoneTab(t, "phone-slip-again", 360, 740)
	second.to("/j/" + slips[0])
	second.excuse("status of 409")
	second.press("I am in the room")
	second.press("Join")
	second.see("This slip has already let another device in.")
	second.audit("used")
	d.press("", in{css: "#door .slips-part li button"})
	d.press("Make unused void", in{css: "dialog[open]"})
	d.see("The rest is void", door)
}
