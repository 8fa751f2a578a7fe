package audit_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/internal/audit"
	"parley/internal/bundle"
	"parley/internal/engine/enginetest"
	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/translog"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// names checks that the audit's first finding is the wanted one.
func names(t *testing.T, r *audit.Report, want audit.Code, say string) {
	t.Helper()
	if r.OK() {
		t.Fatal("nothing was found")
	}
	if f := r.Findings[0]; f.Code != want || !strings.Contains(f.String(), say) {
		t.Errorf("found %q, want %s saying %q", f, want, say)
	}
}

// TestChangedFile changes a file without the room's key.
func TestChangedFile(t *testing.T) {
	h := played(t)
	whole := export(t, h)
	lines := bytes.SplitAfter(whole, []byte("\n"))
	lines = lines[:len(lines)-1]
	first := func(prefix string) int {
		return slices.IndexFunc(lines, func(l []byte) bool { return bytes.HasPrefix(l, []byte(prefix)) })
	}
	text := first(`{"text":`)
	swap := func(a, b string) []byte { return bytes.Replace(whole, []byte(a), []byte(b), 1) }
	without := func(i int) []byte { return bytes.Join(slices.Delete(slices.Clone(lines), i, i+1), nil) }
	other := slices.Clone(lines)
	other[3], other[4] = other[4], other[3]
	for name, tc := range map[string]struct {
		file []byte
		want audit.Code
		say  string
	}{
		"another answer":        {swap(`"answer":"agree"`, `"answer":"unsure"`), audit.Chain, "does not follow the one before"},
		"another second":        {swap(`"at":4,`, `"at":5,`), audit.Chain, "does not follow the one before"},
		"two commits swapped":   {bytes.Join(other, nil), audit.Chain, "line 4"},
		"a commit left out":     {without(5), audit.Form, "as many"},
		"a text left out":       {without(text), audit.Form, "as many"},
		"another sentence":      {swap("overlooked", "overheard"), audit.Text, "it was changed"},
		"another room's header": {swap(string(h.Room), strings.Repeat("a", 26)), audit.Opening, "record 1"},
		"cut off":               {whole[:len(whole)/2], audit.Form, "ends before"},
		"the end missing":       {whole[:len(whole)-1], audit.Form, "ends before"},
		"something behind":      {append(slices.Clone(whole), "{}\n"...), audit.Form, "follows"},
		"another promise":       {swap(`"holds":"every record`, `"holds":"no record`), audit.Form, "line 1"},
		"not a bundle":          {[]byte("{}\n"), audit.Form, "no bundle"},
		"nothing":               {nil, audit.Form, "line 1"},
	} {
		t.Run(name, func(t *testing.T) {
			if bytes.Equal(tc.file, whole) {
				t.Fatal("nothing was changed")
			}
			r, err := audit.VerifyFile(bytes.NewReader(tc.file))
			if err != nil {
				t.Fatal(err)
			}
			names(t, r, tc.want, tc.say)
			signed, r, err := audit.ReadSigned(bytes.NewReader(tc.file), nil)
			if signed != nil || err != nil {
				t.Fatal("a room was read, ", err)
			}
			names(t, r, tc.want, tc.say)
		})
	}
}

// TestChangedParts changes what was read, and the counts with it.
func TestChangedParts(t *testing.T) {
	h := played(t)
	for name, tc := range map[string]struct {
		change func(*bundle.Bundle)
		want   audit.Code
		say    string
	}{
		"the last commits left out": {func(b *bundle.Bundle) { b.Commits = b.Commits[:len(b.Commits)-3] }, audit.Tree, "there are"},
		"a commit left out":         {func(b *bundle.Bundle) { b.Commits = slices.Delete(b.Commits, 5, 6) }, audit.Chain, "line 7"},
		"everything left out":       {func(b *bundle.Bundle) { b.Commits = nil }, audit.Signature, "no key"},
		"another salt":              {func(b *bundle.Bundle) { b.Commits[9].Records[0].Salt[0] ^= 1; rehash(b, 9) }, audit.Chain, "line 12"},
		"a text twice":              {func(b *bundle.Bundle) { b.Texts = append(b.Texts, b.Texts[0]) }, audit.Text, "twice"},
		"a text of no record":       {func(b *bundle.Bundle) { b.Texts = append(b.Texts, h.Source.Body("smuggled in")) }, audit.Text, "No record"},
		"signed by somebody else": {func(b *bundle.Bundle) {
			_, key, _ := ed25519.GenerateKey(rand.Reader)
			b.Head = sign(t, key, b)
		}, audit.Signature, "not signed with the key"},
		"no head": {func(b *bundle.Bundle) { b.Head = nil }, audit.Signature, "not signed"},
	} {
		t.Run(name, func(t *testing.T) {
			b := read(t, export(t, h))
			tc.change(b)
			names(t, audit.Verify(b), tc.want, tc.say)
		})
	}
}

