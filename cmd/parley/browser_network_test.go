package main

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"parley/internal/client"
	"parley/internal/room"
	"parley/internal/view"
)

// testNetwork is a desk that loses the network in the middle of a turn, again
// and again, while another desk goes on.
func (s *site) testNetwork(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	other := s.moderator(t, made)
	other.do("session.start", room.None{})
	for _, part := range []room.PartKind{room.Opening, room.Panel} {
		other.do("part.next", room.NextPart{After: part})
	}
	other.hand(room.Online, "green jacket")
	b, screen := s.deskTab(t, "desk-network", 1440, 900), s.deskTab(t, "screen-network", 1920, 1080)
	for _, x := range []*tab{b, screen} {
		x.excuse("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED", "status of 409", "answer was lost")
	}
	b.to(made.Link(room.Moderator))
	screen.to(made.Link(room.Screen))
	b.see("green jacket", in{css: ".next"})

	s.losesAnAnswer(b, made)
	s.answeredByAnother(b, made)
	b.keepsThroughAReload()
	other.hand(room.Online, "blue scarf")
	b.see("blue scarf", in{css: ".next"})
	s.goesOn(b, screen, made)
	s.comesBackAfterACall(b, other)
	s.comesBackBesideTheTable(b, other)
	s.comesBackToTheRule(b, other)
	s.comesBackAfterAnEnd(b, other)
	s.keepsWhatIsTyped(b, other, made)
}

// sent waits until the desk keeps nothing and nothing came back.
func (b *tab) sent() {
	b.t.Helper()
	b.until(func() bool {
		gone, err := eval[bool](b, `!document.querySelector(".without")`)
		return gone && err == nil
	},
		func() string { return "still has: " + b.text(".without") })
}

// passes lets time pass in the room.
func (b *tab) passes(d time.Duration) {
	b.t.Helper()
	then := time.Now()
	b.until(func() bool { return time.Since(then) > d }, func() string { return "lives in no time" })
}

// shows waits until the other desk sees the floor so.
func (m *moderatorClient) shows(b *tab, what string, ok func(view.Floor) bool) {
	m.t.Helper()
	m.sees(b, what, func(v *view.View) bool { return ok(v.Floor) })
}

// sees waits until the other desk sees the room so.
func (m *moderatorClient) sees(b *tab, what string, ok func(*view.View) bool) (v *view.View) {
	m.t.Helper()
	b.until(func() bool { v = m.desk(); return ok(v) || b.rests() }, func() string { return "is not followed by " + what })
	return v
}

// rests is no answer yet: whoever asks again waits, since a seat may not ask faster.
func (b *tab) rests() bool {
	b.t.Helper()
	b.passes(300 * time.Millisecond)
	return false
}

// catches writes down a sentence.
func (b *tab) catches(words string) {
	b.t.Helper()
	b.stroke('c')
	b.holdsFocus("#catch")
	b.inserted(words)
	b.press("Publish it", in{css: "form.catch"})
}

// answeredByAnother blanks the screen while a login page answers in the room's
// place: nothing is lost by that.
func (s *site) answeredByAnother(b *tab, made *client.Created) {
	b.t.Helper()
	before := s.records(b.t, made.Room, "screen.blank/1")
	for _, status := range []string{"403", "500"} {
		must[bool](b, `(() => {
			const whole = window.fetch;
			window.fetch = (...a) => String(a[0]).endsWith("screen.blank") ? Promise.resolve(new Response("<p>Who are you?</p>", { status: `+status+` })) : whole(...a);
			return !!(window.heal = () => (window.fetch = whole));
		})()`)
		b.key("b")
		b.see("No answer came. It is kept on this device and sent again; it is done once.")
		b.passes(2500 * time.Millisecond) // it is tried again
		b.see("One act is kept.")
		must[bool](b, `!!window.heal()`)
		b.sent()
	}
	if n := s.records(b.t, made.Room, "screen.blank/1") - before; n != 2 {
		b.t.Errorf("%d of two acts are recorded", n)
	}
}

// keepsThroughAReload pauses a turn while nothing can be sent, and loads the page
// anew: what was kept is sent then.
func (b *tab) keepsThroughAReload() {
	b.t.Helper()
	must[bool](b, `(() => {
		const whole = window.fetch;
		window.fetch = (...a) => String(a[0]).includes("/commands/") ? Promise.reject(new TypeError("no network")) : whole(...a);
		return true;
	})()`)
	b.key("p")
	b.see("One act is kept.")
	b.see("Go on", in{css: ".running"})
	b.to(must[string](b, "location.href"))
	b.mu.Lock()
	if b.asked != 1 {
		b.t.Errorf("the browser asked %d times before it left the desk", b.asked)
	}
	b.mu.Unlock()
	b.sent()
	b.see("Go on", in{css: ".running"})
	b.key("p")
	b.see("Pause", in{css: ".running"})
}

