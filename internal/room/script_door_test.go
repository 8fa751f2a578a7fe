package room

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

var doorWords = map[string]word{
	"door": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "door."+a.at(0)+"/1", &DoorOf{Side(a.at(1))})
		return sc.did("shut: %s", sc.shut()), err
	},
	"sweep": func(sc *script, a args) (string, error) {
		p := Sweep{Seconds(a.num("from", 0)), Seconds(a.num("to", int(sc.now)+1)), Side(a.by["side"]), a.by["hands"] != "", a.num("newest", 0)}
		r, err := sc.try(sc.by(a, "moderator"), "door.sweep/1", &p)
		if err != nil {
			return "", err
		}
		return sc.did("sweep %d put out %v, %d inside", facts[Swept](r).Sweep, facts[Swept](r).Guests, sc.s.Inside()), nil
	},
	"unsweep": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "door.unsweep/1", &SweepRef{a.num("n", 1)})
		return sc.did("%d inside", sc.s.Inside()), err
	},
	"joins": func(sc *script, _ args) (string, error) {
		var out []string
		joins := sc.s.Joins()
		for _, minute := range slices.SortedFunc(maps.Keys(joins), func(x, y string) int { return cmp.Or(len(x)-len(y), strings.Compare(x, y)) }) {
			for _, side := range bothSides {
				if n := joins[minute][side]; n.All > 0 {
					out = append(out, fmt.Sprintf("minute %s %s %d, idle %d, only hands %d", minute, side, n.All, n.Idle, n.Hands))
				}
			}
		}
		return strings.Join(out, "; "), nil
	},
	// strangers come through one link, all in one second.
	"strangers": func(sc *script, a args) (string, error) {
		for i := range a.num("n", 1) {
			if _, err := sc.try(sc.voice(fmt.Sprintf("%s%d", a.at(0), i+1)), "voice.join/1", &Join{Side: Online}); err != nil {
				return "", err
			}
		}
		return sc.did("%d inside", sc.s.Inside()), nil
	},
}

func (sc *script) shut() string {
	var out []string
	for _, side := range bothSides {
		if sc.s.Door.Shut[side] {
			out = append(out, string(side))
		}
	}
	return cmp.Or(strings.Join(out, " "), "none")
}

// checkDoor holds that whoever was put out is nowhere, and that nobody is counted
// who is not inside.
func checkDoor(t failer, s *State) {
	t.Helper()
	phones := 0
	for _, p := range s.People {
		if p.Kind == ByPhone {
			phones++
		}
	}
	if phones != s.Inside() {
		t.Fatalf("%d voices, %d are said to be inside", phones, s.Inside())
	}
	there := func(id PersonID) {
		if id != "" && s.People[id] == nil {
			t.Fatalf("%s is nobody any more", id)
		}
	}
	for _, h := range s.Floor.Hands {
		there(h.Person)
	}
	for _, turn := range s.Floor.Turns {
		there(turn.Person)
	}
	for _, o := range s.Floor.Orders {
		there(o.Person)
	}
	for _, p := range s.People {
		there(p.Into)
	}
	idle := s.idle(true)
	for _, x := range s.Statements {
		if x.Author != "" && s.everIn(x.Author) == nil {
			t.Fatalf("%s wrote and was never inside", x.Author)
		}
		if idle[x.Author] != nil && !x.refused() {
			t.Fatalf("%s did nothing, and wrote what stands or waits", x.Author)
		}
	}
	for _, a := range s.Appeals {
		there(a.Author)
	}
	for id := range s.idle(false) {
		if idle[id] == nil {
			t.Fatalf("%s did nothing, and more than to raise a hand", id)
		}
	}
	for id, p := range idle {
		if h := s.handOf(id); h != nil && (h.Away > 0 || h.Read != "") || p.Called {
			t.Fatalf("%s only raised a hand: %+v", id, h)
		}
	}
}

