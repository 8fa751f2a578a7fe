package room

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Lines of a script, with the names left to draw.
var floorLines = []string{
	"raise %o online", "raise %o online question=1", "raise %r onsite", "raise %o online", "raise %r onsite",
	"lower %p", "drop %p", "give-back %p", "add %d onsite line=A", "add %d onsite", "add %h online", "add %h online",
	"next", "next", "next", "next", "next after=1", "end", "end", "absent", "wait 30", "wait 7",
	"override %p why=must-leave", "override %p why=not-heard-yet", "enter %p online seconds=5 why=technical",
	"enter %p onsite seconds=9 why=follow-up", "seat speaker-1", "answer speaker-2", "followup", "pause", "resume",
	"extend", "undo", "undo", "ask-order %p", "grant-order %p", "refuse-order %p", "uphold-order %p",
	"favour online", "favour onsite", "favour off", "block question=1", "block question=2", "unblock", "wait 300",
	"mics A B", "mics B", "mics", "side %p online", "side %p onsite", "access %p", "mute %p", "ban %p", "restore %p",
	"merge %p %p", "merge %o %o", "unmerge %p", "object %p", "queue close", "queue open", "queue open",
	"question now=1", "question now=2", "hub %h count=9", "end by=%p", "part",
	"hub %h count=5 link=%h", "add %h online number=2", "signal %h-seat cant-hear", "signal %h-seat sound-good",
	"take-signal %h-seat sound-good", "clear-signal cant-hear", "signal-back cant-hear", "drop-hub %h",
	"correct %o", "correct %p", "correct %h", "correct d1 new=onsite", "correct d2 new=online", "part-back",
	"next made=-20", "next made=-400", "end made=-20", "end made=-1", "pause made=-9", "resume made=-40", "part made=-5", "seat speaker-1 made=-30",
	"override %p why=must-leave made=-15", "add %d onsite made=-40", "add %h online made=-3", "queue close made=-30", "queue open made=-2",
	"question now=1 made=-30", "enter %p online seconds=5 why=technical made=-8", "drop %p made=-9", "block question=1 made=-9",
	"side-back %p", "unfollow", "restore-order %p", "take-last",
	"next; wait 30; absent", "next; wait 30; absent", "add %h online; add %h online; raise %o online; next; end; next; end",
}

func drawLine(t *rapid.T) string {
	line := rapid.SampledFrom(floorLines).Draw(t, "line")
	for _, kind := range []struct{ mark, letters string }{{"%o", "o"}, {"%r", "r"}, {"%d", "d"}, {"%h", "h"}, {"%p", "orrodh"}} {
		for strings.Contains(line, kind.mark) {
			letter := rapid.SampledFrom(strings.Split(kind.letters, "")).Draw(t, "kind")
			n := rapid.IntRange(1, 5).Draw(t, "who")
			if letter == "h" {
				n = 1 + n%2
			}
			line = strings.Replace(line, kind.mark, fmt.Sprint(letter, n), 1)
		}
	}
	return line
}

// step runs a line; a refusal has a code. It says whether the line was taken.
func (sc *script) step(line string) bool {
	fields := strings.Fields(line)
	before, named := dumbNext(sc.s)
	_, err := sc.run(words()[fields[0]], fields[1:])
	var e *Error
	if err != nil && (!errors.As(err, &e) || e.Code == "") {
		sc.Fatalf("%s: %v", line, err)
	}
	if t := sc.s.Turn(len(sc.s.Floor.Turns)); err == nil && fields[0] == "next" && (!named || t.Hand != before) {
		sc.Fatalf("%s called %s, the rule's text names %q", line, t.Hand, before)
	}
	return err == nil
}

func drawFloor(t *rapid.T, most int) *script {
	sc := newScript(t)
	if rapid.Bool().Draw(t, "hubs") {
		sc.step("hub h1 count=9")
		sc.step("hub h2 count=9")
	}
	opening := rapid.IntRange(0, 15).Draw(t, "before")
	for i := range rapid.IntRange(0, most).Draw(t, "steps") {
		if i == opening {
			sc.step("floor")
		}
		for line := range strings.SplitSeq(drawLine(t), ";") {
			if sc.step(line) {
				checkInvariants(t, sc.s)
				again, ok := dumbNext(sc.s)
				if h, named := sc.s.NextHand(); named != ok || ok && h.ID != again {
					t.Fatalf("the rule names %v, its text %q", h, again)
				}
			}
		}
	}
	return sc
}

func TestFloorTraffic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sc := drawFloor(t, 80)
		checkReplayed(t, sc.s, sc.records)
	})
}

// TestLineComesTrue holds that the order everybody sees is the order in which
// hands are called when nothing else happens.
func TestLineComesTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sc := drawFloor(t, 50)
		if sc.s.Session.Phase != Live || !sc.s.Floor.Opened {
			return
		}
		line := sc.s.Line(-1)
		for _, p := range line {
			if some := sc.s.Line(3); len(some) > 0 && some[0].Hand != p.Hand {
				t.Fatalf("%+v is next, foretold was %+v", some[0], p)
			}
			r := sc.do(sc.seats["moderator"], "turn.call/1", &CallNext{After: len(sc.s.Floor.Turns)})
			f := facts[TurnCalled](r)
			if f.Hand != p.Hand || f.Side != p.Side || f.Line != p.Line || f.First != p.First {
				t.Fatalf("called %+v, foretold %+v", f, p)
			}
		}
		if h, ok := sc.s.NextHand(); ok {
			t.Fatalf("%v was not foretold", h)
		}
	})
}

// TestUndoCall holds that calling somebody and taking it back leaves the order
// as it was.
func TestUndoCall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sc := drawFloor(t, 50)
		before, running := sc.s.Line(-1), sc.s.Floor.Running
		if !sc.step("next") {
			return
		}
		if !sc.step("undo") {
			t.Fatalf("a call cannot be taken back")
		}
		if after := sc.s.Line(-1); !slices.Equal(before, after) || running != sc.s.Floor.Running {
			t.Fatalf("order %v and turn %d, before the call %v and %d", after, sc.s.Floor.Running, before, running)
		}
	})
}

// TestLotKnowsNoOrder holds that the lot does not depend on who came first.
func TestLotKnowsNoOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.SliceOfNDistinct(rapid.IntRange(1, 999), 2, 12, rapid.ID).Draw(t, "people")
		order := func(people []int) string {
			sc := newScript(t)
			for _, n := range people {
				sc.arrive(fmt.Sprint("o", n), Online)
			}
			return sc.order()
		}
		if a, b := order(people), order(rapid.Permutation(people).Draw(t, "other order")); a != b {
			t.Fatalf("%s, in another order of hands %s", a, b)
		}
	})
}
