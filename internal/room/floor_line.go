package room

// Place is where a waiting hand stands in the order as it would be if nobody
// else raised a hand and everybody who is called came.
type Place struct {
	Hand   ItemID
	Person PersonID // as the hand has it
	Place  int      // 1 is next; 0 while the hand cannot be called: Why says why
	First  bool     // for a first turn
	Side   Side
	Line   string
	Why    Why
	Wait
}

// Wait is an expectation in seconds from now.
type Wait struct {
	From, To   Seconds
	NotReached bool // probably not before the audience's part is over
}

// Line is the order of the first n waiting hands that can be called; all for a
// negative n. It leaves Wait empty: see [State.Wait].
func (s *State) Line(n int) []Place { return s.queue().serveFirst(n) }

func (q *queue) serveFirst(n int) []Place {
	var out []Place
	for n < 0 || len(out) < n {
		l, h, why := q.next()
		if h == nil {
			break
		}
		out = append(out, Place{
			Hand: h.ID, Person: h.Person, Place: len(out) + 1,
			First: q.isFirst(l, h), Side: l.side, Line: l.name, Why: why,
		})
		q.serve(l, h)
	}
	return out
}

func (q *queue) isFirst(l *queueLine, h *queuedHand) bool {
	if l.hub != "" {
		return q.hubFirst(l.hub)
	}
	return !q.heard[h.who.ID]
}

// Place finds one hand's place and wait at room second now; false when no such
// hand waits. For many hands compute [State.Line] once.
func (s *State) Place(hand ItemID, now Seconds) (Place, bool) {
	h := s.Floor.Hands[hand]
	if h == nil || s.Who(h.Person) == nil {
		return Place{}, false
	}
	why := s.bar(h)
	if why == "" {
		for _, p := range s.Line(-1) {
			if p.Hand == hand {
				p.Wait = s.Wait(p.Place, now)
				return p, true
			}
		}
	}
	who := s.Who(h.Person)
	return Place{Hand: hand, Person: h.Person, First: s.firstTurn(who), Side: who.Side, Line: s.lineOf(who), Why: why}, true
}

// Waiting is how many hands wait, without those of people who are kept off the
// floor.
func (s *State) Waiting() (n int) {
	for _, h := range s.Floor.Hands {
		if s.Who(h.Person) != nil && !s.barred(h.Person) {
			n++
		}
	}
	return n
}

// Second is who is next after the next; false when fewer than two wait.
func (s *State) Second() (Place, bool) {
	line := s.Line(2)
	if len(line) < 2 {
		return Place{}, false
	}
	return line[1], true
}

// Wait is what the holder of a place can expect at room second now: each turn
// before it takes from two thirds of its length to its length and one answer.
func (s *State) Wait(place int, now Seconds) Wait {
	f := &s.Info.Policy.Floor
	begins, ends := s.audienceFrom(now), s.audienceTo(now)
	rest := begins
	if t := s.Running(); t != nil {
		rest = max(rest, t.Length-t.Spoken(now))
	}
	before := Seconds(max(place-1, 0))
	w := Wait{From: rest + before*(f.Turn*2/3), To: rest + before*(f.Turn+f.Answer)}
	w.NotReached = w.From >= ends
	return w
}

// audienceFrom is how far off the audience's part is, as planned.
func (s *State) audienceFrom(now Seconds) Seconds {
	x := &s.Session
	switch {
	case s.Floor.Opened:
		return 0
	case x.Timed:
		return max(x.Audience-now, 0)
	}
	return s.startsIn(now) + s.planned(Opening) + s.planned(Panel)
}

// audienceTo is how far off its end is; during the closing, the session's end.
func (s *State) audienceTo(now Seconds) Seconds {
	x := &s.Session
	switch {
	case x.Timed && x.Part == Closing:
		return x.End - now
	case x.Timed:
		return x.Closing - now
	}
	return s.audienceFrom(now) + s.planned(Audience)
}

func (s *State) startsIn(now Seconds) Seconds {
	if s.Info.Start == 0 {
		return 0
	}
	return max(Seconds(s.Info.Start-s.Info.Epoch)-now, 0)
}
