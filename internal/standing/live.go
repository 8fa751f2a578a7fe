package standing

import (
	"parley/internal/opinion"
	"parley/internal/room"
)

// step is how many ballots must have changed their answer to a statement before it
// is said anew how it stands: of one answer nobody can tell which it was.
const step = 10

// votes is the votes of a room on the groups of its picture, and how each
// statement was last said to stand.
type votes struct {
	picture  *Picture
	live     *opinion.Live
	pictured *opinion.Live // the votes up to the picture; nil until they are asked for
	count    *count
	upto     room.Index
	said     map[room.ItemID]*saying
	hidden   map[room.ItemID]bool
}

// saying is how a statement was last said to stand, and of the ballots that answer
// otherwise now, what they had answered then.
type saying struct {
	class room.StandingClass
	then  map[room.BallotID]room.Answer
}

func newVotes(p *Picture) *votes {
	v := &votes{picture: p, count: newCount(p), upto: p.Record.Upto, said: map[room.ItemID]*saying{}, hidden: map[room.ItemID]bool{}}
	for id, of := range p.Record.Statements {
		v.said[id] = &saying{class: of.Class, then: map[room.BallotID]room.Answer{}}
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
func (v *votes) knows(id room.ItemID) bool { return v.said[id] != nil }

// of is how the statement was last said to stand; nothing was of a new one.
func (v *votes) of(id room.ItemID) *saying {
	s := v.said[id]
	if s == nil {
		s = &saying{then: map[room.BallotID]room.Answer{}}
		v.said[id] = s
	}
	return s
}

// take takes what changed up to a record.
func (v *votes) take(changes []change, upto room.Index) {
	for _, c := range changes {
		if c.ballot == "" {
			v.show(c.statement, c.shown)
			continue
		}
		v.set(c.answerOf, c.is)
		v.count.take(&c)
		s := v.of(c.statement)
		if was, differs := s.then[c.ballot]; !differs {
			s.then[c.ballot] = c.was
		} else if was == c.is {
			delete(s.then, c.ballot)
		}
		if len(s.then) >= step && !v.hidden[c.statement] {
			v.say(c.statement)
		}
	}
	v.upto = upto
}

// show lets a statement come or go.
func (v *votes) show(id room.ItemID, shown bool) {
	if v.of(id); shown {
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

// say says anew how the statement stands.
func (v *votes) say(id room.ItemID) {
	s := v.of(id)
	all := v.live.StandingBeside(string(id), v.count.partition(id))
	s.class = classOf(all, v.live.Standing(string(id)), v.live.Of(string(id)))
	clear(s.then)
}

// moved is how statements are said to stand that are said to stand otherwise than
// in the picture; of no votes, none.
func (v *votes) moved() map[room.ItemID]room.StandingClass {
	out := map[room.ItemID]room.StandingClass{}
	if v == nil {
		return out
	}
	for id, s := range v.said {
		if s.class != v.picture.Record.Statements[id].Class && !v.hidden[id] {
			out[id] = s.class
		}
	}
	return out
}

// anew is all votes as they are now, where it is not known what changed. What was
// said of statements stands until enough ballots change from here on.
func (v *votes) anew(all *Votes) *votes {
	out := newVotes(v.picture)
	out.upto = all.upto
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
	for id, s := range v.said {
		if out.of(id).class = s.class; !there[id] {
			out.show(id, false)
		}
	}
	return out
}