// TestErasedTextIsNoFinding leaves a text out as erasing does.
func TestErasedTextIsNoFinding(t *testing.T) {
	h := played(t)
	b := read(t, export(t, h))
	all := len(b.Texts)
	for _, text := range b.Texts {
		if err := h.Vault.Erase(context.Background(), h.Room, text.Text); err != nil {
			t.Fatal(err)
		}
	}
	r, err := audit.VerifyFile(bytes.NewReader(export(t, h)))
	if err != nil || !r.OK() || r.Texts != 0 || r.Absent != all {
		t.Errorf("%+v, %v; %d texts were erased", r, err, all)
	}
}

// TestDishonestServer rewrites the log with the room's key at hand: structure,
// chain, tree and signature all hold, and what is wrong is found by the rules.
func TestDishonestServer(t *testing.T) {
	h := played(t)
	for name, tc := range map[string]struct {
		change func(t *testing.T, rs []room.Record) []room.Record
		want   audit.Code
		say    string
	}{
		"a vote left out": {func(t *testing.T, rs []room.Record) []room.Record {
			i := nth(t, rs, "vote.cast/1", 2)
			return slices.Delete(rs, i, i+1)
		}, audit.Count, "statement.close/1"},
		"a vote turned round": {func(t *testing.T, rs []room.Record) []room.Record {
			edit(&rs[nth(t, rs, "vote.cast/1", 3)].Payload, `"disagree"`, `"agree"`)
			return rs
		}, audit.Count, `by the rules`},
		"a vote of nobody": {func(t *testing.T, rs []room.Record) []room.Record {
			i := nth(t, rs, "vote.cast/1", 0)
			v := rs[i]
			v.By.ID, v.Cmd = h.Source.ID(), h.Source.CmdID(v.At)
			return slices.Insert(rs, i+1, v)
		}, audit.Count, "statement.close/1"},
		"the same vote twice": {func(t *testing.T, rs []room.Record) []room.Record {
			i := nth(t, rs, "vote.cast/1", 0)
			return slices.Insert(rs, i+1, rs[i])
		}, audit.Duplicate, "same command id"},
		"a vote after the close": {func(t *testing.T, rs []room.Record) []room.Record {
			v := rs[nth(t, rs, "vote.cast/1", 0)]
			i := nth(t, rs, "statement.close/1", 0)
			v.By.ID, v.At = h.Source.ID(), rs[i].At
			v.Cmd = h.Source.CmdID(v.At)
			return slices.Insert(rs, i+1, v)
		}, audit.Refused, "closed"},
		"another side declared later": {func(t *testing.T, rs []room.Record) []room.Record {
			i := nth(t, rs, "vote.cast/1", 0)
			v := rs[i]
			v.Cmd = h.Source.CmdID(v.At)
			edit(&v.Payload, `"agree"`, `"disagree"`)
			return slices.Insert(rs, i+1, v)
		}, audit.Facts, "vote.cast/1"},
		"a chance above one": {func(t *testing.T, rs []room.Record) []room.Record {
			edit(&rs[nth(t, rs, "vote.cast/1", 0)].Facts, `}`, `,"chance":1.5}`)
			return rs
		}, audit.Facts, `"chance"`},
		"a chance that tells too much": {func(t *testing.T, rs []room.Record) []room.Record {
			edit(&rs[nth(t, rs, "vote.cast/1", 0)].Facts, `}`, `,"chance":0.123}`)
			return rs
		}, audit.Facts, `"chance"`},
		"a chance beside another answer": {func(t *testing.T, rs []room.Record) []room.Record {
			i := nth(t, rs, "vote.cast/1", 0)
			v := rs[i]
			v.Cmd, v.Facts = h.Source.CmdID(v.At), jsontext.Value(`{"chance":0.12}`)
			edit(&v.Payload, `"agree"`, `"disagree"`)
			return slices.Insert(rs, i+1, v)
		}, audit.Facts, "vote.cast/1"},
		"somebody called out of turn": {func(t *testing.T, rs []room.Record) []room.Record {
			i, j := nth(t, rs, "turn.call/1", 0), nth(t, rs, "turn.call/1", 1)
			a, b := called(t, &rs[i]), called(t, &rs[j])
			a.Hand, a.Person = b.Hand, b.Person
			rs[i].Facts = marshal(t, a)
			return rs
		}, audit.Floor, "is no override"},
		"an override not marked": {func(t *testing.T, rs []room.Record) []room.Record {
			o, c := &rs[nth(t, rs, "turn.override/1", 0)], rs[nth(t, rs, "turn.call/1", 2)]
			var p room.Override
			if err := json.Unmarshal(o.Payload, &p); err != nil {
				t.Fatal(err)
			}
			o.Type, o.Payload = c.Type, marshal(t, room.CallNext{After: p.After})
			return rs
		}, audit.Floor, "is no override"},
		"another lot": {func(t *testing.T, rs []room.Record) []room.Record {
			var f room.Opened
			if err := json.Unmarshal(rs[0].Facts, &f); err != nil {
				t.Fatal(err)
			}
			f.LotSeed = strings.Repeat("5", 64)
			rs[0].Facts = marshal(t, f)
			return rs
		}, audit.Floor, "The rule calls"},
		"a longer turn": {func(t *testing.T, rs []room.Record) []room.Record {
			r := &rs[nth(t, rs, "turn.call/1", 0)]
			f := called(t, r)
			f.Length += 60
			r.Facts = marshal(t, f)
			return rs
		}, audit.Floor, `"length" is 150; by the rules it is 90`},
		"another finding": {func(t *testing.T, rs []room.Record) []room.Record {
			edit(&rs[nth(t, rs, "outcome.settle/1", 0)].Facts, `"agree":9`, `"agree":19`)
			return rs
		}, audit.Outcome, "outcome.settle/1"},
		"a count at the close": {func(t *testing.T, rs []room.Record) []room.Record {
			edit(&rs[nth(t, rs, "statement.close/1", 0)].Facts, `"agree":9`, `"agree":8`)
			return rs
		}, audit.Count, `"phones"`},
		"time runs backwards": {func(t *testing.T, rs []room.Record) []room.Record {
			rs[nth(t, rs, "turn.call/1", 1)].At = 3
			return rs
		}, audit.Time, "second 3"},
		"a right that nobody has": {func(t *testing.T, rs []room.Record) []room.Record {
			rs[nth(t, rs, "turn.call/1", 0)].By = rs[nth(t, rs, "vote.cast/1", 0)].By
			return rs
		}, audit.Rights, "A ballot may not"},
		"a name in the log": {func(t *testing.T, rs []room.Record) []room.Record {
			rs[nth(t, rs, "hub.add/1", 0)].Payload = jsontext.Value(`{"name":"Library","count":12}`)
			return rs
		}, audit.Plaintext, "hub.add/1"},
		"a member too many": {func(t *testing.T, rs []room.Record) []room.Record {
			edit(&rs[nth(t, rs, "hand.raise/1", 0)].Facts, `{`, `{"favour":true,`)
			return rs
		}, audit.Floor, `"favour"`},
		"an id of another form": {func(t *testing.T, rs []room.Record) []room.Record {
			var f room.HandRaised
			r := &rs[nth(t, rs, "hand.raise/1", 7)]
			if err := json.Unmarshal(r.Facts, &f); err != nil {
				t.Fatal(err)
			}
			f.Hand = "first"
			r.Facts = marshal(t, f)
			return rs
		}, audit.Floor, `"hand"`},
		"the opening left out": {func(_ *testing.T, rs []room.Record) []room.Record { return rs[1:] }, audit.Opening, "record 1"},
		"a command of tomorrow": {func(t *testing.T, rs []room.Record) []room.Record {
			rs[nth(t, rs, "hub.add/1", 0)].Type = "hub.rule/1"
			return rs
		}, audit.Rights, "hub.rule/1"},
	} {
		t.Run(name, func(t *testing.T) {
			names(t, audit.Verify(forge(t, h, tc.change(t, h.Records()))), tc.want, tc.say)
		})
	}
	if r := audit.Verify(forge(t, h, h.Records())); !r.OK() {
		t.Errorf("rewritten without a change: %v", r.Findings)
	}
	drawn := h.Records()
	edit(&drawn[nth(t, drawn, "vote.cast/1", 0)].Facts, `}`, `,"chance":0.12}`)
	if r := audit.Verify(forge(t, h, drawn)); !r.OK() {
		t.Errorf("with a statement that was drawn: %v", r.Findings)
	}
}

