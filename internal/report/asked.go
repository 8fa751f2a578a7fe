package report

import (
	"parley/internal/room"
	"parley/internal/words"
)

// supported says how many support a question.
func (b *builder) supported(x *room.Statement, shown room.Shown, rests []string) (out []Sentence) {
	switch shown.State {
	case room.ShownFew, room.ShownWords:
		out = append(out, b.sentence("report.asked.few", rests, nil))
	case room.ShownFigures:
		out = append(out, b.sentence("report.asked.supported", rests, words.Args{"n": shown.N}))
	}
	if shown.Late {
		out = append(out, b.sentence("report.asked.late", rests, words.Args{"most": b.s.Info.Policy.Suppress.MostLate()}))
	}
	return out
}

// stands says what became of a question, or of the reason for a "cannot
// accept".
func (b *builder) stands(x *room.Statement, out *Statement) {
	say := func(standing Standing, key string, rests []string, args words.Args) {
		out.Standing = standing
		out.Said = append(out.Said, b.sentence("report.asked."+key, rests, args))
	}
	given, merged := b.last(aStatement(x.ID), "reply.give/1"), b.last(aStatement(x.ID), "question.merge/1")
	switch into := b.s.Statements[x.Into]; {
	case x.Into != "" && b.shows(into):
		out.Into = x.Into
		text := b.t.T("report.statement_hidden")
		if into.Hidden == nil {
			text = b.text(into.Text)
		}
		say(MergedInto, "merged", append(merged, statementAnchor(x.Into)), words.Args{"text": text})
	case x.Reply != nil && x.Reply.Text != "":
		out.Reply = b.text(x.Reply.Text)
		name := b.t.T("report.not_named")
		if seat := b.s.Seats[x.Reply.Seat]; seat != nil {
			name = b.seatName(seat)
		}
		say(InWriting, "written", given, words.Args{"text": out.Reply, "name": name})
	case x.Reply != nil && b.listed(x.Reply.Turn):
		out.Replied = x.Reply.Turn
		say(AnsweredLive, "live", append(given, turnAnchor(x.Reply.Turn)), words.Args{"number": x.Reply.Turn})
	case x.Reply != nil:
		say(AnsweredLive, "live.somewhere", given, nil)
	case b.s.AnsweredThere(x):
		say(MergedInto, "merged.answered", append(merged, b.last(aStatement(x.Into), "reply.give/1")...), nil)
	case b.s.Session.Phase == room.Closed:
		say(NotReached, "not-reached", []string{b.latest()}, nil)
	default:
		say(Waiting, "waiting", []string{b.latest()}, nil)
	}
}
