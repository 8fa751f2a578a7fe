package audit_test

import (
	"bytes"
	"context"
	"testing"

	"parley/internal/audit"
	"parley/internal/bundle"
	"parley/internal/engine/enginetest"
)

func export(t testing.TB, h *enginetest.Hall) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := bundle.Write(context.Background(), &out, h.Log, h.Vault, h.Key, h.Room); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func played(t testing.TB) *enginetest.Hall {
	h := enginetest.Start(t, nil)
	h.Play()
	return h
}

func TestHonestRoom(t *testing.T) {
	h := played(t)
	r, err := audit.VerifyFile(bytes.NewReader(export(t, h)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Findings {
		t.Error(f)
	}
	if r.Room != h.Room || r.Records != len(h.Records()) || r.Votes != 12 || r.Turns != 4 || r.Override != 1 || r.Absent != 0 || r.Texts < 7 {
		t.Errorf("%+v", r)
	}
}
