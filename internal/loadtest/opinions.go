package loadtest

import (
	"context"
	"math/rand/v2"
	"strings"

	"parley/internal/room"
	"parley/internal/view"
)

// ballots is what the person's ballot does now: votes, how heavy it finds what
// it thinks real, support of questions, answers to outcomes.
func (x *person) ballots(v *view.View, now room.Seconds) (acts []func(context.Context)) {
	for id, s := range v.Statements.All {
		if s.Status != room.Open || s.Hidden != "" {
			continue
		}
		switch said := x.voted[id]; {
		case said == "" && x.ready(id, now, 60):
			acts = append(acts, x.vote(id, x.choice(s.Kind, s.Text)))
		case said == room.Real && x.weighed[id] == "" && x.weighs(s.Text) && x.ready("weight of "+id, now, 10):
			acts = append(acts, x.weigh(id, s.Text))
		}
	}
	for id, q := range v.Questions.All {
		if q.Kind == room.Question && waits(q) && x.voted[id] == "" && x.draw(q.Text) < 0.4 && x.ready(id, now, 90) {
			acts = append(acts, x.vote(id, room.Support))
		}
	}
	for id, o := range v.Outcomes.All {
		if o.Status == room.Put && !x.answered[id] && x.ready(id, now, 16) {
			acts = append(acts, x.answer(id, o))
		}
	}
	return acts
}

// ready draws once when the person will get to an item, and says when it has.
func (x *person) ready(id room.ItemID, now room.Seconds, within int) bool {
	at, seen := x.due[id]
	if !seen {
		at = now + 2 + room.Seconds(x.rng.IntN(within))
		x.due[id] = at
	}
	return now >= at
}

func (x *person) vote(id room.ItemID, a room.Answer) func(context.Context) {
	return func(ctx context.Context) {
		if _, err := x.c.Command("vote.cast").Send(ctx, room.CastVote{Statement: id, Answer: a}, nil); x.p.count(err) {
			x.voted[id] = a
		} else {
			delete(x.due, id)
		}
	}
}

// weighs says whether the person gives the second tap; some do not.
func (x *person) weighs(text string) bool { return x.draw(text+"weight") < 0.85 }

func (x *person) weigh(id room.ItemID, text string) func(context.Context) {
	scale := room.WeightScale().Choices
	a := scale[int(x.draw(text+"how heavy")*float64(len(scale)))]
	return func(ctx context.Context) {
		if _, err := x.c.Command("vote.weigh").Send(ctx, room.WeighStatement{Statement: id, Weight: a}, nil); x.p.count(err) {
			x.weighed[id] = a
		} else {
			delete(x.due, "weight of "+id)
		}
	}
}

func (x *person) answer(id room.ItemID, o view.Outcome) func(context.Context) {
	a := x.opinion(o.Text)
	if strings.Contains(o.Text, "by law") && x.rng.Float64() < 0.5 {
		a = room.Unsure
	}
	return func(ctx context.Context) {
		if _, err := x.c.Command("outcome.answer").Send(ctx, room.AnswerOutcome{Outcome: id, Answer: a}, nil); x.p.count(err) {
			x.answered[id] = true
		}
	}
}

// choice is the person's opinion on the scale of the kind: where that has two
// answers for those in favour, some take the second.
func (x *person) choice(kind room.StatementKind, text string) room.Answer {
	scale := kind.Scale().Choices
	switch a := x.opinion(text + string(kind)); {
	case a == room.Unsure:
		return a
	case a == room.Disagree:
		return scale[len(scale)-2]
	case len(scale) > 3 && x.draw(text) < 0.35:
		return scale[1]
	}
	return scale[0]
}

// draw is between 0 and 1, the same for the same person and words.
func (x *person) draw(text string) float64 {
	return rand.New(rand.NewPCG(uint64(x.n), letters(text))).Float64()
}

func letters(text string) (sum uint64) {
	for i := range len(text) {
		sum += uint64(text[i])
	}
	return sum
}

// opinion is the same for the same person and words, and differs between
// sentences: some find nearly everybody's agreement, some divide.
func (x *person) opinion(text string) room.Answer {
	draw := x.draw(text)
	agree := 0.35 + 0.6*x.lean
	if letters(text)%3 == 0 {
		agree = 0.9
	}
	switch {
	case draw < agree:
		return room.Agree
	case draw < agree+0.08:
		return room.Unsure
	}
	return room.Disagree
}
