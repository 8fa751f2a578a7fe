package room

import (
	"reflect"
	"slices"
)

// checkInvariants holds what must be true of every room after every record.
func checkInvariants(t failer, s *State) {
	t.Helper()
	checkTurns(t, s)
	checkHands(t, s)
	checkHubs(t, s)
	checkOrder(t, s)
	checkBalance(t, s)
	checkOpinion(t, s)
	checkNotes(t, s)
	checkRestored(t, s)
	checkLabels(t, s)
	checkDoor(t, s)
	checkSettings(t, s)
	checkSlips(t, s)
	checkHelpers(t, s)
	checkReports(t, s)
	checkStanding(t, s)
}

// checkLabels: a name from the meeting tool that was not erased is due unless its
// person waits or speaks, and was not due for long.
func checkLabels(t failer, s *State) {
	t.Helper()
	for id, p := range s.People {
		l := s.labels[id]
		if p.Kind != InTool || p.Name == "" || s.gone[p.Name] {
			if l != nil && len(s.notErased(l.texts).Texts) == 0 {
				t.Fatalf("the label of %s is kept and erased", id)
			}
			continue
		}
		if l == nil || !slices.Contains(l.texts, p.Name) {
			t.Fatalf("nobody will erase the label of %s", id)
		}
		waits := false
		for _, h := range s.Floor.Hands {
			waits = waits || h.Person == id && s.Session.Phase != Closed
		}
		if r := s.Running(); r != nil && r.Person == id {
			waits = true
		}
		if waits != (l.due == 0) || l.due > s.Now+LabelKept {
			t.Fatalf("the label of %s is due at %d, now %d; waits %t", id, l.due, s.Now, waits)
		}
	}
}

func checkTurns(t failer, s *State) {
	t.Helper()
	for i, turn := range s.Floor.Turns {
		if turn.N != i+1 {
			t.Fatalf("turn %d stands at %d", turn.N, i+1)
		}
		if !turn.Over && turn.N != s.Floor.Running {
			t.Fatalf("turn %d neither runs nor is over", turn.N)
		}
		if turn.Over && turn.End < turn.Start || turn.Spoken(s.Now) < 0 || turn.Void && turn.Spoken(s.Now) != 0 {
			t.Fatalf("turn %d lasted %d", turn.N, turn.Spoken(s.Now))
		}
	}
	checkCorrected(t, s)
	if r := s.Running(); s.Floor.Running != 0 && (r == nil || r.Over || r.Void) {
		t.Fatalf("turn %d cannot run: %+v", s.Floor.Running, r)
	}
	if s.Session.Phase != Live && s.Floor.Running != 0 {
		t.Fatalf("turn %d runs while the session is %s", s.Floor.Running, s.Session.Phase)
	}
}

// checkCorrected: what was put right is over, took place, within the session, and
// has a reason.
func checkCorrected(t failer, s *State) {
	t.Helper()
	for _, turn := range s.Floor.Turns {
		c := turn.Corrected
		if c == nil {
			continue
		}
		if !turn.Over || turn.Void || c.Reason == "" || turn.End > s.Now || turn.Start < min(c.Start, s.Session.Started) {
			t.Fatalf("turn %d from %d to %d was corrected: %+v", turn.N, turn.Start, turn.End, c)
		}
		if turn.Spoken(s.Now) != turn.End-turn.Start-turn.Paused || turn.Spoken(s.Now) < 1 {
			t.Fatalf("turn %d lasted %d", turn.N, turn.Spoken(s.Now))
		}
		if side, _ := turn.From(); turn.Counts() && !side.Valid() {
			t.Fatalf("turn %d is of side %q", turn.N, side)
		}
	}
}

func checkHands(t failer, s *State) {
	t.Helper()
	numbers := map[PersonID][]int{}
	for id, h := range s.Floor.Hands {
		if h.ID != id || s.Who(h.Person) == nil {
			t.Fatalf("hand %s of nobody: %+v", id, h)
		}
		if slices.Contains(s.Floor.Decided, id) {
			t.Fatalf("hand %s waits and was decided", id)
		}
		if slices.Contains(numbers[h.Person], h.Number) {
			t.Fatalf("two hands of %s with number %d", h.Person, h.Number)
		}
		numbers[h.Person] = append(numbers[h.Person], h.Number)
		if isHub := s.Who(h.Person).Kind == AHub; isHub != (h.Number >= 1 && h.Number <= hubHands) {
			t.Fatalf("hand %s has number %d", id, h.Number)
		}
		if h.Away > 1 {
			t.Fatalf("hand %s was absent %d times and waits", id, h.Away)
		}
	}
	if len(s.Floor.Decided) > keptDecided || s.Floor.Blocks > s.Info.Policy.Floor.Blocks {
		t.Fatalf("%d decided hands, %d blocks", len(s.Floor.Decided), s.Floor.Blocks)
	}
}

