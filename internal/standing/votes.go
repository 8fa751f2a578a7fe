package standing

import (
	"iter"
	"slices"

	"parley/internal/opinion"
	"parley/internal/room"
)

// Votes is what a picture is made of, copied out of a state: the room goes on
// while the picture is computed.
type Votes struct {
	upto       room.Index
	statements []answers
	declared   map[room.BallotID]string // stakeholder groups
	last       *room.Standing           // the picture that the room shows; nil none
}

// answers is what was said to a statement.
type answers struct {
	id    room.ItemID
	said  []said
	cells *room.CellVotes // nil where counts by group may not be recorded anew
	class room.Classed
	then  map[room.BallotID]room.Answer // at its last step, of ballots that answer otherwise now; "" nothing
}

type said struct {
	ballot room.BallotID
	answer opinion.Answer
}

// means is what the room's answers are called in an analysis.
var means = map[room.Answer]opinion.Answer{room.Agree: opinion.Agree, room.Disagree: opinion.Disagree, room.Unsure: opinion.Unsure}

// Read copies the votes out of a state, with what a picture needs beside them.
func Read(st *room.State) *Votes {
	v := read(st)
	for i := range v.statements {
		x := &v.statements[i]
		x.cells, x.class, x.then = st.CellVotes(x.id), st.Classed(x.id), st.Stepped(x.id)
	}
	return v
}

// read copies the votes alone.
func read(st *room.State) *Votes {
	v := &Votes{upto: st.Index, last: st.Standing, declared: map[room.BallotID]string{}}
	for id, b := range st.Ballots {
		if b.Group != "" {
			v.declared[id] = b.Group
		}
	}
	for x := range st.OpinionStatements() {
		if len(v.statements) == opinion.MaxStatements {
			break
		}
		v.statements = append(v.statements, answers{id: x.ID, said: collect(x.Opinions())})
	}
	return v
}

func collect(all iter.Seq2[room.BallotID, room.Answer]) (out []said) {
	for ballot, a := range all {
		if of, known := means[a]; known {
			out = append(out, said{ballot, of})
		}
	}
	return out
}

// rows is the votes as a table.
func (v *Votes) rows() *opinion.Rows {
	var b opinion.Builder
	for _, of := range v.statements {
		_ = b.Statement(string(of.id)) // there are not too many
		for _, one := range of.said {
			_ = b.Vote(string(one.ballot), string(of.id), one.answer)
		}
	}
	return b.Rows()
}

// earlier is the answers at each statement's last step, where those in the table are
// others. Who is not in the table any more is in no group, and answers nothing.
func (v *Votes) earlier(rows *opinion.Rows) (out []opinion.Earlier) {
	row, statement := map[room.BallotID]int{}, map[room.ItemID]int{}
	for i := range rows.Participants() {
		row[room.BallotID(rows.Participant(i))] = i
	}
	for j := range rows.Statements() {
		statement[room.ItemID(rows.Statement(j))] = j
	}
	for _, x := range v.statements {
		for ballot, a := range x.then {
			if i, there := row[ballot]; there {
				was, answered := means[a]
				out = append(out, opinion.Earlier{Row: i, Statement: statement[x.id], Was: was, Answered: answered})
			}
		}
	}
	return out
}

// refused says whether the room would refuse a picture of the votes: some statement
// does not say any more how the room thinks, or was brought up again since.
func (v *Votes) refused(st *room.State) bool {
	return slices.ContainsFunc(v.statements, func(x answers) bool {
		now := st.Statements[x.id]
		return now == nil || !now.InOpinions() || now.OpenBy > v.upto
	})
}
