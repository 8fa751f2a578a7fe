package room

import (
	"maps"
	"testing"

	"pgregory.net/rapid"
)

var answers = []Answer{Agree, Disagree, Unsure}

// doors are the sides and groups that drawn ballots declare: few, so that small
// and large classes both come up.
func drawDoor(t *rapid.T) Door {
	return Door{
		Side:  rapid.SampledFrom([]Side{Onsite, Onsite, Onsite, Online}).Draw(t, "side"),
		Group: rapid.SampledFrom([]string{"", "technical", "technical", "government", "youth", "civil-society"}).Draw(t, "group"),
	}
}

// frame is what the world sees after one vote, and what the votes were.
type frame struct {
	shown Shown
	votes map[BallotID]Answer
}

// TestFramesGiveNobodyAway plays random votes with changes, closes the vote and
// looks at all frames together, as somebody would who kept them.
func TestFramesGiveNobodyAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := newDrive(t, smallSetup())
		id := d.statement(View)
		x := d.s.Statements[id]
		people := rapid.IntRange(0, 60).Draw(t, "people")
		doors := make([]Door, people)
		for i := range doors {
			doors[i] = drawDoor(t)
		}
		frames := []frame{{shown: d.s.Shown(x), votes: map[BallotID]Answer{}}}
		for _, i := range drawVoters(t, people) {
			if rapid.IntRange(0, 5).Draw(t, "leaves") == 0 {
				_, _ = d.try(ballotID(i), "ballot.withdraw/1", None{}) // who never voted is refused
			} else {
				_ = d.vote(i, doors[i], id, rapid.SampledFrom(answers).Draw(t, "answer")) // the same again is refused
			}
			frames = append(frames, frame{d.s.Shown(x), maps.Clone(x.votes)})
			checkOpinion(t, d.s)
		}
		checkLive(t, frames)
		d.do(d.desk(Moderator), "statement.close/1", &StatementRef{id})
		frames = append(frames, frame{d.s.Shown(x), maps.Clone(x.votes)})
		checkSteppedFrames(t, frames)
		checkClosed(t, d.s, x, frames)
		checkReplayed(t, d.s, d.records)
	})
}

// drawVoters is who votes in which order: in half of the rooms everybody once,
// then some again.
func drawVoters(t *rapid.T, people int) (order []int) {
	if people == 0 {
		return nil
	}
	if rapid.Bool().Draw(t, "everybody") {
		for i := range people {
			order = append(order, i)
		}
	}
	return append(order, rapid.SliceOfN(rapid.IntRange(0, people-1), 0, 60).Draw(t, "voters")...)
}

func checkLive(t failer, frames []frame) {
	t.Helper()
	most := 0
	for _, f := range frames {
		most = max(most, len(f.votes))
		if f.shown.Side != nil || f.shown.Group != nil || f.shown.Late {
			t.Fatalf("broken down before the close: %+v", f.shown)
		}
		if most < 20 && (f.shown.State != ShownNone || f.shown.Tally != nil || f.shown.Word != "" || f.shown.N != 0) {
			t.Fatalf("%d voters, live: %+v", most, f.shown)
		}
	}
}

// checkSteppedFrames: figures move by at least five ballots' answers, or not at
// all, and each is a true count of its moment.
func checkSteppedFrames(t failer, frames []frame) {
	t.Helper()
	var last Tally
	said := map[BallotID]Answer{}
	for _, f := range frames {
		if f.shown.Tally == nil || *f.shown.Tally == last {
			continue
		}
		var truth Tally
		differ := 0
		for id, a := range f.votes {
			truth.Add(a, 1)
			if said[id] != a {
				differ++
			}
		}
		for id := range said {
			if f.votes[id] == "" {
				differ++
			}
		}
		if *f.shown.Tally != truth {
			t.Fatalf("published %v of %v", *f.shown.Tally, truth)
		}
		if differ < 5 {
			t.Fatalf("%d answers make the step from %v to %v", differ, last, truth)
		}
		last, said = truth, f.votes
	}
}

