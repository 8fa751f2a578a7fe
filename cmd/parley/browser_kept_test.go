package main

import (
	"strings"
	"testing"
	"time"

	"parley/internal/client"
	"parley/internal/room"
	"parley/internal/view"
)

// testKept is what a desk keeps without network beside the floor, what becomes of
// it, and that nothing overtakes what has no answer yet.
func (s *site) testKept(t *testing.T) {
	t.Parallel()
	made := s.open(t, room.SetupSeat{Roles: []room.Role{room.Moderator}})
	other := s.sits(t, made.LinksOf(room.Moderator)[1])
	other.do("session.start", room.None{})
	for _, part := range []room.PartKind{room.Opening, room.Panel} {
		other.do("part.next", room.NextPart{After: part})
	}
	b := s.deskTab(t, "desk-kept", 1440, 900)
	b.excuse("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED", "status of 409", "status of 404", "answer was lost")
	b.to(made.Link(room.Moderator))

	b.forgetsOtherRooms()
	s.setsWithoutNetwork(b, other, made)
	s.overtakesNothing(b, other, made)
	s.citesAKeptTurn(b, other, made)
	b.countsInPlace(other)
	s.sendsAgain(b, other, made)
	s.cancelsNothing(b, made)
	s.doublesNothing(b, other, made)
	b.pairsWithoutAnAnswer()
}

// sits is a desk without a page, by the link of its seat.
func (s *site) sits(t *testing.T, link string) *moderatorClient {
	t.Helper()
	c := s.client(t)
	if err := c.Sit(t.Context(), link); err != nil {
		t.Fatal(err)
	}
	return &moderatorClient{t, c}
}

// stored does something with what the browser stores, and waits for it.
func (b *tab) stored(do string) (said string) {
	b.t.Helper()
	must[bool](b, `(() => {
		globalThis.said = "";
		indexedDB.open("parley").onsuccess = (e) => {
			const db = e.target.result, store = db.transaction("outbox", "readwrite").objectStore("outbox");
			`+do+`
			const all = store.getAllKeys();
			store.transaction.oncomplete = () => { db.close(); globalThis.said = all.result.join(" ") || "nothing"; };
		};
		return true;
	})()`)
	b.until(func() bool { said = must[string](b, "globalThis.said ?? ''"); return said != "" }, func() string { return "stores nothing" })
	return said
}

// forgetsOtherRooms opens the desk where acts of other rooms are stored: those of
// two days ago go, younger ones stay, and what phones keep is left alone.
func (b *tab) forgetsOtherRooms() {
	b.t.Helper()
	b.see("Live", in{css: "p.live"})
	b.stored(`
		const hours = (n) => [{ when: Date.now() - n * 3600_000 }];
		store.put(hours(49), "desk:LONG");
		store.put([...hours(49), ...hours(47)], "desk:LATE");
		store.put({ items: [] }, "outbox:LONG");`)
	b.to(must[string](b, "location.href"))
	var keys string
	b.until(func() bool { keys = b.stored(""); return !strings.Contains(keys, "desk:LONG") }, func() string { return "still keeps " + keys })
	if keys != "desk:LATE outbox:LONG" {
		b.t.Errorf("the browser keeps %q", keys)
	}
}

