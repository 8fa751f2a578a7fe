package room

import (
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// MaxWordings is how many texts one thing has had, earlier ones too; from then on
// its words stay.
const MaxWordings = 600

// wording keeps what is written under an id, so that whoever has it erased means
// what it said before it was changed, too. Under the name of a field of the form
// go that field's texts.
func (s *State) wording(id ItemID, texts ...Text) {
	for _, t := range written(texts...) {
		if !slices.Contains(s.worded[id], t) {
			s.worded[id] = append(s.worded[id], t)
		}
	}
}

// written are those of the texts that say something.
func written(texts ...Text) []Text {
	return slices.DeleteFunc(texts, func(t Text) bool { return t == "" })
}

// mayReword refuses to change the words of what has had too many.
func (s *State) mayReword(id ItemID) error {
	if len(s.worded[id]) >= MaxWordings {
		return refuse(CodeLimit, "versions")
	}
	return nil
}

// Holding is the texts of the one thing that the command sets anew, as they are
// now: its sender may name them without their bodies, to leave them so.
func (s *State) Holding(name string, payload jsontext.Value) []Text {
	var p struct {
		Outcome  ItemID `json:"outcome"`
		Seat     ItemID `json:"seat"`
		Question int    `json:"question"`
	}
	if json.Unmarshal(payload, &p) != nil {
		return nil
	}
	switch name {
	case "outcome.edit/1":
		return s.outcome(p.Outcome).texts()
	case "seat.edit/1":
		return s.seat(p.Seat).texts()
	case "question.edit/1":
		if s.isQuestion(p.Question) {
			return []Text{s.Agenda[p.Question-1].Text}
		}
	}
	return nil
}

func (x *Seat) texts() []Text { return []Text{x.Name, x.Affiliation} }

// tables says whether a seat, a question of the session or an outcome has the
// text now: it is the table's, whoever wrote it first.
func (s *State) tables(t Text) bool {
	has := s.keeps(t)
	for _, x := range s.Seats {
		has = has || slices.Contains(x.texts(), t)
	}
	for _, q := range s.Agenda {
		has = has || q.Text == t
	}
	for _, o := range s.Outcomes {
		has = has || slices.Contains(o.texts(), t)
	}
	return has
}