// goesOn ends a turn, enters somebody and calls the next of the order, all
// without network; the room has it once when the network is back.
func (s *site) goesOn(b, screen *tab, made *client.Created) {
	b.t.Helper()
	b.offline(true)
	screen.offline(true)
	b.see("No connection since")
	screen.see("not live since")
	b.key("n")
	b.see("blue scarf", in{css: ".running"})
	b.see("Kept on this device. Not sent yet.")
	b.key("e")
	b.see("2 acts are kept.")
	b.press("+ Room hand")
	b.fill("How to recognise them (“red scarf, left”)", "yellow hat")
	b.press("Add", in{css: "dialog.ask"})
	b.see("yellow hat", in{css: ".queue"})
	b.key("n")
	b.see("yellow hat", in{css: ".running"})
	b.key("p")
	b.see("5 acts are kept.")
	b.ctrlZ()
	b.see("Taken back: it was not sent.")
	b.see("4 acts are kept.")
	b.press("What is kept")
	b.audit("kept")
	b.at(360, 740, "kept")
	b.at(1440, 900, "kept")
	if n := s.records(b.t, made.Room, "turn.call/1"); n != 1 {
		b.t.Errorf("%d calls are recorded while the network is cut", n)
	}
	b.offline(false)
	screen.offline(false)
	b.sent()
	b.see("yellow hat", in{css: ".running"})
	screen.see("In the room")
	if n := s.records(b.t, made.Room, "turn.call/1"); n != 3 {
		b.t.Errorf("%d calls are recorded, of three", n)
	}
}

// comesBackAfterACall calls somebody whom another desk called meanwhile: the
// room does not call twice, the turn can be entered, and what was caught in it
// stays.
func (s *site) comesBackAfterACall(b *tab, other *moderatorClient) {
	b.t.Helper()
	other.hand(room.Online, "grey coat")
	other.hand(room.Onsite, "red tie")
	b.see("grey coat", in{css: ".next"})
	b.offline(true)
	b.see("No connection since")
	b.key("n")
	b.see("grey coat", in{css: ".running"})
	b.catches("A ladder belongs to everybody.")
	b.see("2 acts are kept.")
	b.press("End", in{css: ".running"})
	b.see("3 acts are kept.")
	last := other.desk().Floor.Last
	other.do("turn.call", room.CallNext{After: last})
	other.do("turn.end", room.TurnRef{Turn: last + 1})
	b.offline(false)
	b.see("Somebody else has called or ended a turn meanwhile.", in{css: ".without"})
	b.see("Enter it as a turn of", in{css: ".without"})
	b.audit("back")
	b.press("Drop", in{css: ".without"})
	b.sent()
	b.see("A ladder belongs to everybody.", in{css: "#statements .rows"})
	if f := other.desk().Floor; f.Last != last+1 {
		b.t.Errorf("%d turns after one call, %d before it", f.Last, last)
	}
}

// comesBackBesideTheTable calls somebody while another desk gives the floor to
// the table: the turn is entered, and the hand is answered.
func (s *site) comesBackBesideTheTable(b *tab, other *moderatorClient) {
	b.t.Helper()
	b.see("red tie", in{css: ".next"})
	b.offline(true)
	b.see("No connection since")
	b.key("n")
	b.see("red tie", in{css: ".running"})
	b.key("e")
	b.see("2 acts are kept.")
	v := other.desk()
	seat, _, _ := strings.Cut(v.Table.Order, " ")
	other.do("turn.seat", room.SeatTurn{After: v.Floor.Last, Seat: room.ItemID(seat)})
	other.do("turn.end", room.TurnRef{Turn: v.Floor.Last + 1})
	b.offline(false)
	b.press("Enter the turn", in{css: ".without"})
	b.sent()
	other.shows(b, "the turn that was entered", func(f view.Floor) bool {
		return f.Last == v.Floor.Last+2 && f.Next == nil && f.Recent[strconv.Itoa(f.Last)].Side == room.Onsite
	})
}