// TestRulesOfAnotherRelease opens the room under rules of another number: what
// the present rules refuse is noted and does not fail; what they find still does.
func TestRulesOfAnotherRelease(t *testing.T) {
	h := played(t)
	other := func(rs []room.Record) []room.Record {
		edit(&rs[0].Payload, fmt.Sprintf(`"rules":%d`, room.Rules), `"rules":9`)
		return rs
	}
	late := func(rs []room.Record) []room.Record {
		v := rs[nth(t, rs, "vote.cast/1", 0)]
		i := nth(t, rs, "statement.close/1", 0)
		v.By.ID, v.At = h.Source.ID(), rs[i].At
		v.Cmd = h.Source.CmdID(v.At)
		return slices.Insert(rs, i+1, v)
	}
	names(t, audit.Verify(forge(t, h, late(h.Records()))), audit.Refused, "closed")
	r := audit.Verify(forge(t, h, other(late(h.Records()))))
	if !r.OK() || r.Rules != 9 || len(r.Notes) != 2 || r.Notes[0].Type != "room.open/1" || r.Notes[1].Type != "vote.cast/1" {
		t.Errorf("findings %v, notes %v, rules %d", r.Findings, r.Notes, r.Rules)
	}
	rs := other(h.Records())
	rs = slices.Delete(rs, nth(t, rs, "vote.cast/1", 2), nth(t, rs, "vote.cast/1", 2)+1)
	names(t, audit.Verify(forge(t, h, rs)), audit.Count, "statement.close/1")
	rs = other(h.Records())
	rs[nth(t, rs, "turn.call/1", 0)].By = rs[nth(t, rs, "vote.cast/1", 0)].By
	names(t, audit.Verify(forge(t, h, rs)), audit.Rights, "A ballot may not")
}