func checkClosed(t failer, s *State, x *Statement, frames []frame) {
	t.Helper()
	v, n := frames[len(frames)-1].shown, len(x.votes)
	if len(x.pending) > 0 {
		n = x.published.Count.All.N() // small differences are not shown
	}
	want := ShownFigures
	switch {
	case n < 5:
		want = ShownFew
	case n < 20:
		want = ShownWords
	}
	if v.State != want || v.Late != (v.Tally != nil && *v.Tally != scalePlain.Tally(x.raw.All) || len(x.pending) > 0) || len(x.pending) >= 5 {
		t.Fatalf("%d voters, closed: %+v", n, v)
	}
	if want != ShownFigures {
		if v.Tally != nil || v.N != 0 || v.Side != nil || v.Group != nil || v.Percent {
			t.Fatalf("figures of %d voters: %+v", n, v)
		}
		return
	}
	if !v.Percent || v.Word == "" {
		t.Fatalf("no word or percentage of %d voters: %+v", n, v)
	}
	checkCells(t, *v.Tally, v.Side)
	checkCells(t, *v.Tally, v.Group)
	checkCrossed(t, *v.Tally, v)
}

func checkCells[K comparable](t failer, all Tally, cells map[K]Tally) {
	t.Helper()
	if cells == nil {
		return
	}
	if len(cells) < 2 || sum(cells) != all {
		t.Fatalf("cells %v of %v", cells, all)
	}
	for k, c := range cells {
		if c.N() < 5 {
			t.Fatalf("class %v has %d answers", k, c.N())
		}
	}
}

// checkCrossed tries every crossed table that fits both breakdowns: the size of
// a crossed class must not be certain to lie between one and four.
func checkCrossed(t failer, all Tally, v Shown) {
	t.Helper()
	for side, s := range v.Side {
		for group, g := range v.Group {
			least, most := 0, 0
			for _, answer := range [][3]int{{s.Agree, g.Agree, all.Agree}, {s.Disagree, g.Disagree, all.Disagree}, {s.Unsure, g.Unsure, all.Unsure}} {
				lo, hi := fits(answer[0], answer[1], answer[2])
				least, most = least+lo, most+hi
			}
			if least >= 1 && most <= 4 {
				t.Fatalf("between %d and %d of %s are %s: %+v", least, most, group, side, v)
			}
		}
	}
}

// fits is the least and the most that both margins of a table of two by two
// can have in common.
func fits(row, column, all int) (least, most int) {
	least, most = all, 0
	for both := 0; both <= all; both++ {
		rest := all - row - column + both
		if both <= row && both <= column && rest >= 0 {
			least, most = min(least, both), max(most, both)
		}
	}
	return least, most
}