// ordersOf are the newest points of order of the named persons.
func (sc *script) ordersOf(names []string) (out []ItemID) {
	for _, name := range names {
		for _, o := range sc.s.Floor.Orders {
			if o.Person == sc.ids[name] {
				out = append(out, o.ID)
			}
		}
	}
	return out
}

// also are the statements named after the first.
func (sc *script) also(a args) (out []ItemID) {
	for _, name := range a.bare[min(1, len(a.bare)):] {
		out = append(out, sc.item(name))
	}
	return out
}

var reportWords = map[string]word{
	"report": func(sc *script, a args) (string, error) {
		p := MakeReport{sc.item(a.at(1)), cmp.Or(a.by["rule"], "spam")}
		_, err := sc.try(sc.by(a, a.at(0)), "report.make/1", &p)
		return sc.reports(), err
	},
	"dismiss":      reportWord("report.dismiss/1"),
	"reports-back": reportWord("report.restore/1"),
	"reported": func(sc *script, a args) (string, error) {
		var out []string
		for item, r := range sc.s.ReportsOf(sc.ids[a.at(0)]) {
			out = append(out, fmt.Sprintf("%s %s", r.Rule, sc.s.ReportState(item, r)))
		}
		slices.Sort(out)
		return a.at(0) + ": " + strings.Join(out, ", "), nil
	},
}

func reportWord(name string) word {
	return func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), name, &ReportRef{sc.item(a.at(0))})
		return sc.reports(), err
	}
}

// reports are those that wait for the desk.
func (sc *script) reports() string {
	var out []string
	open := sc.s.OpenReports()
	for i, id := range sc.s.StatementOrder {
		if r := open[id]; r != nil {
			byRule, since := r.Waits()
			out = append(out, fmt.Sprintf("s%d %v since %d", i+1, byRule, since))
		}
	}
	return "reports: " + cmp.Or(strings.Join(out, "; "), "none")
}

// checkReports holds that each is of a published text, by a voice that is there, and
// that none was dismissed that was not.
func checkReports(t failer, s *State) {
	t.Helper()
	for item, r := range s.Reports {
		x := s.Statements[item]
		if x == nil || !x.WasPublished() && x.Status != Held || len(r.By) == 0 {
			t.Fatalf("%d reports of %s", len(r.By), item)
		}
		for id, one := range r.By {
			if p := s.People[id]; p == nil || p.Left || x.Author == id {
				t.Fatalf("a report of %s by %s", item, id)
			}
			if one.round > r.rounds || !slices.Contains(s.Info.Policy.Rules, one.Rule) {
				t.Fatalf("a report of %s by rule %q, dismissed in round %d of %d", item, one.Rule, one.round, r.rounds)
			}
		}
	}
}

// TestANameGoesWithWhoWasPutOut: what somebody typed whom a sweep put out can still
// be erased, and stays gone when the sweep is taken back.
func TestANameGoesWithWhoWasPutOut(t *testing.T) {
	sc := newScript(t)
	desk, troll := sc.seats["organizer"], sc.voice("troll")
	name := sc.text("A slur")
	sc.do(troll, "voice.join/1", &Join{Side: Online, Name: name})
	sc.do(sc.seats["moderator"], "door.sweep/1", &Sweep{From: 0, To: sc.now + 1})
	if sc.s.People[PersonID(troll.ID)] != nil {
		t.Fatal("nobody was put out")
	}
	gone := facts[Erased](sc.do(desk, "text.erase/1", &EraseText{Person: PersonID(troll.ID), Rule: EraseAsked})).Texts
	if len(gone) != 1 || gone[0] != name {
		t.Errorf("%v goes, want %s", gone, name)
	}
	sc.do(sc.seats["moderator"], "door.unsweep/1", &SweepRef{1})
	if !sc.s.gone[sc.s.person(PersonID(troll.ID)).Name] {
		t.Error("the name is back")
	}
	checkReplayed(t, sc.s, sc.records)
}
