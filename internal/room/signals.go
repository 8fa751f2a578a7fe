package room

import (
	"maps"
	"slices"
)

// Signalled is one silent tap.
type Signalled struct {
	Kind SignalKind `json:"kind"`
}

func signalCommands() []command {
	return []command{
		define("signal.send/1", decideSignal, applySignal),
		define("signal.take/1", decideSignalTake, applySignalTake),
		define("signal.clear/1", decideSignalClear, applySignalClear),
		define("signal.restore/1", decideSignalRestore, applySignalRestore),
	}
}

// SignalKinds are all signals, in the order of pages.
var SignalKinds = []SignalKind{CantHear, CaptionsMissing, TooFast, Conduct, SoundGood}

// signaller is who signals: a voice, or the hub of the acting seat.
func (s *State) signaller(c *ctx) (*Person, error) {
	if c.Actor.Kind != ActorSeat {
		return s.voice(c)
	}
	hub := s.HubOf(ItemID(c.Actor.ID))
	switch {
	case hub == nil:
		return nil, refuse(CodeNoSuch, "hub")
	case s.Removed(hub.ID):
		return nil, refuse(CodeBanned, "")
	}
	return hub, nil
}

// Signalled says whether the person signalled so, and the desk has not cleared
// it since.
func (s *State) Signalled(who PersonID, kind SignalKind) bool {
	sig := s.Signals[kind]
	if sig == nil {
		return false
	}
	_, ok := sig.By[who]
	return ok
}

// decideSignal takes one signal of each kind from each person. That the sound is
// good a hub alone says, which is asked for all its people.
func decideSignal(s *State, c *ctx, p *Signalled) (None, error) {
	who, err := s.signaller(c)
	switch {
	case err != nil:
		return None{}, err
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case !slices.Contains(SignalKinds, p.Kind) || p.Kind == SoundGood && who.Kind != AHub:
		return None{}, refuse(CodeMalformed, "kind")
	case s.Signalled(who.ID, p.Kind):
		return None{}, refuse(CodeAlready, "")
	}
	return None{}, nil
}

// against is the signal that says the opposite; "" none.
func (k SignalKind) against() SignalKind {
	switch k {
	case SoundGood:
		return CantHear
	case CantHear:
		return SoundGood
	}
	return ""
}

// signallerOf is [State.signaller] of a record: nobody where it names nobody.
func (s *State) signallerOf(by Actor) PersonID {
	if by.Kind != ActorSeat {
		return PersonID(by.ID)
	}
	if hub := s.HubOf(ItemID(by.ID)); hub != nil {
		return hub.ID
	}
	return ""
}

func applySignal(s *State, m *meta, p *Signalled, _ *None) {
	who := s.signallerOf(m.By)
	if who == "" {
		return
	}
	sig := s.Signals[p.Kind]
	if sig == nil {
		sig = &Signal{By: map[PersonID]Seconds{}, Since: m.At}
		s.Signals[p.Kind] = sig
	}
	sig.By[who] = m.At
	s.takeSignal(who, p.Kind.against())
}

func (s *State) takeSignal(who PersonID, kind SignalKind) {
	if sig := s.Signals[kind]; sig != nil {
		if delete(sig.By, who); len(sig.By) == 0 {
			delete(s.Signals, kind)
		}
	}
}

// unsignal takes every signal of a person back.
func (s *State) unsignal(who PersonID) {
	for _, kind := range SignalKinds {
		s.takeSignal(who, kind)
	}
}

// decideSignalTake is a hub taking back what it signalled, once it is put right.
func decideSignalTake(s *State, c *ctx, p *Signalled) (None, error) {
	who, err := s.signaller(c)
	switch {
	case err != nil:
		return None{}, err
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case !s.Signalled(who.ID, p.Kind):
		return None{}, refuse(CodeStale, "kind")
	}
	return None{}, nil
}

func applySignalTake(s *State, m *meta, p *Signalled, _ *None) {
	s.takeSignal(s.signallerOf(m.By), p.Kind)
}

func decideSignalClear(s *State, _ *ctx, p *Signalled) (None, error) {
	if s.Signals[p.Kind] == nil {
		return None{}, refuse(CodeStale, "kind")
	}
	return None{}, nil
}

func applySignalClear(s *State, _ *meta, p *Signalled, _ *None) {
	s.cleared[p.Kind] = s.Signals[p.Kind]
	s.tellHubs(s.Signals[p.Kind])
	delete(s.Signals, p.Kind)
}

// tellHubs has the pages of hubs ask what became of a signal of theirs.
func (s *State) tellHubs(sig *Signal) {
	if sig == nil {
		return
	}
	s.tellAll(func(who *Person) bool {
		_, sent := sig.By[who.ID]
		return sent && who.Kind == AHub
	})
}

func decideSignalRestore(s *State, _ *ctx, p *Signalled) (None, error) {
	if s.cleared[p.Kind] == nil {
		return None{}, refuse(CodeStale, "kind")
	}
	return None{}, nil
}

// applySignalRestore adds whoever signalled meanwhile, and leaves out who left,
// and who says the opposite now.
func applySignalRestore(s *State, _ *meta, p *Signalled, _ *None) {
	was := s.cleared[p.Kind]
	if was == nil {
		return
	}
	delete(s.cleared, p.Kind)
	now := &Signal{By: maps.Clone(was.By), Since: was.Since}
	if since := s.Signals[p.Kind]; since != nil {
		maps.Copy(now.By, since.By)
	}
	maps.DeleteFunc(now.By, func(id PersonID, _ Seconds) bool {
		return s.People[id] == nil || s.person(id).Left || s.Signalled(id, p.Kind.against())
	})
	s.tellHubs(now)
	if len(now.By) > 0 {
		s.Signals[p.Kind] = now
	}
}
