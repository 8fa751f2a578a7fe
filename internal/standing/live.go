package standing

import (
	"parley/internal/opinion"
	"parley/internal/room"
)

// votes is the votes of a room on the groups of its picture, and how each
// statement was last said to stand.
type votes struct {
	picture  *Picture
	live     *opinion.Live
	pictured *opinion.Live // the votes up to the picture; nil until they are asked for
	count    *count
	upto     room.Index
	said     map[room.ItemID]room.StandingClass // "" nothing was, as of a new one
	hidden   map[room.ItemID]bool
	drifted  bool // the mean of a statement had moved at a step of it
}

func newVotes(p *Picture) *votes {
	v := &votes{picture: p, count: newCount(p), upto: p.Record.Upto, said: map[room.ItemID]room.StandingClass{}, hidden: map[room.ItemID]bool{}}
	for id, of := range p.Record.Statements {
		v.said[id] = of.Class
	}
	v.live = p.live()
	return v
}

// live starts from the picture's votes.
func (p *Picture) live() *opinion.Live {
	was := map[string]opinion.Standing{} // claims are given up later than they were made
	for id, of := range p.Record.Statements {
		was[string(id)] = opinion.Standing{Class: claimed[of.Class]}
	}
	return opinion.NewLive(p.Analysis, opinion.DefaultMark, was)
}

// knows says whether the statement was there before.
func (v *votes) knows(id room.ItemID) bool {
	_, there := v.said[id]
	return there
}

// take takes what changed up to a record.
func (v *votes) take(changes []change, upto room.Index) {
	for _, c := range changes {
		switch {
		case c.step:
			v.say(c.statement)
		case c.ballot == "":
			v.show(c.statement, c.shown)
		default:
			v.set(c.answerOf, c.is)
			v.count.take(&c)
		}
	}
	v.upto = upto
}

// show lets a statement come or go.
func (v *votes) show(id room.ItemID, shown bool) {
	v.said[id] = v.said[id] // it is known from now on
	if shown {
		_ = v.live.Statement(string(id)) // one too many counts for nothing
		delete(v.hidden, id)
	} else {
		_ = v.live.Hide(string(id))
		v.hidden[id] = true
	}
}

// set makes an answer the ballot's; "" none.
func (v *votes) set(at answerOf, a room.Answer) {
	if a == "" {
		v.live.Withdraw(string(at.ballot), string(at.statement))
		return
	}
	_ = v.live.Vote(string(at.ballot), string(at.statement), means[a]) // one statement too many counts for nothing
}

// say says anew how the statement stands, at a step of it. Whether its mean moved is
// asked then alone: when the next picture comes must not hang on single answers.
func (v *votes) say(id room.ItemID) {
	if !v.hidden[id] {
		all := v.live.StandingBeside(string(id), v.count.partition(id))
		v.said[id] = classOf(all, v.live.Standing(string(id)), v.live.Of(string(id)))
		v.drifted = v.drifted || v.live.Drifted(string(id))
	}
}

// due says whether the next picture is, after so many seconds without votes.
func (v *votes) due(idle float64) bool { return v.drifted || v.live.Due(idle) }

// moved is how statements are said to stand that are said to stand otherwise than
// in the picture; of no votes, none.
func (v *votes) moved() map[room.ItemID]room.StandingClass {
	out := map[room.ItemID]room.StandingClass{}
	if v == nil {
		return out
	}
	for id, class := range v.said {
		if class != v.picture.Record.Statements[id].Class && !v.hidden[id] {
			out[id] = class
		}
	}
	return out
}

// anew is all votes as they are now, where it is not known what changed. What was
// said of statements stands until they make a step.
func (v *votes) anew(all *Votes) *votes {
	out := newVotes(v.picture)
	out.upto, out.drifted = all.upto, v.drifted
	clear(out.count.by)
	now, there := map[answerOf]bool{}, map[room.ItemID]bool{}
	for _, of := range all.statements {
		out.show(of.id, true)
		there[of.id] = true
		for _, one := range of.said {
			_ = out.live.Vote(string(one.ballot), string(of.id), one.answer)
			out.count.add(of.id, out.count.class(all.declared[one.ballot]), one.answer, 1)
			now[answerOf{of.id, one.ballot}] = true
		}
	}
	rows := v.picture.Analysis.Rows
	for i := range rows.Participants() {
		ballot := room.BallotID(rows.Participant(i))
		for _, c := range rows.Row(i) {
			at := answerOf{room.ItemID(rows.Statement(c.Statement())), ballot}
			if there[at.statement] && !now[at] {
				out.set(at, "")
			}
		}
	}
	for id, class := range v.said {
		if out.said[id] = class; !there[id] {
			out.show(id, false)
		}
	}
	return out
}
