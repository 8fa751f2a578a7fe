package audit_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"slices"
	"testing"

	"parley/internal/audit"
	"parley/internal/bundle"
	"parley/internal/engine/enginetest"
	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/translog"
)

// server is whoever goes on with a room under a key of its own.
type server struct{ key ed25519.PrivateKey }

func newServer(n byte) server { return server{ed25519.NewKeyFromSeed(bytes.Repeat([]byte{n}, 32))} }

func (v server) pub() ed25519.PublicKey { return v.key.Public().(ed25519.PublicKey) }

// goOn adds to a bundle the record that says that v restored the room, and signs
// the whole with v's key.
func (v server) goOn(t *testing.T, h *enginetest.Hall, b *bundle.Bundle, head []byte) {
	t.Helper()
	last := b.Commits[len(b.Commits)-1]
	r, err := room.ParseRecord(last.Records[len(last.Records)-1].Record)
	if err != nil {
		t.Fatal(err)
	}
	r = room.Record{
		V: room.RecordVersion, At: r.At, Type: "room.restore/1", By: room.Actor{Kind: room.ActorRoom}, Cmd: h.Source.CmdID(r.At),
		Payload: marshal(t, room.RestoreRoom{At: enginetest.Epoch + 3600, Head: string(head), Key: base64.RawURLEncoding.EncodeToString(v.pub())}),
		Facts:   marshal(t, room.None{}),
	}
	c, _, err := eventlog.Pack(last.Head(), []room.Record{r}, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	b.Commits = append(b.Commits, c)
	v.sign(t, b)
}

func (v server) sign(t *testing.T, b *bundle.Bundle) {
	t.Helper()
	var err error
	if b.Head, err = translog.Sign(v.key, tree(b).Head(translog.RestoredOrigin(b.Room, v.pub()))); err != nil {
		t.Fatal(err)
	}
}

func tree(b *bundle.Bundle) *translog.Tree {
	var tree translog.Tree
	for i := range b.Commits {
		tree.AddCommit(&b.Commits[i])
	}
	return &tree
}

// TestRestoredRoom restores a room twice, each time on another server.
func TestRestoredRoom(t *testing.T) {
	h := played(t)
	b := read(t, export(t, h))
	first, n := audit.Verify(b), room.Index(len(h.Records()))
	newServer(1).goOn(t, h, b, b.Head)
	newServer(2).goOn(t, h, b, b.Head)
	r := audit.Verify(b)
	if !r.OK() || !r.Whole() || len(r.Restored) != 2 {
		t.Fatalf("%+v", r)
	}
	want := audit.Restored{Index: n + 1, At: enginetest.Epoch + 3600, Root: first.Root, Key: first.Key}
	if r.Restored[0] != want {
		t.Errorf("%+v, want %+v", r.Restored[0], want)
	}
	for i, key := range []string{r.Restored[1].Key, r.Key} {
		if key != base64.RawURLEncoding.EncodeToString(newServer(byte(i+1)).pub()) {
			t.Errorf("key %d is %s", i+1, key)
		}
	}
	if r.Restored[1].Index != n+2 {
		t.Errorf("%+v", r.Restored[1])
	}
}

// TestFalseOrigin has a server without the room's first key claim to go on with a
// room.
func TestFalseOrigin(t *testing.T) {
	h := played(t)
	v := newServer(1)
	early := enginetest.Start(t, nil)
	for name, tc := range map[string]struct {
		forge func(b *bundle.Bundle)
		want  audit.Code
		say   string
	}{
		"a vote turned round": {func(b *bundle.Bundle) {
			rs := h.Records()
			edit(&rs[nth(t, rs, "vote.cast/1", 3)].Payload, `"disagree"`, `"agree"`)
			honest := b.Head
			*b = *forge(t, h, rs)
			v.goOn(t, h, b, honest)
		}, audit.Count, ""},
		"a text's salt changed": {func(b *bundle.Bundle) {
			honest := b.Head
			b.Commits[9].Records[0].Salt[0] ^= 1
			resign(t, h, b)
			v.goOn(t, h, b, honest)
		}, audit.Origin, "at least one was changed"},
		"the end left out": {func(b *bundle.Bundle) {
			honest := b.Head
			b.Commits = b.Commits[:len(b.Commits)-2]
			v.goOn(t, h, b, honest)
		}, audit.Origin, "there are"},
		"signed by itself": {func(b *bundle.Bundle) {
			v.sign(t, b)
			v.goOn(t, h, b, b.Head)
		}, audit.Origin, "not signed with the key that the first record names"},
		"an earlier head": {func(b *bundle.Bundle) {
			v.goOn(t, h, b, read(t, export(t, early)).Head)
		}, audit.Origin, "is of 2 records"},
		"no head": {func(b *bundle.Bundle) { v.goOn(t, h, b, []byte("none")) }, audit.Origin, "not signed"},
		"the first key's head at the end": {func(b *bundle.Bundle) {
			v.goOn(t, h, b, b.Head)
			b.Head = sign(t, h.Key, b)
		}, audit.Signature, "the record that restored the room names"},
		"the name of the log before": {func(b *bundle.Bundle) {
			v.goOn(t, h, b, b.Head)
			b.Head = sign(t, v.key, b)
		}, audit.Signature, "not signed"},
		"a third key": {func(b *bundle.Bundle) {
			v.goOn(t, h, b, b.Head)
			newServer(3).sign(t, b)
		}, audit.Signature, "not signed"},
		"the claim taken out": {func(b *bundle.Bundle) {
			v.goOn(t, h, b, b.Head)
			b.Commits = slices.Delete(b.Commits, len(b.Commits)-1, len(b.Commits))
		}, audit.Signature, "not signed"},
	} {
		t.Run(name, func(t *testing.T) {
			b := read(t, export(t, h))
			tc.forge(b)
			r := audit.Verify(b)
			names(t, r, tc.want, tc.say)
			if r.Whole() {
				t.Error("the file counts as what was signed")
			}
		})
	}
}
