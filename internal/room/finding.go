package room

import "maps"

// FindInput is what the rule of outcomes looks at.
type FindInput struct {
	Put        bool // read out and put to the room
	Named      bool // the three fields of "needs investigation" are filled in
	Sides      map[Side]Tally
	Lines      map[CountLine]Tally
	Present    int // 0 unknown; fewer than answered is no number of those present
	Objections int // that count
	Voters     int
}

// Find applies the rule for small rooms (docs/spec/outcomes.md). Sides are the
// phones' answers; each line is added once, in the whole and on its side.
func (p OutcomePolicy) Find(in FindInput) Finding {
	f := Finding{
		Phones: sum(in.Sides), Lines: maps.Clone(in.Lines), Sides: map[Side]Tally{},
		Present: in.Present, Objections: in.Objections, Voters: in.Voters,
	}
	for side, t := range in.Sides {
		f.Sides[side] = f.Sides[side].Plus(t)
	}
	for line, t := range in.Lines {
		f.Sides[line.Side()] = f.Sides[line.Side()].Plus(t)
	}
	f.Tally = sum(f.Sides)
	if f.Present < f.Tally.N() {
		f.Present = 0
	}
	f.OfRoom = f.Present > 0 && 2*f.Tally.N() >= f.Present
	f.Kind = p.kind(f.Tally, f.Sides, &in)
	return f
}

func (p OutcomePolicy) kind(t Tally, sides map[Side]Tally, in *FindInput) OutcomeKind {
	n := t.N()
	switch {
	case !in.Put:
		return NotPut
	case n < p.Few || n == 0:
		return TooFew
	case atLeast(t.Unsure, p.Unsure, n):
		if in.Named {
			return NeedsInvestigation
		}
		return NotSettled
	case atLeast(t.Agree, p.Open, n) && atLeast(t.Disagree, p.Open, n), in.Objections > 0:
		return OpenPoint
	case p.common(t, sides, func(t Tally) (int, int) { return t.Agree, t.Disagree }):
		return CommonGround
	case p.common(t, sides, func(t Tally) (int, int) { return t.Disagree, t.Agree }):
		return CommonGroundAgainst
	}
	return NotSettled
}

// common is rule 4 for one way; ways gives the answers that way and the other.
func (p OutcomePolicy) common(t Tally, sides map[Side]Tally, ways func(Tally) (int, int)) bool {
	this, other := ways(t)
	if !atLeast(this, p.Agree, t.N()) || !atMost(other, p.Against, t.N()) {
		return false
	}
	for _, side := range sides {
		if this, _ := ways(side); side.N() >= p.SideLeast && !atLeast(this, p.SideAgree, side.N()) {
			return false
		}
	}
	return true
}

// Finding is what the rule finds for an outcome as it stands now.
func (s *State) Finding(o *Outcome) Finding {
	in := FindInput{
		Put: o.Status == Put || o.Status == Settled, Named: o.Blocks != "" && o.Missing != "" && o.Finder != "",
		Sides: projected(scalePlain, o.raw.Side), Lines: o.Lines, Present: s.PresentNow(), Voters: s.Voters(),
	}
	for _, b := range o.Objections {
		if b.Counts() {
			in.Objections++
		}
	}
	return s.Info.Policy.Outcome.Find(in)
}