// checkHubs: a seat that was made with a hub is there as long as the hub, and
// enters for it; nobody signals who is not there, and no hub two opposites.
func checkHubs(t failer, s *State) {
	t.Helper()
	for _, id := range s.SeatOrder {
		seat := s.Seats[id]
		if seat == nil || seat.MadeWith != "" && (s.People[seat.MadeWith] == nil || s.HubOf(id) == nil) {
			t.Fatalf("seat %s of no hub: %+v", id, seat)
		}
	}
	for kind, sig := range s.Signals {
		for who := range sig.By {
			p := s.People[who]
			if p == nil || p.Left || kind == SoundGood && p.Kind != AHub || s.Signalled(who, kind.against()) {
				t.Fatalf("%s from %+v", kind, p)
			}
		}
		if len(sig.By) == 0 {
			t.Fatalf("%s from nobody", kind)
		}
	}
}

func checkOrder(t failer, s *State) {
	t.Helper()
	line := s.Line(-1)
	next, ok := s.NextHand()
	if ok != (len(line) > 0) || ok && line[0].Hand != next.ID {
		t.Fatalf("the line %v does not begin with %v", line, next)
	}
	seen := map[ItemID]bool{}
	for i, p := range line {
		h := s.Floor.Hands[p.Hand]
		if h == nil || seen[p.Hand] || p.Place != i+1 {
			t.Fatalf("place %d of the line: %+v", i+1, p)
		}
		seen[p.Hand] = true
		if s.barred(h.Person) || s.Floor.Block != nil && s.Floor.Block.Question != h.Question {
			t.Fatalf("%+v has a place", p)
		}
		if i == 0 && !p.First && anyFirst(s, line) {
			t.Fatalf("a later turn goes before a first one: %v", line)
		}
	}
	for id, h := range s.Floor.Hands {
		if !seen[id] && s.bar(h) == "" {
			t.Fatalf("hand %s could be called and has no place", id)
		}
	}
}

// anyFirst says whether somebody who may be called now waits for a first turn.
// A hub's standing may change within the line.
func anyFirst(s *State, line []Place) bool {
	for _, p := range line {
		h := s.Floor.Hands[p.Hand]
		if who := s.Who(h.Person); who.Kind != AHub && !h.Out && s.firstTurn(who) && p.First {
			return true
		}
	}
	return false
}

func checkBalance(t failer, s *State) {
	t.Helper()
	b := s.Balance(s.Now)
	turns, all, questions := 0, Seconds(0), Seconds(0)
	for _, turn := range s.Floor.Turns {
		all += turn.Spoken(s.Now)
		if turn.Counts() {
			turns++
		}
	}
	for _, d := range b.Questions {
		questions += d
	}
	sum := b.Panel + b.Table + b.Order
	counted := 0
	for _, side := range b.Sides {
		sum += side.Seconds
		counted += side.Turns
		if side.First > side.Turns || side.People > side.Turns {
			t.Fatalf("balance of a side: %+v", side)
		}
	}
	var groups, regions, seats Seconds
	for _, x := range b.Groups {
		groups += x.Seconds
	}
	for _, x := range b.Regions {
		regions += x.Seconds
	}
	for _, x := range b.Seats {
		seats += x.Seconds
	}
	if sum != all || questions != all || counted != turns || groups != regions || groups != seats || seats != b.Panel+b.Table {
		t.Fatalf("balance %+v, turns last %d, %d of them count", b, all, turns)
	}
}

// checkReplayed folds the records again: same records, same state. Since the
// first state met every decision too, it holds that deciding changes nothing.
func checkReplayed(t failer, s *State, records []Record) {
	t.Helper()
	again := NewShown()
	for _, r := range records {
		parsed, err := ParseRecord(r.Append(nil))
		if err != nil {
			t.Fatalf("record %s: %v", r.Append(nil), err)
		}
		again.Apply(parsed)
	}
	a, b := *s, *again
	a.cmds, b.cmds = memory{}, memory{}
	if !reflect.DeepEqual(a, b) {
		t.Fatalf("the records fold to another state")
	}
}
