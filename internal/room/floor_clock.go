package room

// Clock is the run of show at one instant, as instants of room time: pages
// compute what is left.
type Clock struct {
	Part     PartKind // "" while the session does not run
	Since    Seconds
	Ends     Seconds  // planned end of the part
	Takes    PartKind // whose time it uses beyond that; "" while within its own, or beyond the end
	Audience Seconds  // protected
	Closing  Seconds  // protected
	End      Seconds  // fixed
	Warn     [2]Seconds
	Left     int     // speakers at the table who have not presented
	Each     Seconds // until the panel's end, for each of them
}

// warnBefore is how long before half-time the desk is warned.
var warnBefore = [2]Seconds{300, 120}

// Clock tells the run of show at room second now. Before the session starts
// and after its close it is empty.
func (s *State) Clock(now Seconds) Clock {
	x := &s.Session
	if x.Phase != Live {
		return Clock{}
	}
	c := Clock{
		Part: x.Part, Since: x.Since, Ends: x.End,
		Audience: x.Audience, Closing: x.Closing, End: x.End,
	}
	for i, before := range warnBefore {
		c.Warn[i] = x.Audience - before
	}
	takes := PartKind("")
	switch x.Part {
	case Opening:
		c.Ends, takes = min(x.Since+s.planned(Opening), x.Audience), Panel
		if now > x.Audience {
			takes = Audience
		}
	case Panel:
		c.Ends, takes = x.Audience, Audience
	case Audience:
		c.Ends, takes = x.Closing, Closing
	}
	if now > c.Ends {
		c.Takes = takes
	}
	for _, seat := range s.Seats {
		if s.toPresent(seat) {
			c.Left++
		}
	}
	if c.Left > 0 {
		c.Each = max(x.Audience-now, 0) / Seconds(c.Left)
	}
	return c
}

// toPresent says whether a seat is a speaker at the table who has not had the
// floor in the panel.
func (s *State) toPresent(seat *Seat) bool {
	if !hasRole(seat.Roles, Speaker) || seat.Absent {
		return false
	}
	for _, t := range s.Floor.Turns {
		if t.Kind == PanelTurn && t.Seat == seat.ID && t.Part == Panel && !t.Void {
			return false
		}
	}
	return true
}
