package room

import (
	"maps"
	"slices"
	"strings"
)

// MaxCount is the greatest number that can be entered for one line.
const MaxCount = 100000

const hubLine = "hub:"

// HubLine is the line of the hub whose person is id.
func HubLine(id PersonID) CountLine { return CountLine(hubLine + string(id)) }

// Hub is the person of a hub's line; false when the line is no hub's.
func (l CountLine) Hub() (PersonID, bool) {
	id, ok := strings.CutPrefix(string(l), hubLine)
	return PersonID(id), ok
}

// Side is the side that the people of a line sit on.
func (l CountLine) Side() Side {
	if l == InTheRoom || l == AllOnsite {
		return Onsite
	}
	return Online
}

func (t Tally) valid() bool {
	for _, n := range []int{t.Agree, t.Disagree, t.Unsure} {
		if n < 0 || n > MaxCount {
			return false
		}
	}
	return true
}

// unanimous says whether everybody gave the same answer.
func (t Tally) unanimous() bool {
	n := t.N()
	return n > 0 && (t.Agree == n || t.Disagree == n || t.Unsure == n)
}

func sum[K comparable](m map[K]Tally) (t Tally) {
	for _, x := range m {
		t = t.Plus(x)
	}
	return t
}

// add adds to a ballot's classes in every dimension; by may be negative.
func (c *Count) add(b *Ballot, by Counts) {
	if c.Side == nil {
		c.Side, c.Group = map[Side]Counts{}, map[string]Counts{}
	}
	c.All = c.All.Plus(by)
	c.Side[b.Side] = c.Side[b.Side].Plus(by)
	c.Group[b.Group] = c.Group[b.Group].Plus(by)
}

// set makes c the same as o, which has every class that c has; they share nothing.
func (c *Count) set(o *Count) {
	if c.Side == nil {
		c.Side, c.Group = map[Side]Counts{}, map[string]Counts{}
	}
	c.All = o.All
	maps.Copy(c.Side, o.Side)
	maps.Copy(c.Group, o.Group)
}

// checkLine refuses a line that is none of those given and no known hub's, and
// one that the seat may not enter: the moderator enters every line, the online
// moderator those online, a hub its own.
func (s *State) checkLine(c *ctx, line CountLine, known ...CountLine) error {
	var hub *Person
	if id, ok := line.Hub(); ok {
		if hub = s.People[id]; hub == nil || hub.Kind != AHub {
			return refuse(CodeNoSuch, "line")
		}
	} else if !slices.Contains(known, line) {
		return refuse(CodeMalformed, "line")
	}
	if !s.mayEnter(c.Actor, hub, line.Side()) {
		return refuse(CodeNotAllowed, "line")
	}
	return nil
}

func (s *State) checkCount(c *ctx, line CountLine, t Tally) error {
	if !t.valid() {
		return refuse(CodeMalformed, "count")
	}
	return s.checkLine(c, line, InTheRoom, InTheChat)
}

// setLine replaces what a line says; a line of nobody is taken off.
func setLine[T interface{ N() int }](lines *map[CountLine]T, line CountLine, t T) {
	if t.N() == 0 {
		delete(*lines, line)
		return
	}
	if *lines == nil {
		*lines = map[CountLine]T{}
	}
	(*lines)[line] = t
}

// decidePresence takes how many are present on one line, phones included.
func decidePresence(s *State, c *ctx, p *CountPresence) (None, error) {
	if s.Session.Phase == Closed {
		return None{}, refuse(CodeClosed, "session")
	}
	if p.Count < 0 || p.Count > MaxCount {
		return None{}, refuse(CodeMalformed, "count")
	}
	if err := s.checkLine(c, p.Line, AllOnsite, AllOnline); err != nil {
		return None{}, err
	}
	return None{}, s.overtaken(c, presentSetting(p.Line))
}

func applyPresence(s *State, m *meta, p *CountPresence, _ *None) {
	if p.Count >= 0 && p.Count <= MaxCount {
		s.sets(m, presentSetting(p.Line))
		s.Present[p.Line] = p.Count
	}
}

// PresentNow is how many people are present: the numbers entered for the room
// and for those online, and the hubs, which are in neither (a hub that entered
// none has the number it was added with). It is 0, unknown, while a side from
// which somebody takes part has no number.
func (s *State) PresentNow() int {
	if len(s.Uncounted()) > 0 {
		return 0
	}
	n := s.Present[AllOnsite] + s.Present[AllOnline]
	for _, p := range s.People {
		if p.Kind == AHub {
			n += s.HubCount(p)
		}
	}
	return n
}

// Uncounted are the sides from which somebody takes part other than a hub, and of
// which nobody entered how many are present.
func (s *State) Uncounted() (out []Side) {
	taking := map[Side]bool{}
	for _, p := range s.People {
		taking[p.Side] = taking[p.Side] || p.Kind != AHub
	}
	for _, b := range s.Ballots {
		taking[b.Side] = true
	}
	for _, side := range bothSides {
		if _, entered := s.Present[PresentLine(side)]; taking[side] && !entered {
			out = append(out, side)
		}
	}
	return out
}

// PresentLine is the line of those who are present on a side.
func PresentLine(side Side) CountLine {
	if side == Onsite {
		return AllOnsite
	}
	return AllOnline
}

// Phones are how many voices are inside, by side; who was merged is one.
func (s *State) Phones() map[Side]int {
	out := map[Side]int{}
	for _, p := range s.People {
		if p.Kind == ByPhone && !p.Left && p.Into == "" {
			out[p.Side]++
		}
	}
	return out
}

// PresentShort says whether fewer were counted as present than answered an
// outcome, so that the number says nothing: somebody came later, or was missed.
func (s *State) PresentShort() bool {
	present := s.PresentNow()
	for _, o := range s.Outcomes {
		if n := scalePlain.Tally(o.raw.All).Plus(sum(o.Lines)).N(); present > 0 && n > present {
			return true
		}
	}
	return false
}
