package room

// The inverses of what concerns statements and outcomes. Each is made from the
// state before the record.

var (
	backStatementAdd = from(func(_ *State, p *AddStatement, f *StatementAdded) Inverse {
		if p.Prepared {
			return inverse("card.discard/1", &StatementRef{f.Statement})
		}
		return inverse("statement.hide/1", &HideStatement{Statement: f.Statement}).asking(AsksRule)
	})
	backPublish = from(func(_ *State, p *StatementRef, _ *None) Inverse {
		return inverse("statement.hold/1", &HoldStatement{Statement: p.Statement})
	})
	backReject = from(func(_ *State, p *RejectStatement, _ *None) Inverse {
		return inverse("statement.hold/1", &HoldStatement{p.Statement, p.Also})
	})
	backHold = from(func(s *State, p *HoldStatement, _ *None) Inverse {
		if was := s.statement(p.Statement).Why; was != nil {
			return inverse("statement.reject/1", &RejectStatement{p.Statement, was.Rule, was.Reason, p.Also})
		}
		return inverse("statement.publish/1", &StatementRef{p.Statement})
	})
	backHide = from(func(_ *State, p *HideStatement, _ *None) Inverse {
		return inverse("statement.restore/1", &RestoreStatement{Statement: p.Statement}).asking(AsksReason)
	})
	backShowAgain = from(func(s *State, p *RestoreStatement, _ *None) Inverse {
		was := s.statement(p.Statement).Hidden
		if was == nil {
			return Inverse{}
		}
		return inverse("statement.hide/1", &HideStatement{p.Statement, was.Rule, was.Reason})
	})
	backStatementCount = from(func(s *State, p *CountStatement, _ *None) Inverse {
		was := &CountStatement{Statement: p.Statement, Line: p.Line}
		x := s.statement(p.Statement)
		if c, counted := x.Lines[p.Line]; counted {
			was.Choices = x.scale.ByChoice(c)
		}
		return inverse("statement.count/1", was)
	})

	backCardEdit = from(func(s *State, p *EditCard, _ *None) Inverse {
		x := s.statement(p.Statement)
		return inverse("card.edit/1", &EditCard{x.ID, x.Kind, x.Text, x.Lang, x.Question, x.Asks})
	})
	backCardShow = from(func(_ *State, p *StatementRef, _ *BroughtUp) Inverse { return inverse("card.back/1", p) })
	backCardBack = from(func(_ *State, p *StatementRef, _ *None) Inverse { return inverse("card.show/1", p) })

	// Another seat's reply would come back as this one's.
	backReply = from(func(s *State, p *GiveReply, _ *None) Inverse {
		if s.statement(p.Statement).Reply != nil {
			return Inverse{}
		}
		return inverse("reply.take/1", &StatementRef{p.Statement})
	})
	backMergeQuestion = from(func(_ *State, p *MergeQuestion, _ *None) Inverse {
		return inverse("question.unmerge/1", &StatementRef{p.Statement})
	})
	backUnmergeQuestion = from(func(s *State, p *StatementRef, _ *None) Inverse {
		return inverse("question.merge/1", &MergeQuestion{p.Statement, s.statement(p.Statement).Into})
	})

	backNote = from(func(_ *State, _ *AddNote, f *NoteAdded) Inverse {
		return inverse("note.drop/1", &NoteRef{f.Note})
	})
	backNoteEdit = from(func(s *State, p *EditNote, _ *None) Inverse {
		return inverse("note.edit/1", &EditNote{p.Note, s.note(p.Note).Text})
	})
	backNoteDrop    = from(func(_ *State, p *NoteRef, _ *None) Inverse { return inverse("note.restore/1", p) })
	backNoteRestore = from(func(_ *State, p *NoteRef, _ *None) Inverse { return inverse("note.drop/1", p) })
	backForm        = from(func(s *State, p *SetForm, _ *None) Inverse {
		return inverse("form.set/1", &SetForm{p.Field, s.Form[p.Field].Text})
	})

	backDraft = from(func(_ *State, _ *DraftOutcome, f *OutcomeDrafted) Inverse {
		return inverse("outcome.drop/1", &OutcomeRef{f.Outcome})
	})
	backEditOutcome = from(func(s *State, p *EditOutcome, _ *None) Inverse {
		o := s.outcome(p.Outcome)
		return inverse("outcome.edit/1", &EditOutcome{p.Outcome, DraftOutcome{
			o.Text, o.Question, o.Statements, o.Turns, o.Blocks, o.Missing, o.Finder, o.For, o.Against,
		}})
	})
	backOutcomeBack = from(func(s *State, p *OutcomeBack, _ *None) Inverse {
		name := map[OutcomeStatus]string{Dropped: "outcome.drop/1", ReadOut: "outcome.read/1", Put: "outcome.put/1"}[p.From]
		return inverse(name, &OutcomeRef{p.Outcome})
	})
	backOutcomeCount = from(func(s *State, p *CountOutcome, _ *None) Inverse {
		return inverse("outcome.count/1", &CountOutcome{p.Outcome, p.Line, s.outcome(p.Outcome).Lines[p.Line]})
	})
	backHideOutcome = from(func(_ *State, p *HideOutcome, _ *None) Inverse {
		return inverse("outcome.restore/1", &RestoreOutcome{Outcome: p.Outcome}).asking(AsksReason)
	})
	backRestoreOutcome = from(func(s *State, p *RestoreOutcome, _ *None) Inverse {
		was := s.outcome(p.Outcome).Hidden
		if was == nil {
			return Inverse{}
		}
		return inverse("outcome.hide/1", &HideOutcome{p.Outcome, was.Rule, was.Reason})
	})

	backObjection = from(func(_ *State, _ *MakeObjection, f *ObjectionMade) Inverse {
		return inverse("objection.take/1", &TakeObjection{Objection: f.Objection}).asking(AsksReason)
	})
	backHeard = from(func(_ *State, p *ObjectionRef, _ *None) Inverse {
		return inverse("objection.back/1", &ObjectionBack{p.Objection, ObjectionHeard})
	})
	backTaken = from(func(_ *State, p *TakeObjection, _ *None) Inverse {
		return inverse("objection.back/1", &ObjectionBack{p.Objection, ObjectionTaken})
	})
	backPresence = from(func(s *State, p *CountPresence, _ *None) Inverse {
		if n, counted := s.Present[p.Line]; counted {
			return inverse("presence.count/1", &CountPresence{p.Line, n})
		}
		return inverse("presence.clear/1", &PresenceLine{p.Line})
	})
	backPresenceClear = from(func(s *State, p *PresenceLine, _ *None) Inverse {
		return inverse("presence.count/1", &CountPresence{p.Line, s.Present[p.Line]})
	})
)

// backOutcome takes an outcome one step back from where the record puts it.
func backOutcome(at OutcomeStatus) func(*State, *Record) Inverse {
	return from(func(_ *State, p *OutcomeRef, _ *None) Inverse {
		return inverse("outcome.back/1", &OutcomeBack{p.Outcome, at})
	})
}
