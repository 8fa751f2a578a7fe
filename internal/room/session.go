package room

import "slices"

// The longest session, how long before its planned start it begins then, and the
// parts of a plan.
const (
	MaxSession  Seconds = 12 * 3600
	tooEarlyBy  Seconds = 15 * 60
	partsOfPlan         = 4
)

// SetPlan replaces the run of show. While the session runs its whole length
// stays, because the end is fixed; minutes that were taken by a key stay taken;
// and no boundary moves to before now.
type SetPlan struct {
	Plan []PlanPart `json:"plan"`
}

// Started is the session's fixed instants in room time.
type Started struct {
	Begin    Seconds `json:"begin"`
	Audience Seconds `json:"audience"`
	Closing  Seconds `json:"closing"`
	End      Seconds `json:"end"`
}

// NextPart goes on to the part after the named one. It ends the running turn, as
// a call does; turn.undo lets that run on.
type NextPart struct {
	After PartKind `json:"after"`
}

// PartBegun is the part that begins.
type PartBegun struct {
	Part PartKind `json:"part"`
}

// TakeTime moves a protected boundary by a key: For gets Seconds of From. The
// two are neighbours in the plan; giving back is taking the other way round.
type TakeTime struct {
	From    PartKind `json:"from"`
	For     PartKind `json:"for"`
	Seconds Seconds  `json:"seconds"`
}

func sessionCommands() []command {
	return []command{
		define("plan.set/1", decidePlan, func(s *State, _ *meta, p *SetPlan, _ *None) { s.setPlan(p.Plan) }),
		define("session.start/1", decideStart, applyStart),
		define("part.next/1", decidePart, applyPart),
		define("part.take/1", decideTake, applyTake),
		define("solo.set/1", decideSolo, applySolo),
	}
}

func checkPlan(plan []PlanPart) error {
	order := []PartKind{Opening, Panel, Audience, Closing}
	if len(plan) != partsOfPlan {
		return refuse(CodeMalformed, "plan")
	}
	var sum Seconds
	for i, p := range plan {
		if p.Kind != order[i] || p.Seconds < 0 || p.Seconds > MaxSession {
			return refuse(CodeMalformed, "plan")
		}
		sum += p.Seconds
	}
	if sum < 60 || sum > MaxSession {
		return refuse(CodeLimit, "plan")
	}
	return nil
}

func (s *State) setPlan(plan []PlanPart) {
	s.Session.Plan = slices.Clone(plan)
	if s.Session.Phase == Before {
		s.Info.Seconds = planned(plan)
	} else if s.Session.Timed {
		s.Session.Audience, s.Session.Closing = s.boundaries(plan)
	}
}

// boundaries are the two protected instants of a plan for the session that
// runs, with the minutes that were taken by a key.
func (s *State) boundaries(plan []PlanPart) (audience, closing Seconds) {
	closing = s.Session.End - lengthOf(plan, Closing)
	audience = closing - lengthOf(plan, Audience)
	for _, t := range s.Session.Taken {
		audience, closing = shifted(audience, closing, TakeTime{t.From, t.For, t.Seconds})
	}
	return audience, closing
}

func planned(plan []PlanPart) (sum Seconds) {
	for _, p := range plan {
		sum += p.Seconds
	}
	return sum
}

func (s *State) planned(k PartKind) Seconds { return lengthOf(s.Session.Plan, k) }

func lengthOf(plan []PlanPart, k PartKind) Seconds {
	for _, p := range plan {
		if p.Kind == k {
			return p.Seconds
		}
	}
	return 0
}

func (s *State) live() error {
	switch s.Session.Phase {
	case Before:
		return refuse(CodeNotOpen, "session")
	case Closed:
		return refuse(CodeClosed, "session")
	}
	return nil
}

func decidePlan(s *State, c *ctx, p *SetPlan) (None, error) {
	if s.Session.Phase == Closed {
		return None{}, refuse(CodeClosed, "session")
	}
	if err := checkPlan(p.Plan); err != nil {
		return None{}, err
	}
	if !s.Session.Timed {
		return None{}, nil
	}
	if planned(p.Plan) != planned(s.Session.Plan) {
		return None{}, refuse(CodeFixed, "plan")
	}
	x := &s.Session
	a, b := s.boundaries(p.Plan)
	if a < x.Begin || b < a || b > x.End || a != x.Audience && a < c.At || b != x.Closing && b < c.At {
		return None{}, refuse(CodeLimit, "plan")
	}
	return None{}, nil
}

