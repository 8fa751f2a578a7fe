package evidence_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"

	"parley/internal/engine/enginetest"
	"parley/internal/eventlog"
	"parley/internal/evidence"
	"parley/internal/room"
	"parley/internal/translog"
)

// hall is a room with a post that was rejected, published, reported and hidden,
// among others' posts.
func hall(t testing.TB) (h *enginetest.Hall, post, other room.ItemID) {
	t.Helper()
	h = enginetest.Start(t, nil)
	troll, ana := h.Join(room.Online), h.Join(room.Online)
	h.Do(h.Desk, "session.start/1", room.None{}, nil)
	add := func(by room.Actor, words string) room.ItemID {
		var f room.StatementAdded
		h.Do(by, "statement.add/1", room.AddStatement{Kind: room.View, Text: h.Say(words)}, &f)
		return f.Statement
	}
	other = add(ana, "ANAS-WORDS are about doors.")
	post = add(troll, "Come to https://market.invalid/ now")
	also := add(ana, "ANAS-OTHER-WORDS at https://doors.invalid/")
	h.Do(h.Desk, "statement.reject/1", room.RejectStatement{Statement: also, Rule: "spam", Reason: h.Say("Both sell."), Also: []room.ItemID{post}}, nil)
	h.Do(h.Desk, "statement.publish/1", room.StatementRef{Statement: post}, nil)
	h.Do(ana, "report.make/1", room.MakeReport{Item: post, Rule: "spam"}, nil)
	h.Do(h.Desk, "statement.hide/1", room.HideStatement{Statement: post, Rule: "spam", Reason: h.Say("It sells.")}, nil)
	h.Do(h.Desk, "statement.hide/1", room.HideStatement{Statement: other, Rule: "off-topic", Reason: h.Say("OTHER-REASON")}, nil)
	h.Do(h.Desk, "session.close/1", room.None{}, nil)
	return h, post, other
}

func made(t testing.TB, h *enginetest.Hall, item room.ItemID) *evidence.File {
	t.Helper()
	f, err := evidence.Make(t.Context(), h.Log, h.Vault, h.Key, h.Room, item)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func encoded(t testing.TB, f *evidence.File) []byte {
	t.Helper()
	b, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEvidence(t *testing.T) {
	h, post, other := hall(t)
	f := made(t, h, post)
	b := encoded(t, f)
	r := evidence.Verify(b)
	if !r.OK() || r.Post == nil || f.Guest != 1 || r.Size != room.Index(len(h.Records())) {
		t.Fatalf("%v, post %v, guest %d, of %d records", r.Findings, r.Post, f.Guest, r.Size)
	}
	var acts []string
	for _, a := range r.Acts {
		acts = append(acts, a.Type)
	}
	if want := []string{"statement.reject/1", "statement.publish/1", "statement.hide/1"}; !slices.Equal(acts, want) {
		t.Errorf("acts %v, want %v", acts, want)
	}
	if words, ok := r.Body(room.TextsIn(r.Post.Type, r.Post.Payload)[0]); !ok || words != "Come to https://market.invalid/ now" {
		t.Errorf("its words are %q", words)
	}
	if !bytes.HasPrefix(b, []byte(evidence.Marked)) {
		t.Errorf("it begins with %s", b[:30])
	}
	// Nobody else is in it: not who reported, nor what others wrote.
	var others []string
	h.State(func(s *room.State, _ room.Texts, _ room.Seconds) {
		for id, p := range s.People {
			if p.Guest != f.Guest {
				others = append(others, string(id))
			}
		}
	})
	for _, word := range append(others, "ANAS", "OTHER-REASON", "report.make", "ABCD-EFGH", string(other)) {
		if bytes.Contains(b, []byte(word)) {
			t.Errorf("it holds %s", word)
		}
	}
	if _, err := evidence.Make(t.Context(), h.Log, h.Vault, h.Key, h.Room, "ZZZZ"); !errors.Is(err, evidence.ErrNoPost) {
		t.Errorf("of no post: %v", err)
	}
}

// What was erased is gone from it, and what is left still holds.
func TestEvidenceOfAnErasedText(t *testing.T) {
	h, post, _ := hall(t)
	h.Do(h.Desk, "text.erase/1", room.EraseText{Item: post, Rule: "spam"}, nil)
	b := encoded(t, made(t, h, post))
	r := evidence.Verify(b)
	if !r.OK() || len(r.Acts) != 4 || bytes.Contains(b, []byte("market.invalid")) {
		t.Errorf("%v, %d acts: %s", r.Findings, len(r.Acts), b)
	}
}

func TestTampered(t *testing.T) {
	h, post, other := hall(t)
	honest := encoded(t, made(t, h, post))
	foreign := made(t, h, other)
	last := func(f *evidence.File) *evidence.Entry { return &f.Records[len(f.Records)-1] }
	for _, c := range []struct {
		name   string
		change func(f *evidence.File)
		say    string
	}{
		{"other words", func(f *evidence.File) { f.Texts[0].Body = "Come to the other market" }, "not what its record committed to"},
		{"another salt of the words", func(f *evidence.File) { f.Texts[0].Salt = f.Texts[1].Salt }, "not what its record committed to"},
		{"somebody else's words", func(f *evidence.File) { f.Texts = append(f.Texts, foreign.Texts[0]) }, "belongs to none"},
		{"a record changed", func(f *evidence.File) {
			last(f).Record = strings.Replace(last(f).Record, `"spam"`, `"hate"`, 1)
		}, "not in the log"},
		{"another rule for the same record's place", func(f *evidence.File) { last(f).Index-- }, ""},
		{"a proof cut", func(f *evidence.File) { last(f).Proof = last(f).Proof[1:] }, "not in the log"},
		{"another salt of a record", func(f *evidence.File) { last(f).Salt = f.Records[0].Salt }, "not in the log"},
		{"a head of another key", func(f *evidence.File) {
			forged, err := evidence.Make(t.Context(), h.Log, h.Vault, ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, 32)), h.Room, post)
			if err != nil {
				t.Fatal(err)
			}
			f.Head = forged.Head
		}, "not signed with the room's key"},
		{"a head of fewer records", func(f *evidence.File) { f.Head = strings.Replace(f.Head, "\n1", "\n", 1) }, "not signed with the room's key"},
		{"an act on another post", func(f *evidence.File) { f.Records = append(f.Records, *last(foreign)) }, "nothing to do"},
		{"another post's name", func(f *evidence.File) { f.Item = other }, ""},
		{"another guest's number", func(f *evidence.File) { f.Guest = 2 }, "another number"},
		{"without its author's joining", func(f *evidence.File) { f.Records = slices.Delete(f.Records, 1, 2); f.Guest = 0 }, "joining is missing"},
		{"without the room's first record", func(f *evidence.File) { f.Records = f.Records[1:] }, "first record is missing"},
		{"without the post", func(f *evidence.File) { f.Records = f.Records[:2]; f.Texts = f.Texts[:0] }, "post is missing"},
		{"of another room", func(f *evidence.File) { f.Room = room.NewRoomID([16]byte{7}) }, "does not open the room"},
		{"a word of the form", func(f *evidence.File) { f.Holds += " and more" }, "not of its form"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := made(t, h, post)
			c.change(f)
			b := encoded(t, f)
			if bytes.Equal(b, honest) {
				t.Fatal("nothing was changed")
			}
			r := evidence.Verify(b)
			if r.OK() || !strings.Contains(strings.Join(r.Findings, " "), c.say) {
				t.Errorf("%v, want %q", r.Findings, c.say)
			}
		})
	}
	if r := evidence.Verify(append([]byte(" "), honest...)); r.OK() {
		t.Error("another encoding is taken")
	}
}

