package room

import "slices"

// Limits of a room.
const (
	MaxQuestions = 30
	MaxSeats     = 60
	MaxHubs      = 20
)

// AddSeat names somebody at the table.
type AddSeat struct {
	Name        Text   `json:"name,omitzero" text:"120"`
	Affiliation Text   `json:"affiliation,omitzero" text:"160"`
	Group       string `json:"group,omitzero"`
	Region      string `json:"region,omitzero"`
	Roles       []Role `json:"roles"`
	Link        string `json:"link,omitzero"` // LinkHash of its secret link
}

// SeatAdded is the new seat's id.
type SeatAdded struct {
	Seat ItemID `json:"seat"`
}

// EditSeat replaces what a seat says of itself; roles and link stay.
type EditSeat struct {
	Seat        ItemID `json:"seat"`
	Name        Text   `json:"name,omitzero" text:"120"`
	Affiliation Text   `json:"affiliation,omitzero" text:"160"`
	Group       string `json:"group,omitzero"`
	Region      string `json:"region,omitzero"`
	Absent      bool   `json:"absent,omitzero"`
}

// SetRoles replaces the roles a seat holds and those it holds as deputy. One
// seat at least stays organizer and one moderator; only an organizer gives or
// takes that role.
type SetRoles struct {
	Seat   ItemID `json:"seat"`
	Roles  []Role `json:"roles"`
	Deputy []Role `json:"deputy,omitzero"`
}

// SetLink re-issues a seat's link; the old one ends.
type SetLink struct {
	Seat ItemID `json:"seat"`
	Link string `json:"link"`
}

func seatCommands() []command {
	return []command{
		define("seat.add/1", decideSeatAdd, func(s *State, _ *meta, p *AddSeat, f *SeatAdded) { s.putSeat(f.Seat, p) }),
		define("seat.edit/1", decideSeatEdit, applySeatEdit),
		define("seat.roles/1", decideSeatRoles, applySeatRoles),
		define("seat.link/1", decideSeatLink, func(s *State, _ *meta, p *SetLink, _ *None) { s.seat(p.Seat).Link = p.Link }),
	}
}

var allRoles = []Role{Organizer, Moderator, OnlineModerator, Rapporteur, Speaker, Hub, Screen}

func checkSeat(p *AddSeat) error {
	if p.Link != "" && !validHash(p.Link) {
		return refuse(CodeMalformed, "link")
	}
	return checkSeatFacts(p.Group, p.Region, p.Roles)
}

func checkSeatFacts(group, region string, roles []Role) error {
	if group != "" && !slices.Contains(StakeholderGroups, group) {
		return refuse(CodeMalformed, "group")
	}
	if region != "" && !slices.Contains(RegionalGroups, region) {
		return refuse(CodeMalformed, "region")
	}
	for i, r := range roles {
		if !slices.Contains(allRoles, r) || slices.Contains(roles[:i], r) {
			return refuse(CodeMalformed, "roles")
		}
	}
	return nil
}

func validHash(h string) bool {
	for _, c := range h {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return len(h) == 64
}

func decideSeatAdd(s *State, c *ctx, p *AddSeat) (SeatAdded, error) {
	if len(s.Seats) >= MaxSeats {
		return SeatAdded{}, refuse(CodeLimit, "")
	}
	if len(p.Roles) == 0 {
		return SeatAdded{}, refuse(CodeEmpty, "roles")
	}
	if err := checkSeat(p); err != nil {
		return SeatAdded{}, err
	}
	if p.Link != "" && s.SeatByLink(p.Link) != nil {
		return SeatAdded{}, refuse(CodeAlready, "link")
	}
	return SeatAdded{s.newItem(c.Draw)}, nil
}

func (s *State) putSeat(id ItemID, p *AddSeat) {
	s.Seats[id] = &Seat{
		ID: id, Name: p.Name, Affiliation: p.Affiliation,
		Group: p.Group, Region: p.Region, Roles: p.Roles, Link: p.Link,
	}
	s.SeatOrder = append(s.SeatOrder, id)
}

// takeSeat takes a seat off the table.
func (s *State) takeSeat(id ItemID) {
	delete(s.Seats, id)
	s.SeatOrder = slices.DeleteFunc(slices.Clone(s.SeatOrder), func(x ItemID) bool { return x == id })
}

func decideSeatEdit(s *State, _ *ctx, p *EditSeat) (None, error) {
	if s.Seats[p.Seat] == nil {
		return None{}, refuse(CodeNoSuch, "seat")
	}
	return None{}, checkSeatFacts(p.Group, p.Region, nil)
}

func applySeatEdit(s *State, _ *meta, p *EditSeat, _ *None) {
	seat := s.seat(p.Seat)
	seat.Name, seat.Affiliation, seat.Group, seat.Region, seat.Absent = p.Name, p.Affiliation, p.Group, p.Region, p.Absent
}

func decideSeatRoles(s *State, c *ctx, p *SetRoles) (None, error) {
	if s.Session.Phase == Closed {
		return None{}, refuse(CodeClosed, "session")
	}
	was := s.Seats[p.Seat]
	if was == nil {
		return None{}, refuse(CodeNoSuch, "seat")
	}
	if was.Helper {
		return None{}, refuse(CodeFixed, "helper")
	}
	organizes := SetRoles{Roles: was.Roles, Deputy: was.Deputy}.organizes() != p.organizes()
	if organizes && !s.seat(ItemID(c.Actor.ID)).Has(Organizer) {
		return None{}, refuse(CodeNotAllowed, "roles")
	}
	for _, rs := range [][]Role{p.Roles, p.Deputy} {
		if err := checkSeatFacts("", "", rs); err != nil {
			return None{}, err
		}
	}
	for _, need := range []Role{Organizer, Moderator} {
		held := hasRole(p.Roles, need)
		for id, seat := range s.Seats {
			held = held || id != p.Seat && hasRole(seat.Roles, need)
		}
		if !held {
			return None{}, refuse(CodeFixed, "roles")
		}
	}
	return None{}, nil
}

// organizes is whether the organizer's role is held, and whether as deputy.
func (p SetRoles) organizes() [2]bool {
	return [2]bool{hasRole(p.Roles, Organizer), hasRole(p.Deputy, Organizer)}
}

func applySeatRoles(s *State, _ *meta, p *SetRoles, _ *None) {
	seat := s.seat(p.Seat)
	seat.Roles, seat.Deputy = p.Roles, p.Deputy
}

func decideSeatLink(s *State, _ *ctx, p *SetLink) (None, error) {
	switch seat := s.Seats[p.Seat]; {
	case seat == nil:
		return None{}, refuse(CodeNoSuch, "seat")
	case seat.Helper:
		return None{}, refuse(CodeFixed, "helper")
	}
	if !validHash(p.Link) {
		return None{}, refuse(CodeMalformed, "link")
	}
	if s.SeatByLink(p.Link) != nil {
		return None{}, refuse(CodeAlready, "link")
	}
	return None{}, nil
}