// setsWithoutNetwork changes the screen, and closes the door and the queue: the last
// scene alone is shown, what another desk set meanwhile stays, and what it did too is
// done.
func (s *site) setsWithoutNetwork(b *tab, other *moderatorClient, made *client.Created) {
	b.t.Helper()
	b.offline(true)
	b.see("No connection since")
	b.key("6")
	b.see("The rule", in{css: ".scenes [aria-pressed=true]"})
	for _, k := range []string{"5", "b", "g", "o"} {
		b.key(k)
	}
	b.see("5 acts are kept.")
	b.see("Codes", in{css: ".scenes [aria-pressed=true]"})
	b.see("Open both sides", in{css: "#door"})
	b.press("What is kept")
	b.see("Screen changed · Codes", in{css: ".without"})
	b.see("Door closed · In the room · Online", in{css: ".without"})
	b.audit("set")
	b.press("Slips")
	b.press("Online Slips only", in{css: ".slips-part"})
	b.see("Slips only, or not · Online · Slips only", in{css: ".without"})
	b.press("", in{css: "#alone [aria-pressed]"})
	b.see("No connection. Nothing was sent. It is not kept: whether it still fits shows only when the room is here again.")
	b.passes(1500 * time.Millisecond) // seconds of the room are whole
	other.do("door.close", room.DoorOf{})
	other.do("door.open", room.DoorOf{})
	other.do("queue.close", room.None{})
	b.offline(false)
	b.see("Something else was set after you did this.", in{css: ".without"})
	b.see("Door closed · Online", in{css: ".without"})
	b.at(360, 740, "door")
	b.press("Drop", in{".without > div", "Door closed · In the room"})
	b.press("Drop", in{".without > div", "Door closed · Online"})
	b.sent()
	b.see("Close both sides", in{css: "#door"})
	b.closesWhatItCan(other)
	other.sees(b, "the last scene", func(v *view.View) bool { return v.Screen.Scene == "codes" && v.Screen.Blank })
	s.holds(b.t, made.Room, map[string]int{"screen.show/1": 1, "screen.blank/1": 1, "door.close/1": 4, "queue.close/1": 1, "door.slips/1": 1, "solo.set/1": 0})
}

// closesWhatItCan closes both sides without network, while another desk closes one and
// opens it again: the other side is closed, and this one when the desk says so again.
func (b *tab) closesWhatItCan(other *moderatorClient) {
	b.t.Helper()
	b.offline(true)
	b.see("No connection since")
	b.key("g")
	b.see("One act is kept.")
	b.passes(1500 * time.Millisecond) // seconds of the room are whole
	other.do("door.close", room.DoorOf{Side: room.Online})
	other.do("door.open", room.DoorOf{Side: room.Online})
	b.offline(false)
	b.see("Door closed · Online", in{css: ".without"})
	shut := func(sides string) func(*view.View) bool {
		return func(v *view.View) bool { return v.Desk.Door.Shut == sides }
	}
	other.sees(b, "the side that nobody opened", shut("onsite"))
	b.press("Send again", in{css: ".without"})
	b.sent()
	other.sees(b, "both sides", shut("onsite online"))
	other.do("door.open", room.DoorOf{})
	b.see("Close both sides", in{css: "#door"})
}