// restored is the evidence of a room that another server went on with, from a head
// of so many commits less, that signer signed.
func restored(t *testing.T, signer ed25519.PrivateKey, less int) *evidence.Report {
	t.Helper()
	h, post, _ := hall(t)
	if signer == nil {
		signer = h.Key
	}
	var commits []eventlog.Commit
	for c, err := range h.Log.Read(t.Context(), h.Room, 1) {
		if err != nil {
			t.Fatal(err)
		}
		commits = append(commits, c)
	}
	var tree translog.Tree
	for i := range commits[:len(commits)-less] {
		tree.AddCommit(&commits[i])
	}
	head, err := translog.Sign(signer, tree.Head(translog.Origin(h.Room)))
	if err != nil {
		t.Fatal(err)
	}
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, 32))
	h.Do(room.Actor{Kind: room.ActorRoom}, "room.restore/1", room.RestoreRoom{
		At: 1, Head: string(head), Key: base64.RawURLEncoding.EncodeToString(key.Public().(ed25519.PublicKey)),
	}, nil)
	f, err := evidence.Make(t.Context(), h.Log, h.Vault, key, h.Room, post)
	if err != nil {
		t.Fatal(err)
	}
	return evidence.Verify(encoded(t, f))
}

// TestRestored: who goes on with a room under another key shows a head of the key
// before, and both keys are named.
func TestRestored(t *testing.T) {
	if r := restored(t, nil, 0); !r.OK() || r.Opened == r.Key || r.Opened == "" {
		t.Errorf("%v, keys %q and %q", r.Findings, r.Opened, r.Key)
	}
	stranger := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, 32))
	for name, r := range map[string]*evidence.Report{"of a stranger": restored(t, stranger, 0), "of fewer records": restored(t, nil, 1)} {
		if r.OK() || !strings.Contains(r.Findings[0], "did not sign") {
			t.Errorf("a head %s: %v", name, r.Findings)
		}
	}
}

// No byte can be changed without it being seen.
func FuzzVerify(f *testing.F) {
	h, post, _ := hall(f)
	honest := encoded(f, made(f, h, post))
	f.Add(40, byte(1))
	f.Add(len(honest)-40, byte(1))
	f.Fuzz(func(t *testing.T, at int, by byte) {
		if at < 0 || at >= len(honest) || by == 0 {
			return
		}
		b := bytes.Clone(honest)
		b[at] ^= by
		if evidence.Verify(b).OK() {
			t.Errorf("byte %d changed by %d: %s", at, by, b[max(0, at-20):min(len(b), at+20)])
		}
	})
}
