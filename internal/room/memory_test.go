package room

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestMemory compares with the rule as it is said: of the accepted ids the last
// 64 of each actor and all of the last 15 minutes are known.
func TestMemory(t *testing.T) {
	type act struct {
		id CmdID
		by Actor
		at Seconds
	}
	rapid.Check(t, func(t *rapid.T) {
		var m memory
		var acts []act
		now := Seconds(0)
		known := func(i int) bool {
			later := 0
			for _, a := range acts[i+1:] {
				if a.by == acts[i].by {
					later++
				}
			}
			return later < rememberEach || acts[i].at >= now-rememberFor
		}
		steps := rapid.SampledFrom([]int{0, 1, 30, 400})
		for n := rapid.IntRange(1, 300).Draw(t, "n"); len(acts) < n; {
			now += Seconds(steps.Draw(t, "wait"))
			a := act{NewCmdID(now, [10]byte{byte(len(acts)), byte(len(acts) >> 8)}), voiceID(rapid.IntRange(0, 2).Draw(t, "voice")), now}
			if err := m.check(a.id, a.by, now, 1); err != nil {
				t.Fatalf("new %s: %v", a.id, err)
			}
			acts = append(acts, a)
			m.remember(a.id, a.by, Index(len(acts)), now)
		}
		kept := 0
		for i, a := range acts {
			var e *Error
			if !errors.As(m.check(a.id, a.by, now, 1), &e) || known(i) != (e.Code == CodeRepeat && e.Index == Index(i+1)) || !known(i) && e.Code != CodeTooOld {
				t.Fatalf("%s at %d, known %v: %v", a.id, now, known(i), e)
			}
			if known(i) {
				kept++
			}
		}
		if len(m.ids) != kept {
			t.Fatalf("%d ids are kept, %d by the rule", len(m.ids), kept)
		}
	})
}

func TestCommandIDs(t *testing.T) {
	drawn := "-0123456789abcdef0123"
	var m memory
	m.remember(CmdID("100"+drawn), voiceID(1), 7, 100)
	for id, want := range map[string]Code{
		"100" + drawn: CodeNotAllowed, "101" + drawn: "", "0" + drawn: "", "220" + drawn: "", "221" + drawn: CodeFromFuture,
		"": CodeMalformed, "100": CodeMalformed, drawn: CodeMalformed, "-1" + drawn: CodeMalformed, "+1" + drawn: CodeMalformed,
		"01" + drawn: CodeMalformed, "1x" + drawn: CodeMalformed, "100" + drawn + "0": CodeMalformed, "100" + drawn[:20]: CodeMalformed,
		"9223372036854775808" + drawn: CodeMalformed, "100" + strings.ToUpper(drawn): CodeMalformed,
		"100-0123456789abcdefg123": CodeMalformed, " 100" + drawn: CodeMalformed,
	} {
		err := m.check(CmdID(id), voiceID(2), 100, 7)
		var e *Error
		if errors.As(err, &e); e == nil && want != "" || e != nil && e.Code != want {
			t.Errorf("%q: %v, want %q", id, err, want)
		}
	}
}

// TestShownStateDecidesNothing: it would not know a repeat.
func TestShownStateDecidesNothing(t *testing.T) {
	d := newDrive(t, smallSetup())
	s := NewShown()
	for _, r := range d.records {
		s.Apply(r)
	}
	if len(s.cmds.ids) > 0 {
		t.Errorf("it remembers %d command ids", len(s.cmds.ids))
	}
	defer func() {
		if recover() == nil {
			t.Error("it decided a command")
		}
	}()
	_, _ = Decide(s, Envelope{Cmd: NewCmdID(0, [10]byte{9}), Actor: d.desk(Moderator), Type: "session.start/1", Payload: d.json(None{})}, 0)
}