func TestShown(t *testing.T) {
	on, off := Door{Side: Onsite, Group: "technical"}, Door{Side: Online, Group: "government"}
	quiet := Door{Side: Onsite}
	type votes struct {
		door Door
		t    Tally
	}
	for _, c := range []struct {
		name  string
		votes []votes
		late  int // more votes after the last full step
		want  Shown
	}{
		{"nobody", nil, 0, Shown{State: ShownFew}},
		{"four", []votes{{on, Tally{4, 0, 0}}}, 0, Shown{State: ShownFew}},
		{"twelve", []votes{{on, Tally{9, 1, 2}}}, 0, Shown{State: ShownWords, Word: WordMost}},
		{"nineteen", []votes{{on, Tally{10, 0, 0}}, {off, Tally{0, 9, 0}}}, 0, Shown{State: ShownWords, Word: WordDiffered}},
		{"one class is no breakdown", []votes{{on, Tally{20, 0, 0}}}, 0, Shown{State: ShownFigures, Word: WordAll, N: 20, Tally: &Tally{20, 0, 0}, Percent: true}},
		{"a side of four stays in the whole", []votes{{on, Tally{16, 0, 0}}, {off, Tally{0, 4, 0}}}, 0,
			Shown{State: ShownFigures, Word: WordMost, N: 20, Tally: &Tally{16, 4, 0}, Percent: true}},
		{"two sides", []votes{{quiet, Tally{10, 5, 0}}, {Door{Side: Online}, Tally{5, 3, 2}}}, 0,
			Shown{State: ShownFigures, Word: WordDiffered, N: 25, Tally: &Tally{15, 8, 2}, Percent: true,
				Side: map[Side]Tally{Onsite: {10, 5, 0}, Online: {5, 3, 2}}}},
		{"small groups are merged", []votes{
			{Door{Side: Onsite, Group: "technical"}, Tally{10, 4, 0}}, {Door{Side: Onsite, Group: "youth"}, Tally{1, 2, 0}},
			{Door{Side: Onsite, Group: "press"}, Tally{2, 1, 0}}, {quiet, Tally{2, 3, 0}},
		}, 0, Shown{State: ShownFigures, Word: WordDiffered, N: 25, Tally: &Tally{15, 10, 0}, Percent: true,
			Group: map[string]Tally{"technical": {10, 4, 0}, GroupOther: {3, 3, 0}, GroupUnsaid: {2, 3, 0}}}},
		{"late answers", []votes{{on, Tally{20, 0, 0}}}, 3, Shown{State: ShownFigures, Word: WordAll, N: 20, Tally: &Tally{20, 0, 0}, Percent: true, Late: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDrive(t, smallSetup())
			id := d.statement(View)
			n := 0
			for _, v := range append(c.votes, votes{on, Tally{0, c.late, 0}}) {
				for _, a := range []struct {
					a Answer
					n int
				}{{Agree, v.t.Agree}, {Disagree, v.t.Disagree}, {Unsure, v.t.Unsure}} {
					for range a.n {
						n++
						if err := d.vote(n, v.door, id, a.a); err != nil {
							t.Fatal(err)
						}
					}
				}
			}
			d.do(d.desk(Moderator), "statement.close/1", &StatementRef{id})
			if got := string(d.json(d.s.Shown(d.s.Statements[id]))); got != string(d.json(c.want)) {
				t.Errorf("shown %s, want %s", got, d.json(c.want))
			}
		})
	}
}

// TestCrossedClass: two breakdowns of the same answers can give away a class
// that neither of them shows.
// TestNoPolicyShowsFew: figures of fewer than a class are shown by no room's policy,
// also when most of those who answered withdraw.
func TestNoPolicyShowsFew(t *testing.T) {
	setup := smallSetup()
	setup.Policy.Suppress = SuppressPolicy{Words: 1}
	d := newDrive(t, setup)
	id := d.statement(View)
	for i := range 11 {
		if err := d.vote(i, Door{Side: Online}, id, Agree); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 10 {
		d.do(ballotID(i), "ballot.withdraw/1", None{})
		if v := d.s.Shown(d.s.Statements[id]); v.N != 0 && v.N < leastClass {
			t.Fatalf("%d are shown", v.N)
		}
	}
}

func TestCrossedClass(t *testing.T) {
	for _, c := range []struct {
		name   string
		count  Count
		groups bool
	}{
		{"nothing is certain", Count{Counts{15, 6, 0},
			map[Side]Counts{Onsite: {10, 3, 0}, Online: {5, 3, 0}},
			map[string]Counts{"technical": {8, 3, 0}, "government": {7, 3, 0}}}, true},
		{"all who disagree are technical, one of them onsite", Count{Counts{15, 5, 0},
			map[Side]Counts{Onsite: {14, 1, 0}, Online: {1, 4, 0}},
			map[string]Counts{"technical": {0, 5, 0}, "government": {15, 0, 0}}}, false},
		{"all online are youth but one", Count{Counts{10, 6, 4},
			map[Side]Counts{Onsite: {10, 1, 0}, Online: {0, 5, 4}},
			map[string]Counts{"youth": {0, 4, 4}, "press": {10, 2, 0}}}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var v Shown
			v.breakDown(scalePlain, c.count, 5, func(Tally) bool { return true })
			if v.Side == nil || (v.Group != nil) != c.groups {
				t.Errorf("sides %v, groups %v", v.Side, v.Group)
			}
			checkCrossed(t, scalePlain.Tally(c.count.All), v)
		})
	}
}

