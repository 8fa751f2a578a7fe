package room

// AddHub names a place online where several people sit together. Its hands and
// counts are entered by the desk, by the seat Seat of role hub, or by a seat made
// with it, which Link opens.
type AddHub struct {
	Name  Text   `json:"name" text:"60"`
	Count int    `json:"count"`
	Seat  ItemID `json:"seat,omitzero"`
	Link  string `json:"link,omitzero"` // LinkHash of its secret link
}

// HubAdded is the person drawn for the hub, and the seat made with it.
type HubAdded struct {
	Person PersonID `json:"person"`
	Seat   ItemID   `json:"seat,omitzero"`
}

func hubCommands() []command {
	return []command{
		define("hub.add/1", decideHub, applyHub),
		define("hub.drop/1", decideDropHub, applyDropHub),
	}
}

// HubOf is the hub whose hands and counts the seat enters, the newest where it
// has several; nil when it has none.
func (s *State) HubOf(seat ItemID) (hub *Person) {
	for _, who := range s.People {
		if who.Kind == AHub && who.Seat == seat && seat != "" && (hub == nil || who.Joined > hub.Joined) {
			hub = who
		}
	}
	return hub
}

// HubCount is how many people sit at the hub: as counted last, else as it was
// added with.
func (s *State) HubCount(hub *Person) int {
	if n, counted := s.Present[HubLine(hub.ID)]; counted {
		return n
	}
	return hub.Count
}

func decideHub(s *State, c *ctx, p *AddHub) (HubAdded, error) {
	hubs := 0
	for _, who := range s.People {
		if who.Kind == AHub {
			hubs++
		}
	}
	switch {
	case s.Session.Phase == Closed:
		return HubAdded{}, refuse(CodeClosed, "session")
	case hubs >= MaxHubs:
		return HubAdded{}, refuse(CodeLimit, "")
	case p.Name == "":
		return HubAdded{}, refuse(CodeEmpty, "name")
	case p.Count < 1 || p.Count > 10000:
		return HubAdded{}, refuse(CodeMalformed, "count")
	case p.Seat != "" && !s.seat(p.Seat).Has(Hub):
		return HubAdded{}, refuse(CodeNoSuch, "seat")
	}
	f := HubAdded{Person: c.Draw.Person()}
	if p.Link == "" {
		return f, nil
	}
	switch {
	case p.Seat != "" || !validHash(p.Link):
		return HubAdded{}, refuse(CodeMalformed, "link")
	case s.SeatByLink(p.Link) != nil:
		return HubAdded{}, refuse(CodeAlready, "link")
	case len(s.Seats) >= MaxSeats:
		return HubAdded{}, refuse(CodeLimit, "")
	}
	f.Seat = s.newItem(c.Draw)
	return f, nil
}

func applyHub(s *State, m *meta, p *AddHub, f *HubAdded) {
	who := &Person{
		ID: f.Person, Kind: AHub, Side: Online, Name: p.Name, Count: p.Count,
		Line: string(HubLine(f.Person)), Joined: m.Index, Called: true, Seat: p.Seat,
	}
	s.People[f.Person] = who
	if f.Seat != "" {
		who.Seat = f.Seat
		s.putSeat(f.Seat, &AddSeat{Name: p.Name, Roles: []Role{Hub}, Link: p.Link})
		s.seat(f.Seat).MadeWith = f.Person
	}
}

// decideDropHub takes a hub off that was entered by mistake: one that had no
// hand, no turn and no line in a count, and whose seat is no more than its own.
func decideDropHub(s *State, _ *ctx, p *PersonRef) (None, error) {
	switch who := s.People[p.Person]; {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case who == nil || who.Kind != AHub:
		return None{}, refuse(CodeNoSuch, "person")
	case s.tookPart(who.ID) || s.seat(who.Seat).MadeWith == who.ID && s.seatTookPart(who.Seat):
		return None{}, refuse(CodeFixed, "person")
	}
	return None{}, nil
}

// applyDropHub takes the seat off too that was made with the hub; nobody's link
// opens it any more.
func applyDropHub(s *State, _ *meta, p *PersonRef, _ *None) {
	who := s.person(p.Person)
	s.unsignal(p.Person)
	delete(s.People, p.Person)
	if s.seat(who.Seat).MadeWith == p.Person {
		s.takeSeat(who.Seat)
	}
}

func (s *State) tookPart(hub PersonID) bool {
	line := HubLine(hub)
	_, found := s.Present[line]
	for _, h := range s.Floor.Hands {
		found = found || h.Person == hub
	}
	for _, h := range s.Floor.Dropped {
		found = found || h.Person == hub
	}
	for _, t := range s.Floor.Turns {
		found = found || t.Person == hub
	}
	for _, o := range s.Floor.Orders {
		found = found || o.Person == hub
	}
	for _, p := range s.People {
		found = found || p.Into == hub
	}
	for _, x := range s.Statements {
		found = found || x.Lines[line] != Counts{}
	}
	for _, o := range s.Outcomes {
		found = found || o.Lines[line] != Tally{}
	}
	return found
}

// seatTookPart says whether the seat was given more than its hub: another hub
// or role, a turn, or what it wrote in one.
func (s *State) seatTookPart(id ItemID) bool {
	seat := s.seat(id)
	found := len(seat.Deputy) > 0 || len(seat.Roles) != 1 || !seat.Has(Hub)
	for _, who := range s.People {
		found = found || who.Seat == id && who.ID != seat.MadeWith
	}
	for _, t := range s.Floor.Turns {
		found = found || t.Seat == id
	}
	for _, x := range s.Statements {
		found = found || x.Seat == id || x.Asks.To == id || x.Reply != nil && x.Reply.Seat == id
	}
	for _, n := range s.Notes {
		found = found || n.Seat == id
	}
	for _, f := range s.Form {
		found = found || f.Seat == id
	}
	return found
}
