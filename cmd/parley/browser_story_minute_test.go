package main

import (
	"parley/internal/room"
)

// speaks gives the floor to the first who waits: the troll comes while somebody speaks.
func (p *story) speaks() {
	p.t.Helper()
	next := in{".buttons .primary", p.desk.next()}
	p.remote.press("", next)
	p.desk.see("", in{css: "#floor .running"})
}

// minute looks in the log for what the troll cost: for how many of the session's
// seconds, from its first window's coming in until the desk was done with it, nobody
// spoke, since no turn ran or one was paused. None of its windows held the floor, and
// who spoke when it came speaks when it is gone.
func (p *story) minute() {
	p.t.Helper()
	st := room.New()
	var began, last, still room.Seconds
	spoke := 0
	for r := range p.log() {
		if began > 0 && !speaking(st) {
			still += r.At - last
		}
		st.Apply(r)
		last = r.At
		if began == 0 && st.Guests >= trollGuest-1 {
			began, spoke = r.At, st.Floor.Running
		}
	}
	for _, t := range st.Floor.Turns {
		if who := st.People[t.Person]; who != nil && who.Guest >= trollGuest-1 {
			p.t.Errorf("the troll's window Guest %d has turn %d", who.Guest, t.N)
		}
	}
	if spoke == 0 || st.Floor.Running != spoke {
		p.t.Errorf("turn %d ran when the troll came, turn %d when it was gone", spoke, st.Floor.Running)
	}
	if still >= 60 {
		p.t.Errorf("of %d seconds that the desk had to do with the troll nobody spoke for %d", last-began, still)
	}
	p.t.Logf("the troll: %d seconds of the session from its coming until the desk was done; nobody spoke for %d of them", last-began, still)
}

// speaking says whether a turn runs that is not paused.
func speaking(st *room.State) bool {
	n := st.Floor.Running
	return n > 0 && !st.Floor.Turns[n-1].InPause
}

// log is every record of the room so far.
func (p *story) log() func(func(room.Record) bool) {
	p.t.Helper()
	return func(yield func(room.Record) bool) {
		for c, err := range p.site.node.db.Log().Read(p.t.Context(), p.api.Room(), 1) {
			fatal(p.t, err)
			for _, x := range c.Records {
				r, err := room.ParseRecord(x.Record)
				fatal(p.t, err)
				if !yield(r) {
					return
				}
			}
		}
	}
}
