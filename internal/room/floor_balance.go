package room

// Balance is who had the floor and for how long, live and in the report. Turns
// that were taken back or whose person was absent are not in it; corrected ones
// are in it as corrected.
type Balance struct {
	Sides     map[Side]SideBalance   `json:"sides"`     // the audience's turns
	Seats     map[ItemID]SeatBalance `json:"seats"`     // each seat's turns and answers
	Groups    map[string]SeatBalance `json:"groups"`    // of seats, by stakeholder group; "" unknown
	Regions   map[string]SeatBalance `json:"regions"`   // of seats, by regional group; "" unknown
	Panel     Seconds                `json:"panel"`     // presented by seats
	Table     Seconds                `json:"table"`     // answered by seats: for no side
	Order     Seconds                `json:"order"`     // points of order: for no side
	Questions map[int]Seconds        `json:"questions"` // all turns, by session question; 0 none
}

// SideBalance is one side's share.
type SideBalance struct {
	Turns     int            `json:"turns"`
	Seconds   Seconds        `json:"seconds"`
	First     int            `json:"first"`     // first turns among them
	People    int            `json:"people"`    // heard
	Free      int            `json:"free"`      // "not heard yet" for the side that was behind: no overrides
	Overrides map[string]int `json:"overrides"` // by reason
}

// SeatBalance is one seat's share, or that of a group of seats.
type SeatBalance struct {
	Seats   int     `json:"seats"`
	Turns   int     `json:"turns"`
	Seconds Seconds `json:"seconds"`
}

// Balance counts up to room second now.
func (s *State) Balance(now Seconds) Balance {
	b := Balance{
		Sides:  map[Side]SideBalance{Onsite: {Overrides: map[string]int{}}, Online: {Overrides: map[string]int{}}},
		Seats:  map[ItemID]SeatBalance{},
		Groups: map[string]SeatBalance{}, Regions: map[string]SeatBalance{}, Questions: map[int]Seconds{},
	}
	people := map[Side]map[PersonID]bool{Onsite: {}, Online: {}}
	for _, t := range s.Floor.Turns {
		if t.Void {
			continue
		}
		spoken := t.Spoken(now)
		b.Questions[t.Question] += spoken
		switch t.Kind {
		case PanelTurn, TableTurn:
			b.addSeat(t, spoken)
		case OrderTurn:
			b.Order += spoken
		case AudienceTurn, OverrideTurn:
			if side, _ := t.From(); people[side] != nil {
				people[side][s.whoID(t.Person)] = true
				b.addSide(side, t, spoken, len(people[side]))
			}
		}
	}
	for id, seat := range s.Seats {
		if seat.speaks() || b.Seats[id].Turns > 0 {
			own := b.Seats[id]
			own.Seats = 1
			b.Seats[id] = own
			b.Groups[seat.Group] = b.Groups[seat.Group].plus(own)
			b.Regions[seat.Region] = b.Regions[seat.Region].plus(own)
		}
	}
	return b
}

// speaks says whether the seat is one of the table, rather than a screen or a
// hub's link.
func (s *Seat) speaks() bool {
	for _, r := range s.Roles {
		if r != Hub && r != Screen {
			return true
		}
	}
	return false
}

func (b *Balance) addSeat(t *Turn, spoken Seconds) {
	b.Seats[t.Seat] = b.Seats[t.Seat].plus(SeatBalance{Turns: 1, Seconds: spoken})
	if t.Kind == PanelTurn {
		b.Panel += spoken
	} else {
		b.Table += spoken
	}
}

func (b *Balance) addSide(of Side, t *Turn, spoken Seconds, people int) {
	side := b.Sides[of]
	side.Turns++
	side.Seconds += spoken
	side.People = people
	if t.First {
		side.First++
	}
	switch {
	case t.Free:
		side.Free++
	case t.Kind == OverrideTurn:
		side.Overrides[t.Why]++
	}
	b.Sides[of] = side
}

func (b SeatBalance) plus(o SeatBalance) SeatBalance {
	return SeatBalance{b.Seats + o.Seats, b.Turns + o.Turns, b.Seconds + o.Seconds}
}
