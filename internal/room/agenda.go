package room

// AddQuestion adds a session question; its number is the next.
type AddQuestion struct {
	Text Text `json:"text" text:"600"`
}

// EditQuestion changes the words of question N.
type EditQuestion struct {
	Question int  `json:"question"`
	Text     Text `json:"text" text:"600"`
}

// QuestionNow makes question N the one that turns and statements carry from
// here on, the running turn included; 0 is none.
type QuestionNow struct {
	Question int `json:"question"`
}

func agendaCommands() []command {
	return []command{
		define("question.add/1", decideAddQuestion, func(s *State, _ *meta, p *AddQuestion, _ *None) {
			s.Agenda = append(s.Agenda, AgendaQuestion{AddedQuestion, p.Text})
		}),
		define("question.edit/1", decideEditQuestion, func(s *State, _ *meta, p *EditQuestion, _ *None) {
			if s.isQuestion(p.Question) {
				s.Agenda[p.Question-1].Text = p.Text
			}
		}),
		define("question.now/1", decideQuestionNow, applyQuestionNow),
	}
}

func (s *State) isQuestion(n int) bool { return n >= 1 && n <= len(s.Agenda) }

func decideAddQuestion(s *State, _ *ctx, p *AddQuestion) (None, error) {
	switch {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case len(s.Agenda) >= MaxQuestions:
		return None{}, refuse(CodeLimit, "")
	case p.Text == "":
		return None{}, refuse(CodeEmpty, "text")
	}
	return None{}, nil
}

func decideEditQuestion(s *State, _ *ctx, p *EditQuestion) (None, error) {
	switch {
	case s.Session.Phase != Before:
		return None{}, refuse(CodeFixed, "question")
	case !s.isQuestion(p.Question):
		return None{}, refuse(CodeNoSuch, "question")
	case p.Text == "":
		return None{}, refuse(CodeEmpty, "text")
	}
	return None{}, nil
}

func decideQuestionNow(s *State, c *ctx, p *QuestionNow) (None, error) {
	switch {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case p.Question != 0 && !s.isQuestion(p.Question):
		return None{}, refuse(CodeNoSuch, "question")
	case p.Question == s.Session.Question:
		return None{}, refuse(CodeAlready, "question")
	}
	return None{}, s.overtaken(c, questionSetting)
}

func applyQuestionNow(s *State, m *meta, p *QuestionNow, _ *None) {
	s.sets(m, questionSetting)
	s.Session.Question = p.Question
	if t := s.Running(); t != nil {
		t.Question = p.Question
	}
}
