package main

import (
	"strings"
	"time"

	"parley/internal/room"
	"parley/internal/view"
)

// floor calls everybody by the rule. In the middle of a turn the network goes and
// comes back, and in the middle of another the server: every call is recorded once.
func (p *story) floor() {
	p.t.Helper()
	d := p.desk
	hands := d.follows(p.api).Queue.Total + 1 // one has the floor
	p.cutOff()
	p.restarted()
	for {
		v := d.follows(p.api)
		if v.Floor.Next == nil {
			break
		}
		d.key("n")
		p.api.shows(d, "a call", func(f view.Floor) bool { return f.Done > v.Floor.Done })
	}
	d.follows(p.api)
	d.key("e")
	d.see("Nobody has the floor.")
	v := p.api.sees(d, "the end of the last turn", func(v *view.View) bool { return v.Floor.Running == nil })
	on, off := v.Balance.Sides[room.Online], v.Balance.Sides[room.Onsite]
	if n := p.calls(); n != hands || v.Floor.Done != hands || on.Turns+off.Turns != hands {
		p.t.Errorf("%d calls and %d turns of %d hands: %+v %+v", n, v.Floor.Done, hands, on, off)
	}
	if on.First+off.First != hands {
		p.t.Errorf("%d and %d first turns of %d", on.First, off.First, hands)
	}
}

// calls are the calls that the room's log holds.
func (p *story) calls() int { return p.site.records(p.t, p.api.Room(), "turn.call/1") }

// cutOff cuts desk, screen and a phone off from the network in the middle of a turn:
// for a whole minute in one of the runs. The desk goes on, by its own clock and in the
// order that it saw; nothing that was done is lost or doubled.
func (p *story) cutOff() {
	p.t.Helper()
	d, length := p.desk, 3*time.Second
	if p.site.lang == "en" && !p.site.keys {
		length = time.Minute
	}
	order, votes := strings.Fields(p.api.desk().Queue.Order), p.site.votes(p.t, p.api.Room())
	cut := []*tab{d, p.screen, p.room}
	for _, b := range cut {
		b.excuse("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED")
		b.offline(true)
	}
	since, shown := time.Now(), d.text(".running .time")
	d.see("No connection since")
	p.screen.see("not live since")
	p.room.see("Connection lost.", in{css: "p.live"})
	vote := in{"article.vote", "The title question, before"}
	p.room.press("Agree", vote)
	p.room.see("Saved on this phone. Not sent yet.", vote)

	d.until(func() bool { return d.text(".running .time") != shown }, func() string { return "has a clock that stands still" })
	time.Sleep(time.Until(since.Add(length / 3)))
	d.key("n")
	d.see("One act is kept.")
	time.Sleep(time.Until(since.Add(2 * length / 3)))
	d.key("e")
	d.see("2 acts are kept.")
	d.key("n")
	d.see("3 acts are kept.")
	time.Sleep(time.Until(since.Add(length)))
	p.screen.see("not live since")
	if n := p.calls(); n != 1 {
		p.t.Errorf("%d calls are recorded while the network is cut, of one", n)
	}

	for _, b := range cut {
		b.offline(false)
	}
	d.sent()
	d.unseen("Kept on this device. Not sent yet.")
	p.screen.unseen("not live since")
	p.room.see("Recorded.", vote)
	var v *view.View
	d.until(func() bool { v = d.follows(p.api); return v.Floor.Running != nil }, func() string { return "calls nobody" })
	first := v.Floor.Recent["3"]
	if n := p.calls(); n != 3 || v.Floor.Running == nil || first.Hand != room.ItemID(order[0]) || v.Floor.Running.Hand != room.ItemID(order[1]) {
		p.t.Errorf("%d calls; of %q were called %+v and %+v", n, order, first, v.Floor.Running)
	}
	if least := length/3 - 2*time.Second; time.Duration(first.Seconds)*time.Second < least {
		p.t.Errorf("a turn of more than %s is recorded with %d s", least, first.Seconds)
	}
	if n := p.site.votes(p.t, p.api.Room()); n != votes+1 {
		p.t.Errorf("%d votes are recorded of one, after %d", n, votes)
	}
}

// restarted stops the server in the middle of a turn and starts it again: every page
// comes back by itself, with the turn and the clock that it has by then.
func (p *story) restarted() {
	p.t.Helper()
	d := p.desk
	before := p.api.desk().Floor.Running
	pages := []*tab{d, p.remote, p.console, p.hub, p.room, p.online}
	for _, b := range append(pages, p.screen) {
		b.excuse(serverGone...)
	}
	p.keeper.end()
	for _, b := range pages {
		b.see("Connection lost.", in{css: "p.live"})
	}
	p.screen.see("not live since")
	d.key("p")
	d.see("One act is kept.")
	p.keeper.start()
	d.sent()
	for _, b := range pages {
		b.see("Live", in{css: "p.live"})
	}
	p.screen.unseen("not live since")
	p.screen.see("paused")
	d.see("Go on", in{css: ".running"})
	v := p.api.sees(d, "the turn paused", func(v *view.View) bool { return v.Floor.Running != nil && v.Floor.Running.InPause })
	if r := v.Floor.Running; v.Session.Gap != nil || r.N != before.N || r.Hand != before.Hand || r.Start != before.Start {
		p.t.Errorf("after the restart: gap %v, turn %+v, before it %+v", v.Session.Gap, r, before)
	}
	d.key("p")
	d.see("Pause", in{css: ".running"})
}
