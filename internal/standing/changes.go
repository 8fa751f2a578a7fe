package standing

import "parley/internal/room"

// change is an answer that changed, or (ballot "") a statement that came or went, or
// made a step.
type change struct {
	answerOf
	group   string      // that the ballot declared
	was, is room.Answer // "" none
	step    bool
	shown   bool // the statement as a whole
}

type answerOf struct {
	statement room.ItemID
	ballot    room.BallotID
}

// changesOf is what changed after a record, in order. It is false when that does
// not say all: the state does not remember so far back, or a statement came that
// was there before or has answers already.
func changesOf(st *room.State, after room.Index, there func(room.ItemID) bool) ([]change, bool) {
	all, known := st.Changes(after)
	out, then := make([]change, len(all)), map[answerOf]room.Answer{}
	for i := len(all) - 1; i >= 0; i-- {
		c, x := all[i], st.Statements[all[i].Statement]
		one := change{answerOf: answerOf{c.Statement, c.Ballot}, was: c.Was, step: c.Step}
		switch is, changedLater := then[one.answerOf]; {
		case c.Step:
		case c.Ballot == "":
			one.shown = x.InOpinions()
			known = known && (!one.shown || !there(x.ID) && !answeredBefore(x, then))
		case changedLater:
			one.is = is
		default:
			one.is = x.Opinion(c.Ballot)
		}
		if b := st.Ballots[c.Ballot]; b != nil {
			one.group = b.Group
		}
		out[i], then[one.answerOf] = one, c.Was
	}
	return out, known
}

// answeredBefore says whether the statement had answers that did not come with the
// changes of which then says what was before them.
func answeredBefore(x *room.Statement, then map[answerOf]room.Answer) bool {
	for ballot := range x.Opinions() {
		if was, later := then[answerOf{x.ID, ballot}]; !later || was != "" {
			return true
		}
	}
	return false
}
