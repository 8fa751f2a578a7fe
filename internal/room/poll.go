package room

import (
	"maps"
	"slices"
)

// poll is one vote: what each ballot last said on a scale, and how much of that
// was published, in steps.
type poll struct {
	scale     *Scale
	votes     map[BallotID]Answer
	raw       Count
	published Published
	pending   map[BallotID]Answer // what published says ("" nothing) of each ballot that differs from it
	moves     moves               // of published
	celled    map[BallotID]Answer // what was published of each ballot when it was last recorded by group, if that differs; nil: never
	cells     map[string]Tally    // as last recorded by group
	Lines     map[CountLine]Counts
}

func newPoll(sc *Scale) poll {
	return poll{scale: sc, votes: map[BallotID]Answer{}, pending: map[BallotID]Answer{}}
}

// Answer is what the ballot last said; "" nothing.
func (x *poll) Answer(b BallotID) Answer { return x.votes[b] }

// answer makes a the ballot's one answer, "" none, and returns what it was.
func (x *poll) answer(id BallotID, b *Ballot, a Answer) (old Answer) {
	old = replaceAnswer(x.scale, &x.raw, x.votes, id, b, a)
	owe(x.pending, id, old, a)
	return old
}

// replaceAnswer makes a the ballot's one answer, "" none, for the last counts,
// and returns what it was.
func replaceAnswer(sc *Scale, c *Count, votes map[BallotID]Answer, id BallotID, b *Ballot, a Answer) (old Answer) {
	old = votes[id]
	if a == "" {
		delete(votes, id)
	} else {
		votes[id] = a
	}
	if old != a {
		c.add(b, sc.times(old, -1).Plus(sc.times(a, 1)))
	}
	return old
}

// owe notes, in what was said of ballots that say something else now, that the
// ballot's answer was old and is now a: an answer which goes there and back again
// counts for nothing.
func owe(was map[BallotID]Answer, id BallotID, old, a Answer) {
	said, differs := was[id]
	if !differs {
		said = old
	}
	if said == a {
		delete(was, id)
	} else {
		was[id] = said
	}
}

// words is how many answers there must be before figures move, a class whatever
// the room's policy says: support of a question is one number, which is shown from
// a class on.
func (x *poll) words(p SuppressPolicy) int {
	if x.scale == scaleSupport {
		return p.class()
	}
	return max(p.Words, p.class())
}

// shownCounts says whether figures of the poll were published or entered. Answers
// that were not are no reason to refuse anything: the refusal would tell of them.
func (x *poll) shownCounts() bool { return x.published.Count.All.N() > 0 || len(x.Lines) > 0 }

// said is what the published figures say of each ballot.
func (x *poll) said() map[BallotID]Answer {
	said := maps.Clone(x.votes)
	for id, a := range x.pending {
		if said[id] = a; a == "" {
			delete(said, id)
		}
	}
	return said
}

// goBack makes the published figures say that again, and owes what differs.
func (x *poll) goBack(said map[BallotID]Answer, ballots map[BallotID]*Ballot) {
	x.published.Count = Count{}
	clear(x.pending)
	for id, a := range said {
		x.published.Count.add(ballots[id], x.scale.times(a, 1))
		if x.votes[id] != a {
			x.pending[id] = a
		}
	}
	for id := range x.votes {
		if said[id] == "" {
			x.pending[id] = ""
		}
	}
}

// publish makes the published figures say all answers, by the record at.
func (x *poll) publish(at Index) {
	x.published.Count.set(&x.raw)
	if x.scale.Projected() {
		x.remember(at)
	}
	clear(x.pending)
}

// publishSome brings the published figures up to date for n ballots that differ
// from them.
func (x *poll) publishSome(n int, ballots map[BallotID]*Ballot) {
	said := x.said()
	for _, id := range slices.Sorted(maps.Keys(x.pending))[:n] {
		if said[id] = x.votes[id]; said[id] == "" {
			delete(said, id)
		}
	}
	x.goBack(said, ballots)
}

// shown is what may be shown of the poll.
func (x *poll) shown(p *Policy) Shown {
	count := x.published.Count
	out := Shown{State: ShownNone}
	n := count.All.N()
	closed := x.published.Closed
	switch {
	case closed && n < p.Suppress.class():
		out.State = ShownFew
	case closed && n < x.words(p.Suppress):
		out.State = ShownWords
		out.Word, out.Lead = p.Outcome.ScaleWord(x.scale, count.All)
	case n >= x.words(p.Suppress):
		out.State, out.N = ShownFigures, n
		out.Word, out.Lead = p.Outcome.ScaleWord(x.scale, count.All)
		out.Late, out.Percent = x.published.Late, n >= p.Outcome.PercentFrom
		x.figures(&out, p, count, closed)
	}
	x.lines(&out)
	return out
}

// figures sets the figures of a poll that has enough answers: by agree, disagree
// and can't say where the scale is projected, by choice where it is not plain.
func (x *poll) figures(out *Shown, p *Policy, count Count, closed bool) {
	if !x.scale.Plain() {
		out.Choices = x.scale.ByChoice(count.All)
	}
	if !x.scale.Projected() {
		return
	}
	t := x.scale.Tally(count.All)
	out.Tally = &t
	if !closed {
		return
	}
	out.breakDown(x.scale, count, p.Suppress.class(), func(Tally) bool { return true })
	if x.published.NoSide {
		out.Side = nil
	}
	if x.published.NoGroup {
		out.Group = nil
	}
}

// lines sets what was counted by hand, each line beside the phones.
func (x *poll) lines(out *Shown) {
	if x.scale.Projected() {
		out.Lines = x.tallies()
	}
	if x.scale.Plain() || len(x.Lines) == 0 {
		return
	}
	out.LineChoices = x.Entered()
}

// Entered are the counts without phones, by choice.
func (x *poll) Entered() map[CountLine]map[Answer]int {
	out := map[CountLine]map[Answer]int{}
	for line, c := range x.Lines {
		out[line] = x.scale.ByChoice(c)
	}
	return out
}

// tallies are the lines as agree, disagree and can't say; nil when there are none.
func (x *poll) tallies() map[CountLine]Tally {
	if len(x.Lines) == 0 || !x.scale.Projected() {
		return nil
	}
	out := map[CountLine]Tally{}
	for line, c := range x.Lines {
		out[line] = x.scale.Tally(c)
	}
	return out
}
