package room

// MaxAppeals is how often one voice may appeal.
const MaxAppeals = 3

// Appeal is a person's word against what the moderators did to them or to a text
// of theirs. The organizer answers.
type Appeal struct {
	ID       ItemID
	Author   PersonID
	Text     Text
	At       Seconds
	Answer   Text // "" while it waits
	Answered Seconds
}

// MakeAppeal asks the organizer to look again.
type MakeAppeal struct {
	Text Text `json:"text" text:"600"`
}

// AppealMade is the new appeal.
type AppealMade struct {
	Appeal ItemID `json:"appeal"`
}

// AnswerAppeal is the organizer's answer; a later one replaces the one before.
type AnswerAppeal struct {
	Appeal ItemID `json:"appeal"`
	Text   Text   `json:"text" text:"600"`
}

func appealCommands() []command {
	return []command{
		define("appeal.make/1", decideAppeal, applyAppeal),
		define("appeal.answer/1", decideAnswerAppeal, applyAnswerAppeal),
	}
}

// decideAppeal takes an appeal of somebody whom the moderators did something
// to, banned and after the close too.
func decideAppeal(s *State, c *ctx, p *MakeAppeal) (AppealMade, error) {
	id := PersonID(c.Actor.ID)
	switch who := s.People[id]; {
	case who == nil:
		return AppealMade{}, refuse(CodeNotOpen, "join")
	case who.Left:
		return AppealMade{}, refuse(CodeLeft, "")
	case p.Text == "":
		return AppealMade{}, refuse(CodeEmpty, "text")
	case !s.moderated(id):
		return AppealMade{}, refuse(CodeNotOpen, "appeal")
	}
	made := 0
	for _, a := range s.Appeals {
		if a.Author != id {
			continue
		}
		if made++; a.Answer == "" {
			return AppealMade{}, refuse(CodeAlready, "appeal")
		}
	}
	if made >= MaxAppeals {
		return AppealMade{}, refuse(CodeLimit, "appeal")
	}
	return AppealMade{s.newItem(c.Draw)}, nil
}

// moderated says whether the moderators did anything to the person, or kept a
// text of theirs from the room.
func (s *State) moderated(id PersonID) bool {
	if len(s.ActsOn(id)) > 0 {
		return true
	}
	for _, x := range s.Statements {
		if x.Author == id && (x.Hidden != nil || x.Why != nil) {
			return true
		}
	}
	return len(s.VeilsOver(id)) > 0
}

func applyAppeal(s *State, m *meta, p *MakeAppeal, f *AppealMade) {
	if s.Appeals[f.Appeal] != nil {
		return
	}
	s.Appeals[f.Appeal] = &Appeal{ID: f.Appeal, Author: PersonID(m.By.ID), Text: p.Text, At: m.At}
	s.AppealOrder = append(s.AppealOrder, f.Appeal)
	s.wording(f.Appeal, p.Text)
}

func decideAnswerAppeal(s *State, _ *ctx, p *AnswerAppeal) (None, error) {
	switch {
	case s.Appeals[p.Appeal] == nil:
		return None{}, refuse(CodeNoSuch, "appeal")
	case p.Text == "":
		return None{}, refuse(CodeEmpty, "text")
	}
	return None{}, s.mayReword(p.Appeal)
}

func applyAnswerAppeal(s *State, m *meta, p *AnswerAppeal, _ *None) {
	if a := s.Appeals[p.Appeal]; a != nil {
		a.Answer, a.Answered = p.Text, m.At
		s.wording(a.ID, p.Text)
		s.tell(a.Author)
	}
}
