package room

import "github.com/go-json-experiment/json"

// The inverses of what concerns the table, the run of show and the people. Each
// is made from the state before the record.

// from makes a function of the table from one that knows what it reads.
func from[P, F any](back func(*State, *P, *F) Inverse) func(*State, *Record) Inverse {
	return func(s *State, r *Record) Inverse {
		if x := read[P, F](r); x != nil {
			return back(s, &x.payload, &x.facts)
		}
		return Inverse{}
	}
}

func inverse(name string, payload any) Inverse {
	b, err := json.Marshal(payload, json.Deterministic(true))
	if err != nil {
		return Inverse{}
	}
	return Inverse{Name: name, Payload: b}
}

func (v Inverse) asking(what Asked) Inverse {
	v.Asks = what
	return v
}

// to is an inverse that names nothing.
func to(name string) func(*State, *Record) Inverse {
	return func(*State, *Record) Inverse { return inverse(name, None{}) }
}

// turnTo is an inverse that names the same turn.
func turnTo(name string) func(*State, *Record) Inverse {
	return from(func(_ *State, p *TurnRef, _ *None) Inverse { return inverse(name, p) })
}

var (
	backSeatEdit = from(func(s *State, p *EditSeat, _ *None) Inverse {
		x := s.seat(p.Seat)
		return inverse("seat.edit/1", &EditSeat{p.Seat, x.Name, x.Affiliation, x.Group, x.Region, x.Absent})
	})
	backSeatRoles = from(func(s *State, p *SetRoles, _ *None) Inverse {
		x := s.seat(p.Seat)
		return inverse("seat.roles/1", &SetRoles{p.Seat, x.Roles, x.Deputy})
	})
	backCodes = from(func(s *State, _ *SetCodes, _ *None) Inverse {
		if s.Codes == (Codes{}) {
			return Inverse{}
		}
		return inverse("codes.set/1", SetCodes(s.Codes))
	})
	backCaptions = from(func(s *State, _ *SetCaptions, _ *None) Inverse {
		return inverse("captions.set/1", &SetCaptions{s.Captions})
	})

	backHelperCode = from(func(_ *State, _ *MakeHelperCode, f *HelperRef) Inverse {
		return inverse("helper.end/1", f)
	})

	backPlan = from(func(s *State, _ *SetPlan, _ *None) Inverse {
		return inverse("plan.set/1", &SetPlan{s.Session.Plan})
	})
	backQuestionAdd = from(func(s *State, _ *AddQuestion, _ *None) Inverse {
		return inverse("question.drop/1", &QuestionRef{len(s.Agenda) + 1})
	})
	backQuestionEdit = from(func(s *State, p *EditQuestion, _ *None) Inverse {
		if !s.isQuestion(p.Question) {
			return Inverse{}
		}
		return inverse("question.edit/1", &EditQuestion{p.Question, s.Agenda[p.Question-1].Text})
	})
	// The running turn may have had a question of its own, which no command
	// gives back.
	backQuestionNow = from(func(s *State, _ *QuestionNow, _ *None) Inverse {
		if t := s.Running(); t != nil && t.Question != s.Session.Question {
			return Inverse{}
		}
		return inverse("question.now/1", &QuestionNow{s.Session.Question})
	})

	backStart   = to("session.unstart/1")
	backUnstart = to("session.start/1")
	backPart    = from(func(_ *State, _ *NextPart, f *PartBegun) Inverse {
		return inverse("part.back/1", &PartRef{f.Part})
	})
	backPartBack = from(func(s *State, _ *PartRef, _ *None) Inverse {
		if w := s.Session.went; w != nil {
			return inverse("part.next/1", &NextPart{w.part})
		}
		return Inverse{}
	})
	backTake = from(func(_ *State, p *TakeTime, _ *None) Inverse {
		return inverse("part.take/1", &TakeTime{p.For, p.From, p.Seconds})
	})

	backSide = from(func(_ *State, p *MoveSide, _ *None) Inverse {
		return inverse("person.back/1", &PersonRef{p.Person})
	})
	backSideBack = from(func(s *State, p *PersonRef, _ *None) Inverse {
		return inverse("person.side/1", &MoveSide{p.Person, s.person(p.Person).Side})
	})
	backAccess = from(func(s *State, p *SetAccess, _ *None) Inverse {
		return inverse("person.access/1", &SetAccess{p.Person, s.person(p.Person).Access})
	})
	// person.restore would take an earlier sanction off too.
	backSanction = from(func(s *State, p *Sanctioned, _ *None) Inverse {
		if who := s.person(p.Person); who.Muted || who.Banned {
			return Inverse{}
		}
		return inverse("person.restore/1", &PersonRef{p.Person})
	})
	backRestore = from(func(s *State, p *PersonRef, _ *None) Inverse {
		who := s.person(p.Person)
		again := &Sanctioned{p.Person, who.Ban.Rule, who.Ban.Reason}
		switch {
		case who.Muted && who.Banned:
			return Inverse{}
		case who.Muted:
			return inverse("person.mute/1", again)
		}
		return inverse("person.ban/1", again)
	})
	backMerge = from(func(_ *State, p *Merge, _ *None) Inverse {
		return inverse("person.unmerge/1", &PersonRef{p.Other})
	})
	backUnmerge = from(func(s *State, p *PersonRef, _ *None) Inverse {
		return inverse("person.merge/1", &Merge{s.person(p.Person).Into, p.Person})
	})
	backHub = from(func(_ *State, _ *AddHub, f *HubAdded) Inverse {
		return inverse("hub.drop/1", &PersonRef{f.Person})
	})

	backShow = from(func(s *State, _ *ShowScene, _ *None) Inverse {
		x := ShowScene{s.Screen.Scene, s.Screen.Item}
		if x.Scene == "" {
			x.Scene = "circle"
		}
		return inverse("screen.show/1", &x)
	})
	backBlank = from(func(s *State, _ *BlankScreen, _ *None) Inverse {
		return inverse("screen.blank/1", &BlankScreen{s.Screen.Blank})
	})
)

// backSignalSend says what the hub said before, where that is the opposite.
func backSignalSend(s *State, r *Record) Inverse {
	x := read[Signalled, None](r)
	if x == nil {
		return Inverse{}
	}
	if was := x.payload.Kind.against(); was != "" && s.Signalled(s.signallerOf(r.By), was) {
		return inverse("signal.send/1", &Signalled{was})
	}
	return inverse("signal.take/1", &x.payload)
}

func backSignal(name string) func(*State, *Record) Inverse {
	return from(func(_ *State, p *Signalled, _ *None) Inverse { return inverse(name, p) })
}
