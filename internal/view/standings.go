package view

import "parley/internal/room"

// Standings is where the room stands, of the last picture that was recorded. Until
// there is one the section says nothing but its state.
type Standings struct {
	State      StandingsState                    `json:"state"`
	At         room.Seconds                      `json:"at,omitzero"` // of the picture
	People     int                               `json:"people,omitzero"`
	Votes      int                               `json:"votes,omitzero"`
	Groups     map[string]StandingGroup          `json:"groups,omitzero"` // by letter
	Order      string                            `json:"order,omitzero"`  // of groups, the largest first: "B A"
	Statements map[room.ItemID]StandingStatement `json:"statements,omitzero"`
}

// StandingsState is what may be said of where the room stands.
type StandingsState string

// The states of the section.
const (
	StandingsFew       StandingsState = "few"       // too few voted for groups
	StandingsEarly     StandingsState = "early"     // no picture yet
	StandingsRehearsal StandingsState = "rehearsal" // never a picture
	StandingsOne       StandingsState = "one"       // one field, no groups
	StandingsGroups    StandingsState = "groups"    // groups
)

// StandingGroup is people who vote alike. X, Y is its middle, SX, SY and R are the
// standard deviations of its people's positions and their correlation, all in units
// of answers.
type StandingGroup struct {
	People int                          `json:"people"`
	Agrees float64                      `json:"agrees,omitzero"` // share of agreement in its answers; absent where no cells are shown
	X      float64                      `json:"x"`
	Y      float64                      `json:"y"`
	SX     float64                      `json:"sx"`
	SY     float64                      `json:"sy"`
	R      float64                      `json:"r"`
	Holds  map[room.ItemID]StandingHold `json:"holds"` // what stands for it
}

// StandingHold is how much more often a group gives an answer than all others:
// shares, and the interval of nine tenths of their difference.
type StandingHold struct {
	Answer room.Answer `json:"answer"`
	Rank   int         `json:"rank"` // from 1
	Own    float64     `json:"own"`
	Rest   float64     `json:"rest"`
	Low    float64     `json:"low"`
	High   float64     `json:"high"`
}

// StandingStatement is how a statement stands in the picture. Live is how it stands
// now, if otherwise. Nothing is said of how the title stands: no class answers a
// question. Cells are the answers by letter as of CellsAt, absent where a group has
// too few and where there are no groups.
type StandingStatement struct {
	Class     room.StandingClass    `json:"class,omitzero"`
	Confirmed bool                  `json:"confirmed,omitzero"`
	More      int                   `json:"more,omitzero"`   // short: about how many more answers of each group would decide
	Beyond    bool                  `json:"beyond,omitzero"` // short: more than those here have left
	Live      room.StandingClass    `json:"live,omitzero"`
	Cells     map[string]room.Tally `json:"cells,omitzero"`
	CellsAt   room.Seconds          `json:"cells_at,omitzero"`
}

// standings is the last picture. Positions and shares are rounded to hundredths: a
// page needs no more.
func (b *builder) standings() Standings {
	x := b.room.Standing
	switch {
	case x == nil && b.room.Info.Rehearsal:
		return Standings{State: StandingsRehearsal}
	case x == nil && b.room.EnoughVoted():
		return Standings{State: StandingsEarly}
	case x == nil:
		return Standings{State: StandingsFew}
	}
	out := Standings{
		State: StandingsOne, At: x.At, People: x.People, Votes: x.Votes,
		Statements: make(map[room.ItemID]StandingStatement, len(x.Statements)),
	}
	if x.Grouped() {
		out.State, out.Groups = StandingsGroups, make(map[string]StandingGroup, len(x.Groups))
		var order ordered
		for _, letter := range x.Letters {
			out.Groups[string(letter)] = standingGroup(x.Groups[string(letter)])
			order.add(string(letter))
		}
		out.Order = order.String()
	}
	for id, of := range x.Statements {
		var v StandingStatement
		if !b.room.Statements[id].Kind.IsTitle() {
			v.Class, v.Confirmed, v.More, v.Beyond = of.Class, of.Confirmed, of.More, of.Beyond
			if live := b.live[id]; live != of.Class {
				v.Live = live
			}
		}
		if c, ok := x.Cells[id]; ok {
			v.Cells, v.CellsAt = c.By, c.At
		}
		out.Statements[id] = v
	}
	return out
}

func standingGroup(g room.StandingGroup) StandingGroup {
	out := StandingGroup{
		People: g.People, Agrees: room.Round2(g.Agrees), X: room.Round2(g.X), Y: room.Round2(g.Y),
		SX: room.Round2(g.SX), SY: room.Round2(g.SY), R: room.Round2(g.R),
		Holds: make(map[room.ItemID]StandingHold, len(g.Holds)),
	}
	for id, h := range g.Holds {
		out.Holds[id] = StandingHold{h.Answer, h.Rank, room.Round2(h.Own), room.Round2(h.Rest), room.Round2(h.Low), room.Round2(h.High)}
	}
	return out
}