// TestBreakDown draws who is who and what each class says, zeros and small
// numbers often, and looks at what comes out.
func TestBreakDown(t *testing.T) {
	both := false
	rapid.Check(t, func(t *rapid.T) {
		var c Count
		n := rapid.SampledFrom([]int{0, 0, 0, 1, 2, 6, 12})
		for _, side := range []Side{Onsite, Online} {
			for _, group := range []string{"", "technical", "government"} {
				for _, a := range answers {
					c.add(&Ballot{Side: side, Group: group}, scalePlain.times(a, n.Draw(t, "n")))
				}
			}
		}
		var v Shown
		v.breakDown(scalePlain, c, 5, func(Tally) bool { return true })
		checkCells(t, scalePlain.Tally(c.All), v.Side)
		checkCells(t, scalePlain.Tally(c.All), v.Group)
		checkCrossed(t, scalePlain.Tally(c.All), v)
		checkSplit(t, c)
		if v.Side != nil && v.Group != nil {
			both = true
		}
	})
	if !both {
		t.Error("never were both breakdowns shown")
	}
}

// checkSplit: of a settled outcome every class and every remainder shown has
// five people and more than one mind.
func checkSplit(t failer, c Count) {
	t.Helper()
	s := New()
	v := s.ShownOutcome(&Outcome{Status: Settled, raw: c})
	var shown []Tally
	for _, cell := range v.Side {
		shown = append(shown, cell)
	}
	for _, cell := range v.Group {
		shown = append(shown, cell)
	}
	for _, cell := range shown {
		all := scalePlain.Tally(c.All)
		rest := Tally{all.Agree - cell.Agree, all.Disagree - cell.Disagree, all.Unsure - cell.Unsure}
		for _, x := range []Tally{cell, rest} {
			if x.N() < 5 || x.Agree == x.N() || x.Disagree == x.N() || x.Unsure == x.N() {
				t.Fatalf("%v of %v, in %+v", x, c.All, v)
			}
		}
	}
}

// TestClosingSplit: the closing's totals are always exact; a split is shown
// only where no cell and no remainder is small or of one mind.
func TestClosingSplit(t *testing.T) {
	for _, c := range []struct {
		name            string
		onsite, online  Tally
		split, hasTotal bool
	}{
		{"both sides large and mixed", Tally{8, 2, 0}, Tally{5, 1, 1}, true, true},
		{"a side of four", Tally{8, 2, 0}, Tally{3, 1, 0}, false, true},
		{"a side of one mind", Tally{8, 2, 0}, Tally{6, 0, 0}, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDrive(t, smallSetup())
			d.do(d.desk(Moderator), "session.start/1", None{})
			o := d.put()
			n := 0
			for side, tally := range map[Side]Tally{Onsite: c.onsite, Online: c.online} {
				for a, k := range map[Answer]int{Agree: tally.Agree, Disagree: tally.Disagree, Unsure: tally.Unsure} {
					for range k {
						n++
						if err := d.answer(n, Door{Side: side}, o.ID, a); err != nil {
							t.Fatal(err)
						}
						if v := d.s.ShownOutcome(o); v.Side != nil || v.Tally.N() != n {
							t.Fatalf("live: %+v", v)
						}
					}
				}
			}
			d.do(d.desk(Moderator), "outcome.settle/1", &OutcomeRef{o.ID})
			v := d.s.ShownOutcome(o)
			if *v.Total != c.onsite.Plus(c.online) || (v.Side != nil) != c.split {
				t.Errorf("shown %+v", v)
			}
			checkOpinion(t, d.s)
		})
	}
}