// decideStart fixes the end. A planned beginning holds, so that starting late
// shortens the panel, and at last the audience's part; far from it (a rehearsal,
// another day) the session begins now.
func decideStart(s *State, c *ctx, _ *None) (Started, error) {
	if s.Session.Phase != Before {
		return Started{}, refuse(CodeAlready, "session")
	}
	begin := c.At
	if s.Info.Start != 0 {
		at := Seconds(s.Info.Start - s.Info.Epoch)
		if c.At >= at-tooEarlyBy && c.At < at+s.Info.Seconds-s.planned(Closing) {
			begin = at
		}
	}
	end := begin + s.Info.Seconds
	closing := end - s.planned(Closing)
	return Started{begin, closing - s.planned(Audience), closing, end}, nil
}

func applyStart(s *State, m *meta, _ *None, f *Started) {
	x := &s.Session
	x.Phase, x.Started, x.Timed = Live, m.At, true
	x.Begin, x.Audience, x.Closing, x.End = f.Begin, f.Audience, f.Closing, f.End
	x.Part, x.Since = Opening, m.At
	x.Begun = append(x.Begun, PartStart{m.At, Opening})
}

func decidePart(s *State, _ *ctx, p *NextPart) (PartBegun, error) {
	if err := s.live(); err != nil {
		return PartBegun{}, err
	}
	if p.After != s.Session.Part {
		return PartBegun{}, refuse(CodeStale, "after")
	}
	for i, part := range s.Session.Plan {
		if part.Kind == p.After && i+1 < len(s.Session.Plan) {
			return PartBegun{s.Session.Plan[i+1].Kind}, nil
		}
	}
	return PartBegun{}, refuse(CodeLimit, "after")
}

func applyPart(s *State, m *meta, _ *NextPart, f *PartBegun) {
	x := &s.Session
	w := &went{part: x.Part, since: x.Since, spent: x.Spent[x.Part], turns: len(s.Floor.Turns), opened: s.Floor.Opened, before: x.went}
	if t := s.Running(); t != nil {
		s.endTurn(t, m.Clock)
		w.ended, w.end = t.N, t.End
	}
	x.Spent[x.Part] += max(m.Clock-x.Since, 0)
	x.Part, x.Since, x.went = f.Part, m.Clock, w
	x.Begun = append(x.Begun, PartStart{m.Clock, f.Part})
	if f.Part == Audience && !s.Floor.Opened {
		s.Floor.Opened, s.Floor.OpenedAt = true, m.At
	}
}

func decideTake(s *State, _ *ctx, p *TakeTime) (None, error) {
	if err := s.live(); err != nil {
		return None{}, err
	}
	if p.Seconds <= 0 {
		return None{}, refuse(CodeMalformed, "seconds")
	}
	a, c := shifted(s.Session.Audience, s.Session.Closing, *p)
	if a == s.Session.Audience && c == s.Session.Closing {
		return None{}, refuse(CodeMalformed, "from")
	}
	if a < s.Session.Begin || c < a || c > s.Session.End {
		return None{}, refuse(CodeLimit, "seconds")
	}
	return None{}, nil
}

// shifted is where the two protected boundaries are after the key.
func shifted(audience, closing Seconds, p TakeTime) (Seconds, Seconds) {
	switch (TakeTime{From: p.From, For: p.For}) {
	case TakeTime{From: Audience, For: Panel}:
		audience += p.Seconds
	case TakeTime{From: Panel, For: Audience}:
		audience -= p.Seconds
	case TakeTime{From: Closing, For: Audience}:
		closing += p.Seconds
	case TakeTime{From: Audience, For: Closing}:
		closing -= p.Seconds
	}
	return audience, closing
}

func applyTake(s *State, m *meta, p *TakeTime, _ *None) {
	s.Session.Audience, s.Session.Closing = shifted(s.Session.Audience, s.Session.Closing, *p)
	s.Session.Taken = append(s.Session.Taken, Taken{m.At, p.From, p.For, p.Seconds})
}

// Running is the turn that has the floor; nil when nobody has.
func (s *State) Running() *Turn { return s.Turn(s.Floor.Running) }

// Turn is turn n, counted from 1; nil when there is none.
func (s *State) Turn(n int) *Turn {
	if n < 1 || n > len(s.Floor.Turns) {
		return nil
	}
	return s.Floor.Turns[n-1]
}
