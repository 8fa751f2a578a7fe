package room

import (
	"fmt"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

// The attacker of this file plays every world of a small universe: whatever people
// may have answered. Worlds that look the same to everybody at every moment are the
// ones between which nobody can tell. A number that is kept back is learnt when it
// is the same in all of them. What words and totals say, which are meant to be seen,
// counts as known beforehand.

// scene is a schedule that everybody sees, with answers that nobody does.
type scene struct {
	worlds func(yield func(secret []int))
	play   func(s *stage, secret []int)
	known  func(s *stage) string             // what is meant to be told
	number func(secret []int) map[string]int // what is kept back from one to four
}

// stage is a room with what was seen of it so far.
type stage struct {
	*State
	seen  []string
	watch func(*stage) string
	n     int // ballots used
}

func newStage(watch func(*stage) string, kinds ...StatementKind) *stage {
	s := &stage{State: New(), watch: watch}
	s.Info.Policy = DefaultPolicy()
	for i, kind := range kinds {
		x := &Statement{ID: ItemID(fmt.Sprint(i)), Status: Open, from: map[BallotID]ItemID{}}
		x.write(kind, "", "", &Asks{})
		s.Statements[x.ID] = x
		s.StatementOrder = append(s.StatementOrder, x.ID)
	}
	return s
}

// look notes what is shown, if it is something else than before.
func (s *stage) look() {
	if now := s.watch(s); len(s.seen) == 0 || s.seen[len(s.seen)-1] != now {
		s.seen = append(s.seen, now)
	}
}

// act is a public act: everybody knows when it was done.
func (s *stage) act(what string, do func()) {
	s.seen = append(s.seen, what)
	do()
	s.look()
}

// answers has n ballots answer, one after the other.
func (s *stage) answers(id ItemID, a Answer, side Side, from, n int) {
	for i := range n {
		by := Actor{ActorBallot, fmt.Sprintf("%032x", from+i)}
		applyVote(s.State, &meta{By: by}, &CastVote{Statement: id, Answer: a}, &Voted{Declared: Declared{First: true, Side: side}})
		s.look()
	}
}

// learnt says what one number of the scene somebody learns; "" nothing.
func learnt(x *scene, watch func(*stage) string, kinds ...StatementKind) string {
	type group struct {
		number map[string]int
		varies map[string]bool
	}
	gather := func(groups map[string]*group, key string, number map[string]int) {
		g := groups[key]
		if g == nil {
			groups[key] = &group{number, map[string]bool{}}
			return
		}
		for name, n := range number {
			if g.number[name] != n {
				g.varies[name] = true
			}
		}
	}
	seen, known := map[string]*group{}, map[string]*group{}
	under := map[string]string{}
	x.worlds(func(secret []int) {
		s := newStage(watch, kinds...)
		x.play(s, secret)
		all, told := strings.Join(s.seen, "\n"), x.known(s)
		number := x.number(secret)
		gather(seen, all, number)
		gather(known, told, number)
		under[all] = told
	})
	for all, g := range seen {
		for name, n := range g.number {
			if n > 0 && n < leastClass && !g.varies[name] && known[under[all]].varies[name] {
				return fmt.Sprintf("%s is %d for whoever saw\n%s", name, n, all)
			}
		}
	}
	return ""
}

func shownAll(s *stage) string {
	var out []any
	for _, id := range s.StatementOrder {
		x := s.Statements[id]
		out = append(out, s.Shown(x), s.Accepted(x))
	}
	b, err := json.Marshal(out, json.Deterministic(true))
	if err != nil {
		panic(err)
	}
	return string(b)
}

func rawAll(s *stage) (out string) {
	for _, id := range s.StatementOrder {
		out += fmt.Sprint(s.Statements[id].raw.All, " ")
	}
	return out
}

// merging is two questions made one, apart, one and apart again, with support in
// between. merge and apart do it. How much of that there was nobody knows: that so
// many records came tells neither where nor whether support was given or taken back.
func merging(merge, apart func(s *stage)) *scene {
	return &scene{
		worlds: func(yield func([]int)) {
			for first := range 10 {
				for second := range 10 {
					for both := range min(first, second) + 1 {
						for later := range 10 {
							for last := range 2 {
								yield([]int{first, second, both, later, last})
							}
						}
					}
				}
			}
		},
		play: func(s *stage, n []int) {
			s.look()
			s.answers("0", Support, Online, 0, n[0])
			s.answers("1", Support, Online, n[0]-n[2], n[1])
			s.act("one", func() { merge(s) })
			s.answers("0", Support, Online, 100, n[3])
			s.act("apart", func() { apart(s) })
			s.answers("0", Support, Online, 200, n[4])
			s.act("one", func() { merge(s) })
			s.act("apart", func() { apart(s) })
		},
		known: func(*stage) string { return "" },
		number: func(n []int) map[string]int {
			return map[string]int{
				"support of the first": n[0], "support of the second": n[1], "support of the second alone": n[1] - n[2],
				"owed by the first": n[0] % 5, "owed by the second": n[1] % 5,
			}
		},
	}
}

// mergeInSteps and apartInSteps are what it was before a merger came in whole
// steps: an attacker who does not find this out finds nothing.
func mergeInSteps(s *stage) {
	x, into := s.Statements["1"], s.Statements["0"]
	x.Into, x.shownThere = into.ID, into.said()
	for id := range x.votes {
		if into.votes[id] == "" {
			into.say(id, s.Ballots[id], Support)
			into.from[id] = x.ID
		}
	}
	into.steps(s.State)
}

func apartInSteps(s *stage) {
	x, into := s.Statements["1"], s.Statements["0"]
	x.Into = ""
	for id, from := range into.from {
		if from == x.ID {
			into.say(id, s.Ballots[id], "")
		}
	}
	into.goBack(x.shownThere, s.Ballots)
	into.steps(s.State)
}

func TestMergersTellNoSupport(t *testing.T) {
	merge := func(s *stage) { applyMergeQuestion(s.State, nil, &MergeQuestion{"1", "0"}, nil) }
	apart := func(s *stage) { applyUnmergeQuestion(s.State, nil, &StatementRef{"1"}, nil) }
	if what := learnt(merging(merge, apart), shownAll, Question, Question); what != "" {
		t.Error(what)
	}
	if learnt(merging(mergeInSteps, apartInSteps), shownAll, Question, Question) == "" {
		t.Error("mergers in one step give nothing away")
	}
	if learnt(merging(merge, apart), rawAll, Question, Question) == "" {
		t.Error("exact support gives nothing away")
	}
}

// voting is a closed vote of so many in the room and online, with hands counted
// beside the phones, or none. How many answered is no number here: that everybody
// did can follow from what is meant to be told, in a room of five from any word.
func voting(kind StatementKind, onsite, online int, hands Counts) *scene {
	yes, no := kind.Scale().Choices[0], kind.Scale().Choices[len(kind.Scale().Choices)-2]
	return &scene{
		worlds: func(yield func([]int)) {
			for a := range onsite + 1 {
				for b := range onsite - a + 1 {
					for c := range online + 1 {
						for d := range online - c + 1 {
							yield([]int{a, b, c, d})
						}
					}
				}
			}
		},
		play: func(s *stage, n []int) {
			s.look()
			x := s.Statements["0"]
			setLine(&x.Lines, InTheRoom, hands)
			s.answers("0", yes, Onsite, 0, n[0])
			s.answers("0", no, Onsite, 100, n[1])
			s.answers("0", yes, Online, 200, n[2])
			s.answers("0", no, Online, 300, n[3])
			s.act("closed", func() { x.closeVote(0, s.State) })
		},
		known: func(s *stage) string {
			v := s.Shown(s.Statements["0"])
			return fmt.Sprint(v.State, v.Word, v.Lead, v.Tally, v.Choices, s.Accepted(s.Statements["0"]) == AcceptTooFew)
		},
		number: func(n []int) map[string]int {
			return map[string]int{
				"yes in the room": n[0], "no in the room": n[1], "yes online": n[2], "no online": n[3],
				"yes": n[0] + n[2], "no": n[1] + n[3],
			}
		},
	}
}

func TestClosedVotesTellNoSmallClass(t *testing.T) {
	sides := func(s *stage) string { return fmt.Sprint(s.Statements["0"].raw.Side) }
	for _, size := range [][2]int{{1, 3}, {2, 4}, {3, 5}, {1, 8}, {4, 8}} {
		for _, kind := range []StatementKind{View, Mechanism, Case} {
			for _, hands := range []Counts{{}, {9}, {7, 2}} {
				x := voting(kind, size[0], size[1], hands)
				if what := learnt(x, shownAll, kind); what != "" {
					t.Errorf("%v %s with %v: %s", size, kind, hands, what)
				}
				for name, weaker := range map[string]func(*stage) string{"figures": rawAll, "sides": sides} {
					if learnt(x, weaker, kind) == "" {
						t.Errorf("%v %s: %s give nothing away", size, kind, name)
					}
				}
			}
		}
	}
}
