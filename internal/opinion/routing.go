package opinion

import (
	"maps"
	"math"
	"slices"
)

const (
	routeFloor    = 0.02 // weight that every statement has
	routePosition = 0.25 // weight of what a vote would tell of the voter, in nats
	coldVotes     = 5    // a statement with fewer votes weighs at least as much as the mean
)

// undecided is how much a vote on a statement can still change, by class.
var undecided = [...]float64{ShortOfAnswers: 1, CommonFor: 0.5, CommonAgainst: 0.5, OpenPoint: 0.2, NeedsInvestigation: 0.4}

// Routing is the chances with which each statement should be shown next to a
// participant, by statement id: what a vote would tell of the statement in the
// voter's likely groups, and of the voter. Statements that the participant voted
// on, and those that skip names, are not in it; the chances of the others add up
// to 1 and none is 0; see [Draw]. Hidden statements are not shown. Somebody
// without votes is taken to be anybody.
func (l *Live) Routing(participant string, skip func(statement string) bool) map[string]float64 {
	var row []Code
	p := Position{}
	if at, known := l.people[participant]; known {
		row, p = l.slots[at].row, l.slots[at].position
	} else {
		p = l.model.position(nil)
	}
	member := l.membership(&p)
	voted := make(map[int]bool, len(row))
	for _, c := range row {
		voted[c.Statement()] = true
	}
	weights, total := map[string]float64{}, 0.0
	var cold []string
	for n, id := range l.statements.names {
		j := l.place[n]
		if _, hidden := l.hidden[n]; hidden || voted[j] || skip != nil && skip(id) {
			continue
		}
		w, votes := l.worth(id, j, &p, member)
		weights[id], total = w, total+w
		if votes < coldVotes {
			cold = append(cold, id)
		}
	}
	mean := total / float64(max(1, len(weights)))
	for _, id := range cold {
		if w := weights[id]; w < mean {
			weights[id], total = mean, total+mean-w
		}
	}
	for id := range weights {
		weights[id] /= total
	}
	return weights
}

// Draw is the statement to show next, of those with the chances of
// [Live.Routing], and the chance that it had: it is kept beside the vote, so that
// later estimates can be weighted. Luck is a number drawn evenly from [0, 1). With
// nothing left to show ok is false.
func Draw(chances map[string]float64, luck float64) (statement string, chance float64, ok bool) {
	for _, id := range slices.Sorted(maps.Keys(chances)) {
		statement, chance, ok = id, chances[id], true
		if luck -= chance; luck < 0 {
			break
		}
	}
	return statement, chance, ok
}

// worth is what a vote of somebody on a statement would tell, and how many votes
// it has.
func (l *Live) worth(id string, j int, p *Position, member []float64) (weight float64, votes int) {
	thin := 0.0
	for g := range l.counts {
		n := tallyOf(l.counts[g][4*j:]).N()
		votes += n
		thin += member[g] / float64(n+2)
	}
	spread := 0.0
	for a := range maxAxes {
		for b := range maxAxes {
			spread += float64(l.model.load[j][a]) * float64(l.model.load[j][b]) * float64(p.Cov[at[a][b]])
		}
	}
	standing := l.Standing(id)
	doubt := undecided[standing.Class]
	if standing.Confirmed {
		doubt /= 2
	}
	return routeFloor + doubt*thin + routePosition*math.Log1p(max(0, spread)/l.model.noise[j])/2, votes
}