// comesBackToTheRule calls the only one who waits, and meanwhile somebody whom
// the rule names first raises a hand: the desk enters its call as its own.
func (s *site) comesBackToTheRule(b *tab, other *moderatorClient) {
	b.t.Helper()
	other.hand(room.Onsite, "white cap")
	b.see("white cap", in{css: ".next"})
	b.offline(true)
	b.see("No connection since")
	b.key("6")
	b.key("n")
	b.see("white cap", in{css: ".running"})
	b.key("p")
	b.key("5")
	b.see("4 acts are kept.")
	other.hand(room.Online, "brown bag")
	b.offline(false)
	b.see("Enter it as a call of your own", in{css: ".without"})
	b.audit("rule")
	other.sees(b, "the scene before the call", func(v *view.View) bool { return v.Screen.Scene == "rule" })
	b.key("+")
	b.see("3 acts are kept.")
	b.press("Enter as my own call")
	b.sent()
	b.see("white cap", in{css: ".running"})
	b.see("brown bag", in{css: ".next"})
	other.sees(b, "the scene after it", func(v *view.View) bool { return v.Screen.Scene == "codes" })
	other.shows(b, "the desk's own call, paused", func(f view.Floor) bool {
		return f.Running != nil && f.Running.Why == "technical" && f.Running.InPause && f.Running.Length == 120
	})
}

// comesBackAfterAnEnd ends a turn that another desk ends later: the desk puts
// its length right.
func (s *site) comesBackAfterAnEnd(b *tab, other *moderatorClient) {
	b.t.Helper()
	turn := room.TurnRef{Turn: other.desk().Floor.Last}
	other.do("turn.resume", turn)
	b.see("Pause", in{css: ".running"})
	b.passes(2 * time.Second) // seconds that they spoke
	b.offline(true)
	b.see("No connection since")
	b.key("e")
	b.see("One act is kept.")
	b.passes(2 * time.Second)
	other.do("turn.end", turn)
	b.offline(false)
	b.see("That turn is over already.", in{css: ".without"})
	b.press("Put it right", in{css: ".without"})
	b.sent()
	other.shows(b, "a turn put right", func(f view.Floor) bool { return f.Recent[strconv.Itoa(turn.Turn)].Corrected != "" })
}

// keepsWhatIsTyped catches, drafts, counts and goes to the next question without
// network: all of it is sent by itself, what comes back still says what was
// typed, and the form of what is not kept stays open.
func (s *site) keepsWhatIsTyped(b *tab, other *moderatorClient, made *client.Created) {
	b.t.Helper()
	everybodys := other.newest()
	b.offline(true)
	b.see("No connection since")
	b.catches("A ladder leans on the lamp.")
	b.see("One act is kept.")
	b.press("", in{".tabs button", "Outcomes"})
	b.press("Draft an outcome", in{css: "#outcomes"})
	b.fill("The sentence that will be read aloud", "Every ladder has a place of its own.")
	b.press("Save", in{css: "dialog.ask"})
	b.see("2 acts are kept.")
	b.key("q")
	b.see("3 acts are kept.")
	b.press("", in{".tabs button", "Statements"})
	b.press("Count hands", in{"#statements .statement", "A ladder belongs to everybody."})
	b.fill("Agree", "12", in{css: "dialog.ask"})
	b.press("Save", in{css: "dialog.ask"})
	b.see("4 acts are kept.")
	b.press("Close the vote", in{"#statements .statement", "A ladder belongs to everybody."})
	b.press("Close the vote", in{css: "dialog.ask"})
	b.see("What is kept here goes first.")
	b.press("What is kept")
	for _, words := range []string{"A ladder leans on the lamp.", "Every ladder has a place of its own.", "Agree 12"} {
		b.see(words, in{css: ".without"})
	}
	b.audit("typed")
	b.press("Add a question")
	b.fill("The question", "Who climbs the ladder?", in{css: "dialog.ask"})
	b.press("Save", in{css: "dialog.ask"})
	b.see("No connection. Nothing was sent.", in{css: "dialog.ask"})
	b.audit("not sent")
	if typed := must[string](b, `document.querySelector("dialog.ask textarea").value`); typed != "Who climbs the ladder?" {
		b.t.Errorf("the form that was not sent holds %q", typed)
	}
	other.do("statement.close", &room.StatementRef{Statement: everybodys})
	b.offline(false)
	b.until(func() bool { return s.records(b.t, made.Room, "outcome.draft/1") == 1 }, func() string { return "sends no draft" })
	b.press("Save", in{css: "dialog.ask"})
	b.see("Agree 12", in{css: ".without"})
	b.press("Understood", in{css: ".without"})
	b.sent()
	b.see("A ladder leans on the lamp.", in{css: "#statements .rows"})
	b.until(func() bool { return s.records(b.t, made.Room, "question.add/1") == 1 }, func() string { return "sends no question" })
	s.holds(b.t, made.Room, map[string]int{
		"statement.add/1": 4, // the title's, and three that were caught
		"outcome.draft/1": 1, "question.now/1": 1, "question.add/1": 1, "statement.count/1": 0, "solo.set/1": 1,
	})
}
