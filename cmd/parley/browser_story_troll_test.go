package main

import (
	"fmt"

	"parley/internal/client"
	"parley/internal/room"
	"parley/internal/view"
)

const (
	rude = "Rotten turnip"
	sale = "Cheap gates at https://market.invalid/ for all"

	uncouth = "People from the hill should stay at home."

	trollGuest   = 4 // the number of the troll's second window
	trollWindows = 20
	trollTexts   = 5 // nearly the same, one a window; all rejected
	trollStays   = 3 // windows: one that is muted, and two that are taken for one
	leaked       = 200
)

// neverShows notes from now on whatever of the troll's words the page shows.
func (p *story) neverShows(b *tab) {
	p.t.Helper()
	must[bool](b, `(() => {
		globalThis.shown = [];
		const look = () => globalThis.shown.push(...(document.body.innerText.match(/rotten turnip|cheap gates|market\.invalid|people from the hill/gi) ?? []));
		new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
		return true;
	})()`)
}

// trolled opens twenty windows, with names that nobody should read and that of a
// seat, texts, and from each a point of order and a hand, while somebody speaks; then a
// leaked link floods the online door. The desk answers each with one act, and those
// inside go on.
func (p *story) trolled() {
	p.t.Helper()
	d := p.desk
	for i := range trollWindows {
		w := p.window(i)
		p.windows = append(p.windows, w)
		if i < trollTexts {
			k := w.Command("statement.add").As(room.ActorVoice)
			p.sent(k, &room.AddStatement{Kind: room.View, Text: k.Text(fmt.Sprintf("%s, number %d", sale, i))})
		}
		p.sent(w.Command("order.ask").As(room.ActorVoice), room.None{})
		p.sent(w.Command("hand.raise").As(room.ActorVoice), room.RaiseHand{})
	}
	d.press("", in{".tabs button", "Statements"})
	d.see(fmt.Sprintf("%d like this one", trollTexts-1))
	d.refuse(fmt.Sprintf("Do not publish these %d", trollTexts), "It sells.")
	d.press(fmt.Sprintf("Refuse the %d that wait", trollWindows))
	d.press(fmt.Sprintf("Refuse the %d that wait", trollWindows), in{css: "dialog[open]"})
	d.unseen("Points of order")

	d.press("", in{".tabs button", "People"})
	d.press("", in{"#people button.pick", rude})
	d.refuse("Hide the words", "It is meant to offend.")
	d.refuse("Mute", "It sells and offends.")
	d.see("muted", in{css: "#people"})

	p.oneOfTwo()
	p.reported()
	p.flood()
	p.room.see("You are", in{css: ".hand .place"})
}

// oneOfTwo has the desk take two windows with a hand for one person's: only one of
// them gets a first turn.
func (p *story) oneOfTwo() {
	p.t.Helper()
	d, people := p.desk, in{css: "#people"}
	d.press("", in{"#people button.pick", fmt.Sprintf("Guest %d", trollGuest)})
	d.press("Merge", people)
	d.choose("The other entry", fmt.Sprintf("Guest %d", trollGuest+1), in{css: "dialog[open]"})
	d.press("Merge", in{css: "dialog[open]"})
	d.see(fmt.Sprintf("merged into Guest %d", trollGuest), people)
}

// reported has the desk publish what it should not: both phones say so, and the
// words are hidden, and whoever wrote them is put out.
func (p *story) reported() {
	p.t.Helper()
	d, calls := p.desk, in{css: "#calls"}
	k := p.windows[1].Command("statement.add").As(room.ActorVoice)
	p.sent(k, &room.AddStatement{Kind: room.View, Text: k.Text(uncouth)})
	d.press("", in{".tabs button", "Statements"})
	d.press("Publish", in{"#statements .held", uncouth})
	card := in{"article.vote", uncouth}
	for _, b := range []*tab{p.room, p.online} {
		b.press("Report to the moderators", card)
		b.choose("Which rule does it go against?", "advertising or flooding", card)
		b.press("Report", card)
		b.see("The moderators have not decided yet.", card)
	}
	d.see("Reported: advertising or flooding 2", calls)
	d.refuse("Hide", "It offends who lives there.", calls)
	p.room.unseen(uncouth)
	d.press("", in{".tabs button", "People"}) // the troll is picked there still
	d.refuse("Remove", "It offends and floods.")
	d.see("removed", in{css: "#people"})
}

// window is one of the troll's windows. The first has a name to be ashamed of; the
// second wanted a seat's.
func (p *story) window(i int) *client.Client {
	p.t.Helper()
	w := p.site.client(p.t)
	j := client.Joining{Side: room.Online}
	switch i {
	case 0:
		j.Name = rude
	case 1:
		j.Name = panellist
		if err := w.Join(p.t.Context(), p.codes[1], j); err == nil {
			p.t.Error("somebody joins under a seat's name")
		}
		j.Name = ""
	}
	if err := w.Join(p.t.Context(), p.codes[1], j); err != nil {
		p.t.Fatal(err)
	}
	return w
}

func (p *story) sent(k *client.Command, payload any) {
	p.t.Helper()
	if _, err := k.Send(p.t.Context(), payload, nil); err != nil {
		p.t.Fatal(err)
	}
}

// flood lets strangers in until the desk closes the door, and puts those out who
// did nothing, and the troll's windows that only asked for the floor or wrote what
// was refused: six presses at most. Nobody comes in then.
func (p *story) flood() {
	p.t.Helper()
	d, door := p.desk, in{css: "#door"}
	join := func() error {
		return p.site.client(p.t).Join(p.t.Context(), p.codes[1], client.Joining{Side: room.Online})
	}
	for range leaked {
		if err := join(); err != nil {
			p.t.Fatal(err)
		}
	}
	d.see("far more than before", door)
	must[bool](d, `(() => {
		globalThis.done = 0;
		// The label of a box clicks the box as well: that is one press.
		addEventListener("click", (e) => (globalThis.done += !e.target.closest("label") || e.target.matches("input")), true);
		addEventListener("change", (e) => (globalThis.done += e.target.matches("select")), true);
		addEventListener("keydown", (e) => (globalThis.done += e.key === "g"), true);
		return true;
	})()`)
	d.key("g")
	d.see("Open both sides", door)
	for _, b := range []*tab{p.remote, p.console} {
		b.see("The door is closed: nobody new comes in.")
	}
	if err := join(); err == nil {
		p.t.Error("a stranger comes in by a closed door")
	}
	dialog, waiting := in{css: "dialog[open]"}, p.api.desk().Queue.Total
	d.press("Put out who did nothing", door)
	d.press("who did little: only raised a hand, or wrote what was refused", dialog)
	d.reach("choose", "From", []in{dialog}, "/./") // the first minute that is there
	d.press("", in{css: "dialog[open] .key.primary"})
	d.see("They are out.")
	if n := d.counted("done"); n > 6 {
		p.t.Errorf("it takes %d presses", n)
	}
	left := waiting - (trollWindows - trollStays)
	p.api.sees(d, fmt.Sprintf("%d hands less than %d, of the windows that did nothing else, or wrote what was refused", waiting-left, waiting),
		func(v *view.View) bool { return v.Queue.Total == left })
}
