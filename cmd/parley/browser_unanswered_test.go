package main

import (
	"strconv"
	"strings"

	"github.com/chromedp/chromedp/kb"

	"parley/internal/client"
	"parley/internal/room"
	"parley/internal/view"
)

// losesTheAnswer has the next answer to a command never come. It is tried again only
// after triesAgain, so that what the page says meanwhile can be read.
func (b *tab) losesTheAnswer(command string) {
	b.t.Helper()
	b.loses(command, true, `return whole(...a);`)
}

// loses has the next answer to a command never come, though it arrived if arrives
// says so. Once triesAgain let it out, the script again answers.
func (b *tab) loses(command string, arrives bool, again string) {
	b.t.Helper()
	must[bool](b, `(() => {
		const whole = window.fetch;
		let lost = false;
		const out = new Promise((ok) => (globalThis.again = ok));
		window.fetch = async (...a) => {
			if (!String(a[0]).endsWith("`+command+`")) return whole(...a);
			if (lost) {
				await out;
				`+again+`
			}
			lost = true;
			if (`+strconv.FormatBool(arrives)+`) await whole(...a);
			throw new TypeError("the answer was lost");
		};
		return true;
	})()`)
}

// triesAgain lets the command out whose answer was lost.
func (b *tab) triesAgain() {
	b.t.Helper()
	must[bool](b, `!globalThis.again()`)
}

// losesAnAnswer calls somebody, and catches what they said: the room does it,
// but the answer never comes.
func (s *site) losesAnAnswer(b *tab, made *client.Created) {
	b.t.Helper()
	b.losesTheAnswer("turn.call")
	b.key("n")
	b.see("No answer came. It is kept on this device and sent again; it is done once.")
	b.triesAgain()
	b.see("green jacket", in{css: ".running"})
	b.sent()
	if n := s.records(b.t, made.Room, "turn.call/1"); n != 1 {
		b.t.Errorf("%d calls are recorded, of one", n)
	}
	before := s.records(b.t, made.Room, "statement.add/1")
	b.losesTheAnswer("statement.add")
	b.catches("Somebody holds the lamp.")
	b.see("No answer came. It is kept on this device and sent again; it is done once.")
	b.triesAgain()
	b.sent()
	b.see("Somebody holds the lamp.", in{css: "#statements .rows"})
	if n := s.records(b.t, made.Room, "statement.add/1") - before; n != 1 {
		b.t.Errorf("%d statements are recorded, of one", n)
	}
	b.getsNoAnswer()
	b.losesTheAnswer("solo.set")
	b.press("", in{css: "#alone [aria-pressed]"})
	b.until(func() bool { return s.records(b.t, made.Room, "solo.set/1") == 1 }, func() string { return "is not alone" })
	b.triesAgain()
	b.answered()
	b.unseen("No answer came; it may have been done.")
}

// getsNoAnswer ends solo mode while the server gives none: the desk does not claim
// to know what became of it.
func (b *tab) getsNoAnswer() {
	b.t.Helper()
	must[bool](b, `(() => {
		const whole = window.fetch;
		window.fetch = (...a) => String(a[0]).endsWith("solo.set") ? Promise.reject(new TypeError("no answer")) : whole(...a);
		return !!(window.heal = () => (window.fetch = whole));
	})()`)
	b.press("", in{css: "#alone [aria-pressed]"})
	b.see("No answer came; it may have been done. Look before you do it again.")
	must[bool](b, `!!window.heal()`)
}

// hangs has the next such command get no answer: with fails it fails before it left,
// with goes it leaves.
func (b *tab) hangs(command string) {
	b.t.Helper()
	must[bool](b, `(() => {
		const whole = window.fetch;
		window.fetch = (...a) => {
			if (!String(a[0]).endsWith("`+command+`")) return whole(...a);
			window.fetch = whole;
			return new Promise((ok, no) => {
				globalThis.fails = () => no(new TypeError("the answer was lost"));
				globalThis.goes = () => ok(whole(...a));
			});
		};
		return true;
	})()`)
}

// fails and goes end the wait.
func (b *tab) fails() { b.t.Helper(); b.ends("fails") }

func (b *tab) goes() { b.t.Helper(); b.ends("goes") }

func (b *tab) ends(how string) {
	b.t.Helper()
	b.until(func() bool { return must[bool](b, `!!globalThis.fails`) }, func() string { return "sends nothing" })
	must[bool](b, `!globalThis.`+how+`() && delete globalThis.fails`)
}

