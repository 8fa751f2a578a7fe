package audit_test

import (
	"bytes"
	"maps"
	"math"
	"strings"
	"testing"

	"parley/internal/audit"
	"parley/internal/engine/enginetest"
	"parley/internal/room"
	"parley/internal/standing"

	"github.com/go-json-experiment/json"
)

// pictured is a room of two camps that recorded where it stands twice, the second
// time with votes that came while the picture was made.
func pictured(t testing.TB) *enginetest.Hall {
	h := enginetest.Start(t, nil)
	h.Do(h.Desk, "session.start/1", room.None{}, nil)
	var statements []room.ItemID
	for range 6 {
		var f room.StatementAdded
		h.Do(h.Desk, "statement.add/1", room.AddStatement{Kind: room.View, Text: h.Say("So it is.")}, &f)
		statements = append(statements, f.Statement)
	}
	people := 0
	arrive := func(n int) {
		for range n {
			people++
			by := h.Ballot()
			for i, id := range statements {
				a := room.Agree
				if odd := people%9 == i; i > 0 && odd != (people%5 < 2) {
					a = room.Disagree
				}
				h.Do(by, "vote.cast/1", room.CastVote{Statement: id, Answer: a}, nil)
			}
		}
	}
	compute := func(before *standing.Picture) (p *standing.Picture) {
		h.State(func(s *room.State, _ room.Texts, _ room.Seconds) { p = standing.Compute(s, before) })
		return p
	}
	arrive(60)
	p := compute(nil)
	h.Do(room.Actor{Kind: room.ActorRoom}, room.StandingType, p.Record, nil)
	arrive(23)
	p = compute(p)
	arrive(7)
	h.Do(room.Actor{Kind: room.ActorRoom}, room.StandingType, p.Record, nil)
	return h
}

func TestHonestPictures(t *testing.T) {
	r, err := audit.VerifyFile(bytes.NewReader(export(t, pictured(t))))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings {
		t.Error(f)
	}
	if r.Pictures != 2 {
		t.Errorf("%d pictures made again", r.Pictures)
	}
}

// TestStop tells an audit to stop early, in the middle of its pictures and late: it has
// no report.
func TestStop(t *testing.T) {
	file, asked := export(t, pictured(t)), 0
	stopAt := func(n int) func() bool {
		asked = 0
		return func() bool { asked++; return asked >= n }
	}
	if r, err := audit.VerifyFileUntil(bytes.NewReader(file), stopAt(math.MaxInt)); err != nil || !r.OK() {
		t.Fatalf("nobody stopped it: %v, %v", r, err)
	}
	all := asked
	for _, n := range []int{1, 2, all / 4, all / 2, 3 * all / 4, all - 1, all} {
		if r, err := audit.VerifyFileUntil(bytes.NewReader(file), stopAt(n)); r != nil || err != nil || asked > n+10 {
			t.Errorf("told at %d of %d, it asked %d times and found %v, %v", n, all, asked, r, err)
		}
	}
}

// TestDishonestPictures rewrites a picture, or what it rests on, with the room's
// key at hand; the rules take most of them.
func TestDishonestPictures(t *testing.T) {
	h := pictured(t)
	first := nth(t, h.Records(), room.StandingType, 0)
	var honest room.RecordStanding
	if err := json.Unmarshal(h.Records()[first].Payload, &honest); err != nil || honest.Letters != "AB" || len(honest.Statements) == 0 {
		t.Fatalf("the picture to change is %+v, %v", honest, err)
	}
	for name, tc := range map[string]struct {
		change func(*room.RecordStanding)
		say    string
	}{
		"a middle":    {func(p *room.RecordStanding) { g := p.Groups["A"]; g.X += 1e-5; p.Groups["A"] = g }, "groups.A.x"},
		"a spread":    {func(p *room.RecordStanding) { g := p.Groups["B"]; g.SY += 1e-5; p.Groups["B"] = g }, "groups.B.sy"},
		"another way": {func(p *room.RecordStanding) { p.Mirror = !p.Mirror }, "mirror"},
		"one vote":    {func(p *room.RecordStanding) { p.Votes++ }, "votes: 361, found 360"},
		"one person of another group": {func(p *room.RecordStanding) {
			a, b := p.Groups["A"], p.Groups["B"]
			a.People, b.People = a.People+1, b.People-1
			p.Groups["A"], p.Groups["B"] = a, b
		}, "groups.A.people"},
		"letters swapped": {swapped, "groups.A.agrees"},
		"a class": {func(p *room.RecordStanding) {
			for id, of := range p.Statements {
				of.Class, of.Confirmed = room.ClassShort, false
				p.Statements[id] = of
			}
		}, "class: short"},
		"an analysis of another release": {func(p *room.RecordStanding) { p.Engine = "0" }, "Version 0 of the analysis made this picture"},
	} {
		t.Run(name, func(t *testing.T) {
			rs := h.Records()
			p := clone(t, honest)
			tc.change(&p)
			rs[first].Payload = marshal(t, p)
			r := audit.Verify(forge(t, h, rs))
			names(t, r, audit.Standing, tc.say)
			// Letters go on from the picture before, so the next has them wrong too.
			if wrong := 1 + strings.Count(name, "letters"); len(r.Findings) != wrong {
				t.Errorf("%d findings, not %d: %v", len(r.Findings), wrong, r.Findings)
			}
		})
	}
	t.Run("a vote turned round", func(t *testing.T) {
		rs := h.Records()
		edit(&rs[nth(t, rs, "vote.cast/1", 1)].Payload, `"agree"`, `"unsure"`)
		names(t, audit.Verify(forge(t, h, rs)), audit.Refused, "malformed (cells)")
	})
	t.Run("a vote that nothing published says", func(t *testing.T) {
		rs := h.Records()
		last := nth(t, rs, "vote.cast/1", 359+23*6)
		edit(&rs[last].Payload, `"agree"`, `"unsure"`)
		edit(&rs[last].Payload, `"disagree"`, `"unsure"`)
		names(t, audit.Verify(forge(t, h, rs)), audit.Standing, "another picture")
	})
}

func clone(t *testing.T, p room.RecordStanding) (out room.RecordStanding) {
	t.Helper()
	if err := json.Unmarshal(marshal(t, p), &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// swapped calls each of two groups by the other's letter, everywhere.
func swapped(p *room.RecordStanding) {
	p.Letters = "BA"
	p.Groups["A"], p.Groups["B"] = p.Groups["B"], p.Groups["A"]
	for id, of := range p.Statements {
		if of.Cells != nil {
			of.Cells = maps.Clone(of.Cells)
			of.Cells["A"], of.Cells["B"] = of.Cells["B"], of.Cells["A"]
			p.Statements[id] = of
		}
	}
}
