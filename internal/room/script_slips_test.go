package room

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"strings"
	"testing"
)

var slipWords = map[string]word{
	"issue": func(sc *script, a args) (string, error) {
		p := IssueSlips{Side: Side(a.at(0)), Hashes: []string{}}
		first := a.num("first", sc.issued())
		for i := range a.num("n", 1) {
			p.Hashes = append(p.Hashes, paper(first+i+1))
		}
		_, err := sc.try(sc.by(a, "moderator"), "slips.issue/1", &p)
		return sc.slips(), err
	},
	"void": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "slips.void/1", &SlipsRef{a.num("n", 1)})
		return sc.slips(), err
	},
	"want-slips": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "door.slips/1", &DoorSlips{Side(a.at(0)), a.at(1) != "off"})
		return sc.slips(), err
	},
	// slip has a name come in with the slip of a number, as a browser does.
	"slip": func(sc *script, a args) (string, error) {
		hash := paper(atoi(a.at(1)))
		use := UseSlip{hash, SlipHolder(sc.s.Room, hash, secretOf(a.at(0)))}
		_, err := sc.try(Actor{Kind: ActorRoom}, "slip.use/1", &use)
		var e *Error
		if errors.As(err, &e) && e.Code != CodeAlready {
			return "", err
		}
		if a.by["lost"] != "" { // the server went down before the voice joined
			return sc.slips(), nil
		}
		var side Side
		for h, of := range sc.s.Slips() {
			if h == hash {
				side = of
			}
		}
		p := sc.json(&Join{Side: cmp.Or(Side(a.at(2)), side)})
		_, err = sc.send(Envelope{Actor: sc.voice(a.at(0)), Type: "voice.join/1", Payload: p, Door: Door{Code: side, Slip: true}})
		return sc.slips(), err
	},
}

// paper is the hash of the slip of a number.
func paper(n int) string { return SlipHash(fmt.Sprint("slip ", n)) }

func atoi(s string) int { return args{by: map[string]string{"n": s}}.num("n", 0) }

func secretOf(name string) (b [32]byte) {
	copy(b[:], name)
	return b
}

// issued is how many slips there were.
func (sc *script) issued() (n int) {
	for _, b := range sc.s.Door.Batches {
		n += b.Issued
	}
	return n
}

func (sc *script) slips() string {
	var out []string
	for i, b := range sc.s.Door.Batches {
		state := fmt.Sprintf("batch %d %s %d of %d used", i+1, b.Side, b.Used, b.Issued)
		if b.Void {
			state += ", void"
		}
		out = append(out, state)
	}
	for _, side := range bothSides {
		if sc.s.Door.Slips[side] {
			out = append(out, string(side)+" wants slips")
		}
	}
	return sc.did("%s", cmp.Or(strings.Join(out, "; "), "no slips"))
}

// checkSlips holds that a slip became one browser's at most, that no mark on a slip
// is somebody's id, and that what was made void lets nobody in.
func checkSlips(t failer, s *State) {
	t.Helper()
	used, kept, holders := map[int]int{}, map[int]int{}, map[string]bool{}
	for hash, x := range s.Door.slips {
		kept[x.batch]++
		if x.holder == "" {
			continue
		}
		if used[x.batch]++; holders[x.holder] || s.People[PersonID(x.holder)] != nil || s.Ballots[BallotID(x.holder)] != nil {
			t.Fatalf("the mark on slip %s is on another, or somebody's id", hash)
		}
		holders[x.holder] = true
	}
	if len(s.Door.slips) > MaxSlips {
		t.Fatalf("%d slips", len(s.Door.slips))
	}
	for i, b := range s.Door.Batches {
		if n := i + 1; b.Used != used[n] || b.Void && kept[n] != b.Used || !b.Void && kept[n] != b.Issued {
			t.Fatalf("batch %d is %+v: %d used, %d kept", n, b, used[n], kept[n])
		}
	}
}

// TestNoRecordHoldsASlipAndAVoice: what let somebody in, and who that is, are in
// records of their own that share nothing.
func TestNoRecordHoldsASlipAndAVoice(t *testing.T) {
	sc := newScript(t)
	for _, line := range []string{"issue onsite n=3", "slip ana 2", "slip bo 3 online", "raise ana"} {
		if !sc.step(line) {
			t.Fatalf("%s was refused", line)
		}
	}
	slips, voices := 0, 0
	for _, r := range sc.records {
		raw := r.Append(nil)
		slip, voice := false, r.By.Kind == ActorVoice
		for hash, x := range sc.s.Door.slips {
			slip = slip || bytes.Contains(raw, []byte(hash)) || x.holder != "" && bytes.Contains(raw, []byte(x.holder))
		}
		for id := range sc.s.People {
			voice = voice || bytes.Contains(raw, []byte(id))
		}
		if slip && voice {
			t.Errorf("a record says whose a slip is: %s", raw)
		}
		if slip {
			slips++
		}
		if voice {
			voices++
		}
	}
	if slips != 3 || voices != 3 {
		t.Errorf("%d records of slips, %d of voices", slips, voices)
	}
}