// overtakesNothing presses on while a call waits for its answer: what was pressed
// later is done later, and no older act is taken back.
func (s *site) overtakesNothing(b *tab, other *moderatorClient, made *client.Created) {
	b.t.Helper()
	other.do("queue.open", room.None{})
	other.hand(room.Online, "green jacket")
	b.see("green jacket", in{css: ".next"})
	b.hangs("turn.call")
	b.key("n")
	b.typed("n")
	b.see("“Called” has no answer yet. This press did nothing: wait for the answer.", in{css: ".status"})
	b.typed("b")
	b.ctrlZ()
	b.see("What is kept here goes first.")
	b.fails()
	b.until(func() bool { return s.records(b.t, made.Room, "screen.blank/1") == 2 }, func() string { return "blanks nothing" })
	b.sent()
	kinds := s.order(b, made.Room)
	if got := strings.Join(kinds[len(kinds)-2:], " "); got != "turn.call/1 screen.blank/1" {
		b.t.Errorf("the room's last records are %s", got)
	}
	b.key("e")
	b.see("Nobody has the floor.")
}

// forgets has the next answer to a command never come, and the room not know its id
// any more when it is sent again after triesAgain, though it arrived if arrives says so.
func (b *tab) forgets(command string, arrives bool) {
	b.t.Helper()
	b.loses(command, arrives, `window.fetch = whole;
				return Response.json({ code: "too_old", field: "cmd" }, { status: 409 });`)
}

// doublesNothing calls somebody, ends the turn and drafts an outcome, of which the room
// knows the ids no more: the desk finds them there by what they are. What the room does
// not have can be entered.
func (s *site) doublesNothing(b *tab, other *moderatorClient, made *client.Created) {
	b.t.Helper()
	again := in{css: ".without"}
	before, last := s.records(b.t, made.Room, "turn.call/1"), other.desk().Floor.Last
	other.hand(room.Online, "red boots")
	b.see("red boots", in{css: ".next"})
	b.forgets("turn.call", true)
	b.key("n")
	b.see("One act is kept.")
	b.see("Called · red boots", in{css: ".act"}) // the room says so
	b.key("e")
	b.see("2 acts are kept.")
	b.triesAgain()
	b.see("It was done: the room has it as turn "+strconv.Itoa(last+1)+".", again)
	b.audit("stands")
	other.shows(b, "the end of the turn", func(f view.Floor) bool { return f.Running == nil && f.Last == last+1 })
	b.press("Understood", again)
	b.sent()

	drafts := s.records(b.t, made.Room, "outcome.draft/1")
	b.forgets("outcome.draft", true)
	b.drafts("Every boot has a shelf.", "")
	b.see("One act is kept.")
	b.see("Outcome drafted", in{css: ".act"})
	b.triesAgain()
	b.see("It was done: the room has these words.", again)
	b.press("Understood", again)
	b.sent()
	if n := s.records(b.t, made.Room, "outcome.draft/1") - drafts; n != 1 {
		b.t.Errorf("%d drafts are recorded, of one", n)
	}
	other.hand(room.Onsite, "white gloves")
	b.see("white gloves", in{css: ".next"})
	b.forgets("turn.call", false)
	b.key("n")
	b.see("One act is kept.")
	b.triesAgain()
	b.see("Enter it as a turn of", again)
	b.press("Drop", again)
	b.sent()
	if n := s.records(b.t, made.Room, "turn.call/1") - before; n != 1 {
		b.t.Errorf("%d calls are recorded, of one", n)
	}
}

// cancelsNothing presses Cancel and Escape while a draft is on its way: the form
// stays until it is known what became of it.
func (s *site) cancelsNothing(b *tab, made *client.Created) {
	b.t.Helper()
	b.hangs("outcome.draft")
	b.drafts("Every door has a lamp.", "")
	must[bool](b, `!document.querySelector("dialog.ask button[type=button]").click()`)
	b.typed(kb.Escape)
	if open := must[string](b, `document.querySelector("dialog.ask[open] textarea")?.value ?? ""`); open != "Every door has a lamp." {
		b.t.Errorf("while it is sent the form holds %q", open)
	}
	b.fails()
	b.until(func() bool { return !must[bool](b, `!!document.querySelector("dialog.ask[open]")`) }, func() string { return "has the form still" })
	b.sent()
	if n := s.records(b.t, made.Room, "outcome.draft/1"); n != 3 {
		b.t.Errorf("%d drafts are recorded, of three", n)
	}
}

// pairsWithoutAnAnswer asks for a code that never comes: the page says what is known.
func (b *tab) pairsWithoutAnAnswer() {
	b.t.Helper()
	b.losesTheAnswer("/pair")
	b.press("Remote on your phone", in{css: "#alone"})
	b.see("If a code was made, nobody has seen it")
	b.triesAgain()
	b.press("Remote on your phone", in{css: "#alone"})
	b.see("keep it off the projector", in{css: "dialog"})
	b.press("Done")
}