// order is the kinds of the room's records, oldest first.
func (s *site) order(b *tab, id room.RoomID) (kinds []string) {
	b.t.Helper()
	for c, err := range s.node.db.Log().Read(b.t.Context(), id, 1) {
		if err != nil {
			b.t.Fatal(err)
		}
		for _, r := range c.Records {
			_, rest, _ := strings.Cut(string(r.Record), `"type":"`)
			kind, _, _ := strings.Cut(rest, `"`)
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// citesAKeptTurn calls two people without network, of whom the first gave up
// meanwhile: the turn of the second has another number then, by which the draft
// cites it. The next step asks for nothing that is kept.
func (s *site) citesAKeptTurn(b *tab, other *moderatorClient, made *client.Created) {
	b.t.Helper()
	other.do("part.next", room.NextPart{After: room.Audience})
	other.hand(room.Online, "grey coat")
	other.hand(room.Onsite, "blue scarf")
	b.see("First count who is present")
	b.see("blue scarf", in{css: ".queue"})
	b.see("grey coat", in{css: ".queue"})
	order := strings.Fields(other.sees(b, "two hands", func(v *view.View) bool { return v.Queue.Total == 2 }).Queue.Order)
	b.offline(true)
	b.see("No connection since")
	b.press("Count who is present", in{css: ".step"})
	b.fill("Present in the room", "25", in{css: "dialog.ask"})
	b.fill("Present online", "40", in{css: "dialog.ask"})
	b.press("Save", in{css: "dialog.ask"})
	b.see("2 acts are kept.")
	b.see("Draft an outcome: one sentence", in{css: ".step"})
	b.key("n")
	b.see("3 acts are kept.")
	b.key("n")
	b.see("4 acts are kept.")
	b.key("e")
	b.see("5 acts are kept.")
	b.drafts("Every lamp has a keeper.", "3")
	b.see("6 acts are kept.")
	b.see("Ask the title question again", in{css: ".step"})
	k := other.Command("hand.drop").As(room.ActorSeat)
	other.send(k, &room.DropHand{Hand: room.ItemID(order[0]), Reason: k.Text("They left.")})
	b.offline(false)
	b.press("Drop", in{css: ".without"})
	b.sent()
	v := other.sees(b, "an outcome", func(v *view.View) bool { return len(v.Outcomes.All) == 1 && len(v.Desk.Present) == 2 })
	for _, o := range v.Outcomes.All {
		if o.Turns != "2" || v.Floor.Recent["2"].Hand != room.ItemID(order[1]) {
			b.t.Errorf("the outcome cites %q; turn 2 is %+v", o.Turns, v.Floor.Recent["2"])
		}
	}
}

// countsInPlace counts without network who is present, and another desk does so
// later: that number stands, until this desk sends its own in its place.
func (b *tab) countsInPlace(other *moderatorClient) {
	b.t.Helper()
	b.offline(true)
	b.see("No connection since")
	b.press("Count who is present", in{css: "#outcomes"})
	b.fill("Present online", "41", in{css: "dialog.ask"})
	b.press("Save", in{css: "dialog.ask"})
	b.see("One act is kept.")
	b.passes(1500 * time.Millisecond) // seconds of the room are whole
	present := func(n int) func(*view.View) bool {
		return func(v *view.View) bool { return v.Desk.Present[room.AllOnline] == n }
	}
	other.do("presence.count", room.CountPresence{Line: room.AllOnline, Count: 44})
	b.offline(false)
	b.see("Something else was set after you did this. What was set last stands.", in{css: ".without"})
	b.see("Send yours in its place? It counts from now.", in{css: ".without"})
	b.audit("in place")
	other.sees(b, "the later count", present(44))
	b.press("Send again", in{css: ".without"})
	b.sent()
	other.sees(b, "this desk's count", present(41))
}

// drafts writes an outcome down that cites turns.
func (b *tab) drafts(words, turns string) {
	b.t.Helper()
	b.key("d")
	b.fill("The sentence that will be read aloud", words, in{css: "dialog.ask"})
	if turns != "" {
		b.fill("… and these turns (numbers)", turns, in{css: "dialog.ask"})
	}
	b.press("Save", in{css: "dialog.ask"})
}

// sendsAgain drafts what cites a card that is taken back meanwhile: the draft comes
// back, and goes out again when the card is there again. Counts name their hub.
func (s *site) sendsAgain(b *tab, other *moderatorClient, made *client.Created) {
	b.t.Helper()
	var card room.StatementAdded
	k := other.Command("statement.add").As(room.ActorSeat)
	if _, err := k.Send(b.t.Context(), &room.AddStatement{Kind: room.View, Text: k.Text("A lamp is a promise."), Prepared: true}, &card); err != nil {
		b.t.Fatal(err)
	}
	ref := room.StatementRef{Statement: card.Statement}
	other.do("card.show", ref)
	b.press("", in{".tabs button", "Statements"})
	b.see("A lamp is a promise.", in{css: "#statements .rows"})
	b.offline(true)
	b.see("No connection since")
	b.key("d")
	b.fill("The sentence that will be read aloud", "Every promise has a lamp.", in{css: "dialog.ask"})
	b.press("A lamp is a promise.", in{css: "dialog.ask"})
	b.press("Save", in{css: "dialog.ask"})
	b.see("One act is kept.")
	other.do("card.back", ref)
	b.offline(false)
	b.see("put right what is in the way", in{css: ".without"})
	b.see("Every promise has a lamp.", in{css: ".without"})
	b.audit("again")
	other.do("card.show", ref)
	b.press("Send again", in{css: ".without"})
	b.sent()
	if n := s.records(b.t, made.Room, "outcome.draft/1"); n != 2 {
		b.t.Errorf("%d drafts are recorded, of two", n)
	}

	var hub room.HubAdded
	k = other.Command("hub.add").As(room.ActorSeat)
	if _, err := k.Send(b.t.Context(), &room.AddHub{Name: k.Text("Harbour library"), Count: 14}, &hub); err != nil {
		b.t.Fatal(err)
	}
	other.do("statement.count", room.CountStatement{Statement: card.Statement, Line: room.HubLine(hub.Person), Tally: room.Tally{Agree: 6, Disagree: 1}})
	b.press("", in{".tabs button", "Statements"})
	b.see("Harbour library", in{css: "#statements .rows"})
}
