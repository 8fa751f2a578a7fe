package room

// Uneven is the hint of rule 4: the side that has so many times as many people
// waiting for a first turn as the other that the moderator may favour it. With
// nobody on the other side it wants as many as if there were one.
func (s *State) Uneven() (Side, bool) {
	heard := map[PersonID]bool{}
	for _, t := range s.Floor.Turns {
		if t.Counts() {
			heard[s.whoID(t.Person)] = true
		}
	}
	waiting := map[Side]map[PersonID]bool{Onsite: {}, Online: {}}
	for _, h := range s.Floor.Hands {
		if who := s.Who(h.Person); who != nil && !s.barred(h.Person) && waiting[who.Side] != nil &&
			(who.Kind != AHub && !heard[who.ID] || who.Kind == AHub && s.firstTurn(who)) {
			waiting[who.Side][who.ID] = true
		}
	}
	for _, side := range []Side{Online, Onsite} {
		if n := s.Info.Policy.Floor.Uneven; n > 0 && len(waiting[side]) >= n*max(len(waiting[side.Other()]), 1) {
			return side, true
		}
	}
	return "", false
}

// Unheard is the side that rule 15 finds behind: people wait there, and of the
// audience's minutes in turns that are over it has less than its share after so
// many turns.
func (s *State) Unheard() (Side, bool) {
	f := &s.Info.Policy.Floor
	turns, all, by := 0, Seconds(0), map[Side]Seconds{}
	for _, t := range s.Floor.Turns {
		if t.Counts() && t.Over {
			turns++
			side, _ := t.From()
			all += t.Spoken(t.End)
			by[side] += t.Spoken(t.End)
		}
	}
	if turns < f.BalanceAfter {
		return "", false
	}
	for _, side := range []Side{Online, Onsite} {
		if by[side]*100 < all*Seconds(f.Balance) && s.waits(side) {
			return side, true
		}
	}
	return "", false
}

// waits says whether anybody who may be heard waits on the side.
func (s *State) waits(side Side) bool {
	for _, h := range s.Floor.Hands {
		if who := s.Who(h.Person); who != nil && who.Side == side && !s.barred(h.Person) {
			return true
		}
	}
	return false
}

// Exchanges is how many audience turns so many seconds cost, begun ones whole.
func (s *State) Exchanges(d Seconds) int {
	turn := s.Info.Policy.Floor.Turn
	if d <= 0 || turn <= 0 {
		return 0
	}
	return int((d + turn - 1) / turn)
}
