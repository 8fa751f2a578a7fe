package audit_test

import (
	"bytes"
	"errors"
	"testing"
	"testing/iotest"

	"parley/internal/audit"
	"parley/internal/bundle"
	"parley/internal/eventlog"
	"parley/internal/eventlog/memory"
	"parley/internal/room"
)

func TestReadSigned(t *testing.T) {
	h := played(t)
	file := export(t, h)
	got, r, err := audit.ReadSigned(bytes.NewReader(file), nil)
	if err != nil || !r.OK() {
		t.Fatal(r, err)
	}
	if s := got.State; s.Room != h.Room || s.Session.Phase != room.Closed || len(s.Ballots) == 0 {
		t.Errorf("%s, %s, %d ballots", s.Room, s.Session.Phase, len(s.Ballots))
	}
	if title, ok := got.Texts(got.State.Info.Title); !ok || title != "A session for tests?" {
		t.Errorf("the title is %q, %v", title, ok)
	}
	if s, r, err := audit.ReadSigned(bytes.NewReader(file), func() bool { return true }); s != nil || r != nil || err != nil {
		t.Error("told to stop, it went on")
	}
	if _, _, err := audit.ReadSigned(iotest.ErrReader(errFull), nil); !errors.Is(err, errFull) {
		t.Error(err)
	}
}

var errFull = errors.New("full")

// What a server signed is read, whether it followed the rules or not: that is for
// verify.
func TestReadSignedAsksNoRule(t *testing.T) {
	h := played(t)
	rs := h.Records()
	edit(&rs[nth(t, rs, "vote.cast/1", 3)].Payload, `"disagree"`, `"agree"`)
	log, file := memory.New(), bytes.Buffer{}
	if _, err := log.Append(t.Context(), h.Room, eventlog.Head{}, rs); err != nil {
		t.Fatal(err)
	}
	if err := bundle.Write(t.Context(), &file, log, h.Vault, h.Key, h.Room); err != nil {
		t.Fatal(err)
	}
	if r, err := audit.VerifyFile(bytes.NewReader(file.Bytes())); err != nil || r.OK() || !r.Whole() {
		t.Fatalf("verify: %+v, %v", r, err)
	}
	if s, r, err := audit.ReadSigned(bytes.NewReader(file.Bytes()), nil); s == nil || err != nil || !r.OK() {
		t.Errorf("%v, %+v, %v", s, r, err)
	}
}
