package room

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// LabelKept is how long the desk still knows somebody in the meeting tool by
// name after their last turn ended, or their hand was lowered: time enough for
// a follow-up, for the table's answers, and to take a mistake back.
const LabelKept Seconds = 300

// EraseSpoken is the reason for which the room itself erases such a name.
const EraseSpoken = "spoken"

// label is what was written to know somebody in the meeting tool by.
type label struct {
	texts []Text
	due   Seconds // when it goes; 0 not as long as its person waits or speaks
}

// keepLabel notes a text by which somebody is known. Those in the room are known
// by what they look like, and need no erasing of a name.
func (s *State) keepLabel(who *Person, t Text) {
	if who.Kind != InTool || t == "" || s.gone[t] {
		return
	}
	l := s.labels[who.ID]
	if l == nil {
		l = &label{}
		s.labels[who.ID] = l
	}
	l.texts = append(l.texts, t)
}

// watchLabels sets when each label goes. Votes change nothing about it.
func (s *State) watchLabels(m *meta) {
	if len(s.labels) == 0 || m.By.Kind == ActorBallot {
		return
	}
	busy := map[PersonID]bool{}
	if s.Session.Phase != Closed {
		for _, h := range s.Floor.Hands {
			busy[h.Person] = true
		}
	}
	if t := s.Running(); t != nil {
		busy[t.Person] = true
	}
	for id, l := range s.labels {
		switch {
		case busy[id]:
			l.due = 0
		case l.due == 0:
			l.due = m.At + LabelKept
		}
	}
}

// dropLabels forgets labels of which nothing is left.
func (s *State) dropLabels() {
	for id, l := range s.labels {
		if len(s.notErased(l.texts).Texts) == 0 {
			delete(s.labels, id)
		}
	}
}

// dueLabel is whose label goes next, and when; false when none does.
func (s *State) dueLabel() (who PersonID, at Seconds, ok bool) {
	for id, l := range s.labels {
		if l.due != 0 && (!ok || l.due < at || l.due == at && id < who) {
			who, at, ok = id, l.due, true
		}
	}
	return who, at, ok
}

// spoken is what the room erases by itself of somebody: their label, once it is
// due.
func (s *State) spoken(c *ctx, p *EraseText) ([]Text, error) {
	l := s.labels[p.Person]
	switch {
	case c.Actor.Kind != ActorRoom:
		return nil, refuse(CodeNotAllowed, "rule")
	case p.Person == "" || p.Text != "" || p.Item != "" || p.Reply != "":
		return nil, refuse(CodeMalformed, "person")
	case l == nil:
		return nil, refuse(CodeAlready, "")
	case l.due == 0 || c.At < l.due:
		return nil, refuse(CodeTooEarly, "")
	}
	return l.texts, nil
}

// Move is what a room does by itself.
type Move struct {
	At      Seconds // from when on
	Name    string  // of the command
	Payload jsontext.Value
}

// Next is what the room does next by itself: it shows the lots' seed, or erases
// a name. The engine submits it at its second. False when nothing is due.
func (s *State) Next() (Move, bool) {
	at, lots := s.lotsDue()
	who, erased, label := s.dueLabel()
	switch {
	case lots && (!label || at <= erased):
		return Move{at, "tick/1", jsontext.Value(`{}`)}, true
	case label:
		payload, _ := json.Marshal(&EraseText{Person: who, Rule: EraseSpoken}, json.Deterministic(true)) // of two short strings
		return Move{erased, "text.erase/1", payload}, true
	}
	return Move{}, false
}
