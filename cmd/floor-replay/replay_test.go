package main

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/internal/bundle"
	"parley/internal/engine/enginetest"
	"parley/internal/room"
)

// TestSides plays ten rooms in which everybody raises a hand at once and again
// after each turn, and holds the sides that the text names against the figures.
func TestSides(t *testing.T) {
	b, err := os.ReadFile("../../internal/room/testdata/sides.json")
	if err != nil {
		t.Fatal(err)
	}
	var rooms map[string]struct {
		Room, Online, Microphones, Turns, Heard int
		TwoToOne                                room.Side `json:"two_to_one"`
		Sides                                   string
	}
	if err := json.Unmarshal(b, &rooms); err != nil || len(rooms) != 10 {
		t.Fatalf("%d rooms: %v", len(rooms), err)
	}
	for name, r := range rooms {
		t.Run(name, func(t *testing.T) {
			x := newTwins(t, 1)
			var mics []string
			for i := range r.Microphones {
				mics = append(mics, fmt.Sprint(i+1))
			}
			x.do(x.moderator, "mics.set/1", room.SetMics{Mics: mics})
			for i := range r.Online {
				x.do(voice(i), "voice.join/1", room.Join{Side: room.Online})
				x.do(voice(i), "hand.raise/1", room.RaiseHand{})
			}
			for i := range r.Room {
				x.do(x.moderator, "hand.add/1", room.AddHand{Side: room.Onsite, Label: x.text(), Line: mics[i%len(mics)]})
			}
			x.openFloor()
			if r.TwoToOne != "" {
				x.do(x.moderator, "uneven.set/1", room.SetUneven{Favour: r.TwoToOne})
			}
			if got, want := x.play(r.Turns), fmt.Sprintf("%s, %d people heard", r.Sides, r.Heard); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		})
	}
}

// play calls so many turns; whoever was heard raises a hand again. It tells
// whom the text named.
func (x *twins) play(turns int) string {
	sides, heard := "", map[string]bool{}
	for n := range turns {
		x.do(x.moderator, "turn.call/1", room.CallNext{After: n})
		who := x.floor.calls[n].rule.person
		heard[who] = true
		sides += map[string]string{onsite: "R", online: "O"}[x.floor.calls[n].rule.side]
		x.do(x.moderator, "turn.end/1", room.TurnRef{Turn: n + 1})
		if p := x.room.People[room.PersonID(who)]; p.Kind == room.ByPhone {
			x.do(room.Actor{Kind: room.ActorVoice, ID: who}, "hand.raise/1", room.RaiseHand{})
		} else {
			x.do(x.moderator, "hand.add/1", room.AddHand{Side: p.Side, Person: p.ID, Line: p.Line})
		}
	}
	return fmt.Sprintf("%s, %d people heard", sides, len(heard))
}

// TestSeldom plays what random rooms hardly meet.
func TestSeldom(t *testing.T) {
	hand := func(x *twins, who int) room.HandRef {
		for _, h := range x.room.Floor.Hands {
			if h.Person == room.PersonID(voice(who).ID) {
				return room.HandRef{Hand: h.ID}
			}
		}
		x.Fatalf("voice %d has no hand", who)
		return room.HandRef{}
	}
	move := func(x *twins, who int) {
		x.do(x.moderator, "person.side/1", room.MoveSide{Person: room.PersonID(voice(who).ID), Side: room.Online})
	}
	merge := func(x *twins, other, keep int) {
		x.do(x.moderator, "person.merge/1", room.Merge{Keep: room.PersonID(voice(keep).ID), Other: room.PersonID(voice(other).ID)})
	}
	for name, play := range map[string]func(x *twins){
		"a hand with the lot given back to somebody who changed sides": func(x *twins) {
			x.do(voice(1), "hand.raise/1", room.RaiseHand{})
			was := hand(x, 1)
			x.do(x.moderator, "hand.drop/1", room.DropHand{Hand: was.Hand})
			move(x, 1)
			x.do(voice(3), "hand.raise/1", room.RaiseHand{})
			x.do(x.moderator, "hand.restore/1", was)
			x.do(voice(4), "hand.raise/1", room.RaiseHand{})
		},
		"a hand that lost the lot, merged into somebody who kept it": func(x *twins) {
			x.do(voice(1), "hand.raise/1", room.RaiseHand{})
			move(x, 1)
			x.do(voice(3), "hand.raise/1", room.RaiseHand{})
			merge(x, 1, 4)
		},
		"a hand that was lowered twice": func(x *twins) {
			x.do(voice(3), "hand.raise/1", room.RaiseHand{})
			x.openFloor()
			x.do(x.moderator, "turn.call/1", room.CallNext{})
			x.do(voice(4), "hand.raise/1", room.RaiseHand{})
			x.wait(40)
			x.do(x.moderator, "turn.absent/1", room.TurnRef{Turn: 1})
			was := hand(x, 3)
			x.do(x.moderator, "hand.drop/1", room.DropHand{Hand: was.Hand})
			x.do(x.moderator, "turn.undo/1", room.TurnRef{Turn: 1})
			x.do(x.moderator, "turn.undo/1", room.TurnRef{Turn: 1})
			x.do(x.moderator, "hand.drop/1", room.DropHand{Hand: was.Hand})
			x.do(x.moderator, "hand.restore/1", was)
		},
		"a phone's hand for somebody who stood at a microphone": func(x *twins) {
			x.do(x.moderator, "mics.set/1", room.SetMics{Mics: []string{"A"}})
			x.do(x.moderator, "hand.add/1", room.AddHand{Side: room.Onsite, Person: room.PersonID(voice(2).ID), Line: "A"})
			x.do(x.moderator, "hand.drop/1", room.DropHand{Hand: hand(x, 2).Hand})
			merge(x, 1, 2)
			x.do(voice(1), "hand.raise/1", room.RaiseHand{})
		},
	} {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(8) {
				x := newTwins(t, seed<<20)
				for i, side := range []room.Side{room.Onsite, room.Onsite, room.Online, room.Online} {
					x.do(voice(i+1), "voice.join/1", room.Join{Side: side})
				}
				play(x)
			}
		})
	}
}

