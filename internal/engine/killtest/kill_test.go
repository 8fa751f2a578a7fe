// Package killtest kills a process that runs a room, in the middle of traffic and
// over and over, and looks for what it had acknowledged.
package killtest

import (
	"bufio"
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"parley/internal/audit"
	"parley/internal/bundle"
	"parley/internal/engine"
	"parley/internal/engine/enginetest"
	"parley/internal/room"

	"github.com/go-json-experiment/json"
)

const (
	rounds     = 100
	auditEvery = 25
)

func TestMain(m *testing.M) {
	if p := os.Getenv(planVar); p != "" {
		if err := runChild(p); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1) // it is killed before it could end by itself
	}
	os.Exit(m.Run())
}

func id(b [32]byte) string { return hex.EncodeToString(b[:16]) }

// ledger is what the killed processes said.
type ledger struct {
	plan
	hall  *enginetest.Hall
	acked map[room.CmdID]word
	open  map[room.CmdID]engine.Command // sent, and not heard of again
	no    map[room.CmdID]bool           // refused
}

// TestKilled kills a hundred processes, most while they work, some while they
// recover. After each, every acknowledged command is in the log exactly once with
// the facts it was answered with, no refused one is, and those that were never
// answered can be sent again with one effect.
func TestKilled(t *testing.T) {
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	l := prepare(t)
	working := 0
	for round := range rounds {
		wait, early := time.Duration(r.IntN(100))*time.Millisecond, r.IntN(10) == 0
		if l.kill(t, wait, early) {
			working++
		}
		l.check(t, (round+1)%auditEvery == 0)
		if t.Failed() {
			t.Fatalf("in round %d", round+1)
		}
	}
	t.Logf("%d killed at work; %d commands acknowledged, %d refused", working, len(l.acked), len(l.no))
	if working < rounds/2 || len(l.acked) < rounds {
		t.Errorf("%d of %d processes were at work, %d commands acknowledged", working, rounds, len(l.acked))
	}
}

// prepare makes the room, with the floor and a vote open.
func prepare(t *testing.T) *ledger {
	dir := t.TempDir()
	st, err := openStore(dir)
	if err != nil {
		t.Fatal(err)
	}
	h := enginetest.Start(t, func(c *engine.Config) { *c = st.config })
	h.Do(h.Desk, "session.start/1", room.None{}, nil)
	h.Do(h.Desk, "part.next/1", room.NextPart{After: room.Opening}, nil)
	h.Do(h.Desk, "part.next/1", room.NextPart{After: room.Panel}, nil)
	var s room.StatementAdded
	h.Do(h.Desk, "statement.add/1", room.AddStatement{Kind: room.View, Text: h.Say("Something is so.")}, &s)
	p := plan{Dir: dir, Room: h.Room, Desk: h.Desk.ID, Statement: s.Statement}
	h.State(func(s *room.State, _ room.Texts, _ room.Seconds) { p.Epoch = s.Info.Epoch })
	h.Engine.Close()
	if err := st.db.Close(); err != nil {
		t.Fatal(err)
	}
	return &ledger{p, h, map[room.CmdID]word{}, map[room.CmdID]engine.Command{}, map[room.CmdID]bool{}}
}

// kill starts a process and kills it: so long after it began to work or, early,
// after it was started. It says whether the process had begun to work.
func (l *ledger) kill(t *testing.T, after time.Duration, early bool) bool {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p, err := json.Marshal(l.plan)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), planVar+"="+string(p))
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewReader(out)
	var said []byte
	if !early {
		said, err = in.ReadBytes('\n')
		if err != nil {
			t.Errorf("the process does not get to work: %v; %s", err, complaint.Bytes())
		}
	}
	time.Sleep(after)
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	rest, err := io.ReadAll(in)
	if err != nil {
		t.Error(err)
	}
	_ = cmd.Wait() // it was killed
	return l.hear(t, append(said, rest...))
}

// hear takes in what a process said; a last line without end was cut off.
func (l *ledger) hear(t *testing.T, said []byte) (ready bool) {
	t.Helper()
	for {
		line, rest, whole := bytes.Cut(said, []byte("\n"))
		if !whole {
			return ready
		}
		said = rest
		var w word
		if err := json.Unmarshal(line, &w); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		switch {
		case w.Ready:
			ready = true
		case w.Sent != nil:
			l.open[w.Sent.Cmd] = *w.Sent
		default:
			delete(l.open, w.Cmd)
			if w.Refused != "" {
				l.no[w.Cmd] = true
			} else {
				l.acked[w.Cmd] = w
			}
		}
	}
}

// check opens what the killed process left.
func (l *ledger) check(t *testing.T, whole bool) {
	t.Helper()
	st, err := openStore(l.Dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := st.db.Close(); err != nil {
			t.Error(err)
		}
	}()
	e := engine.New(st.config)
	defer e.Close()
	for id, c := range l.open {
		a, err := e.Submit(context.Background(), l.Room, c)
		if err == nil {
			l.acked[id] = word{Cmd: id, Index: a.Index, Facts: a.Facts}
		} else {
			l.no[id] = true
		}
	}
	clear(l.open)
	l.find(t, st)
	if whole {
		l.audit(t, st)
	}
}

// find looks for every command that a process spoke of.
func (l *ledger) find(t *testing.T, st *store) {
	t.Helper()
	at := map[room.CmdID]room.Index{}
	missing := len(l.acked)
	for c, err := range st.db.Log().Read(context.Background(), l.Room, 1) {
		if err != nil {
			t.Fatal(err)
		}
		for i := range c.Records {
			r, err := room.ParseRecord(c.Records[i].Record)
			if err != nil {
				t.Fatal(err)
			}
			index := c.First + room.Index(i)
			if at[r.Cmd] != 0 {
				t.Errorf("command %s is in the log twice", r.Cmd)
			}
			at[r.Cmd] = index
			if l.no[r.Cmd] {
				t.Errorf("command %s was refused and is in the log", r.Cmd)
			}
			if w, ok := l.acked[r.Cmd]; ok {
				missing--
				if w.Index != index || string(w.Facts) != string(r.Facts) {
					t.Errorf("command %s was acknowledged as record %d %s and is record %d %s", r.Cmd, w.Index, w.Facts, index, r.Facts)
				}
			}
		}
	}
	if missing > 0 {
		t.Errorf("%d acknowledged commands are not in the log", missing)
	}
}

// audit exports the room and verifies the export.
func (l *ledger) audit(t *testing.T, st *store) {
	t.Helper()
	if err := st.vault.Load(context.Background(), l.Room); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := bundle.Write(context.Background(), &file, st.db.Log(), st.vault, l.hall.Key, l.Room); err != nil {
		t.Fatal(err)
	}
	r, err := audit.VerifyFile(&file)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings {
		t.Error(f)
	}
	if r.Absent > 0 {
		t.Errorf("%d texts of records are lost", r.Absent)
	}
}