func TestRecordInAnotherEncoding(t *testing.T) {
	h := played(t)
	b := forge(t, h, h.Records())
	s := &b.Commits[4].Records[0]
	s.Record = append([]byte(`{ `), s.Record[1:]...)
	resign(t, h, b)
	names(t, audit.Verify(b), audit.Record, "record 5")
}

func read(t *testing.T, file []byte) *bundle.Bundle {
	t.Helper()
	b, err := bundle.Read(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// forge makes a bundle of records, with a chain and a signature that hold.
func forge(t *testing.T, h *enginetest.Hall, rs []room.Record) *bundle.Bundle {
	t.Helper()
	b, ok := tryForge(t, h, rs)
	if !ok {
		t.Fatal("no log would store this")
	}
	return b
}

func tryForge(t *testing.T, h *enginetest.Hall, rs []room.Record) (*bundle.Bundle, bool) {
	t.Helper()
	b := read(t, export(t, h))
	b.Commits = nil
	var at eventlog.Head
	for i := range rs {
		c, _, err := eventlog.Pack(at, rs[i:i+1], rand.Reader)
		if err != nil {
			return nil, false
		}
		b.Commits, at = append(b.Commits, c), c.Head()
	}
	b.Head = sign(t, h.Key, b)
	return b, true
}

// resign mends the chain and signs it.
func resign(t *testing.T, h *enginetest.Hall, b *bundle.Bundle) {
	var at eventlog.Head
	for i := range b.Commits {
		b.Commits[i].Prev = at.Hash
		rehash(b, i)
		at = b.Commits[i].Head()
	}
	b.Head = sign(t, h.Key, b)
}

func rehash(b *bundle.Bundle, i int) {
	c := &b.Commits[i]
	var leaves [][32]byte
	for j := range c.Records {
		leaves = append(leaves, c.Records[j].Leaf())
	}
	c.Hash = eventlog.HashCommit(c.Seq, c.Prev, c.First, leaves)
}

func sign(t *testing.T, key ed25519.PrivateKey, b *bundle.Bundle) []byte {
	t.Helper()
	var tree translog.Tree
	for i := range b.Commits {
		tree.AddCommit(&b.Commits[i])
	}
	head, err := translog.Sign(key, tree.Head(translog.Origin(b.Room)))
	if err != nil {
		t.Fatal(err)
	}
	return head
}

// nth finds record n, from 0, of a type.
func nth(t *testing.T, rs []room.Record, name string, n int) int {
	t.Helper()
	for i := range rs {
		if rs[i].Type == name {
			if n == 0 {
				return i
			}
			n--
		}
	}
	t.Fatalf("no such %s", name)
	return 0
}

func called(t *testing.T, r *room.Record) (f room.TurnCalled) {
	t.Helper()
	if err := json.Unmarshal(r.Facts, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

func marshal(t *testing.T, v any) jsontext.Value {
	t.Helper()
	b, err := json.Marshal(v, json.Deterministic(true))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func edit(v *jsontext.Value, old, new string) {
	*v = jsontext.Value(strings.Replace(string(*v), old, new, 1))
}
