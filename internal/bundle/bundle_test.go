package bundle_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"parley/internal/bundle"
	"parley/internal/engine/enginetest"
	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/translog"
)

func export(t testing.TB, h *enginetest.Hall) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := bundle.Write(context.Background(), &out, h.Log, h.Vault, h.Key, h.Room); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWriteRead(t *testing.T) {
	h := enginetest.Start(t, nil)
	h.Play()
	file := export(t, h)
	if !bytes.Equal(file, export(t, h)) {
		t.Error("the same room gives two files")
	}
	if first, _, _ := bytes.Cut(file, []byte("\n")); !bytes.Contains(first, []byte("every text of the room")) {
		t.Errorf("the first line does not say that the file holds texts: %s", first)
	}
	b, err := bundle.Read(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if b.Room != h.Room {
		t.Errorf("of room %s", b.Room)
	}
	lines := strings.Split(string(file), "\n")
	var tree translog.Tree
	i := 0
	for c, err := range h.Log.Read(context.Background(), h.Room, 1) {
		if err != nil {
			t.Fatal(err)
		}
		if b.Commits[i].Hash != c.Hash || lines[b.Line(i)-1] != string(c.Append(nil)) {
			t.Errorf("commit %d is not the log's", c.Seq)
		}
		tree.AddCommit(&c)
		i++
	}
	if head, err := translog.VerifyHead(h.Key.Public().(ed25519.PublicKey), translog.Origin(h.Room), b.Head); err != nil || head != tree.Head(translog.Origin(h.Room)) {
		t.Errorf("head %+v, %v", head, err)
	}
	for i, text := range b.Texts {
		if held, ok := h.Vault.Salted(h.Room, text.Text); !ok || held != text || !strings.Contains(lines[b.TextLine(i)-1], text.Body) {
			t.Errorf("text %q is held as %q, %v", text.Body, held.Body, ok)
		}
	}
	if b.HeadLine() != len(lines)-1 {
		t.Errorf("the head is said to be on line %d of %d", b.HeadLine(), len(lines)-1)
	}
}

func TestWriteFails(t *testing.T) {
	h := enginetest.Start(t, nil)
	ctx := context.Background()
	if err := bundle.Write(ctx, failing{}, h.Log, h.Vault, h.Key, h.Room); !errors.Is(err, errFull) {
		t.Errorf("to a full disk: %v", err)
	}
	if err := bundle.Write(ctx, &bytes.Buffer{}, h.Log, h.Vault, h.Key, room.NewRoomID([16]byte{3})); !errors.Is(err, eventlog.ErrNoRoom) {
		t.Errorf("no such room: %v", err)
	}
	if err := bundle.Write(ctx, &bytes.Buffer{}, h.Log, h.Vault, nil, h.Room); err == nil {
		t.Error("without a key")
	}
}

var errFull = errors.New("full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }

func TestReadErrorIsNoFormError(t *testing.T) {
	_, err := bundle.Read(iotest.ErrReader(errFull))
	if !errors.Is(err, errFull) {
		t.Error(err)
	}
	long := strings.NewReader(strings.Repeat("x", bundle.MaxLine+1))
	var form *bundle.FormError
	if _, err := bundle.Read(long); !errors.As(err, &form) || form.Line != 1 {
		t.Error(err)
	}
}

// FuzzRead checks that what is read is written again to the same lines.
func FuzzRead(f *testing.F) {
	h := enginetest.Start(f, nil)
	h.Play()
	whole := export(f, h)
	f.Add(whole)
	f.Add(whole[:len(whole)-2])
	f.Add([]byte(`{"parley_bundle":1}`))
	f.Fuzz(func(t *testing.T, file []byte) {
		b, err := bundle.Read(bytes.NewReader(file))
		if err != nil {
			var form *bundle.FormError
			if !errors.As(err, &form) || form.Line < 1 {
				t.Fatal(err)
			}
			return
		}
		lines := bytes.Split(file, []byte("\n"))
		if b.HeadLine() != len(lines)-1 {
			t.Errorf("%d lines, the head on %d", len(lines)-1, b.HeadLine())
		}
		for i := range b.Commits {
			if !bytes.Equal(b.Commits[i].Append(nil), lines[b.Line(i)-1]) {
				t.Errorf("commit %d reads back otherwise", i)
			}
		}
	})
}