// TestRun reads a room's file whole, changed and cut.
func TestRun(t *testing.T) {
	h := enginetest.Start(t, nil)
	h.Play()
	var b bytes.Buffer
	if err := bundle.Write(t.Context(), &b, h.Log, h.Vault, h.Key, h.Room); err != nil {
		t.Fatal(err)
	}
	file := b.String()
	change := func(from, to string) string {
		if !strings.Contains(file, from) {
			t.Fatalf("the file has no %s", from)
		}
		return strings.Replace(file, from, to, 1)
	}
	last := strings.LastIndex(strings.TrimSpace(file), "\n")
	for _, c := range []struct {
		name, file, said string
		code             int
	}{
		{"as it was written", file, "agrees\n", 0},
		{"with overrides", file, "override (", 0},
		{"the other side first", change(`"first_side":"online"`, `"first_side":"onsite"`), "the rule names onsite", 1},
		{"an override said to be a call", change(`"type":"turn.override/1"`, `"type":"turn.call/1"`), "1 differ", 1},
		{"another rule", change(`"rule":"alternate/1"`, `"rule":"alternate/2"`), "the rule is not alternate/1", 2},
		{"cut before its last line", file[:last+1], "ends before its last line", 2},
		{"cut inside a line", file[:last/2], "is not of a room's file", 2},
		{"empty", "", "ends before its last line", 2},
		{"longer than it ends", file + file, "is not of a room's file", 2},
		{"something else", "{}\n", "line 1 is not of a room's file", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "session.parley")
			if err := os.WriteFile(path, []byte(c.file), 0o600); err != nil {
				t.Fatal(err)
			}
			var out, errs bytes.Buffer
			if code := run([]string{path}, &out, &errs); code != c.code || !strings.Contains(out.String()+errs.String(), c.said) {
				t.Errorf("code %d, want %d and %q\n%s%s", code, c.code, c.said, &out, &errs)
			}
			if (errs.Len() > 0) != (c.code > 0) {
				t.Errorf("code %d with %q", c.code, &errs)
			}
		})
	}
	var out, errs bytes.Buffer
	if code := run(nil, &out, &errs); code != 2 || !strings.Contains(errs.String(), "usage") {
		t.Errorf("without a file: code %d, %q", code, &errs)
	}
	if code := run([]string{filepath.Join(t.TempDir(), "none")}, &out, &errs); code != 2 {
		t.Errorf("no such file: code %d", code)
	}
}

// TestRestored reads a room that went on elsewhere.
func TestRestored(t *testing.T) {
	h := enginetest.Start(t, nil)
	h.Play()
	key := ed25519.NewKeyFromSeed(make([]byte, 32))
	h.Do(room.Actor{Kind: room.ActorRoom}, "room.restore/1", room.RestoreRoom{
		At: enginetest.Epoch, Head: "signed", Key: base64.RawURLEncoding.EncodeToString(key.Public().(ed25519.PublicKey)),
	}, nil)
	var b, out, errs bytes.Buffer
	if err := bundle.Write(t.Context(), &b, h.Log, h.Vault, key, h.Room); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "session.parley")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	if code := run([]string{path}, &out, &errs); code != 0 || !strings.Contains(out.String(), " 0 differ") {
		t.Errorf("code %d\n%s%s", code, &out, &errs)
	}
}
