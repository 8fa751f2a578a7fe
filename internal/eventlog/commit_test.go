package eventlog_test

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"os"
	"strings"
	"testing"

	"parley/internal/eventlog"
	"parley/internal/eventlog/logtest"
	"parley/internal/room"

	"github.com/go-json-experiment/json"
	"pgregory.net/rapid"
)

// vectors are commits, leaves, hashes and roots made by the program in
// docs/spec/log.md, which shares nothing with this package.
type vectors struct {
	EmptyRoot string `json:"empty_root"`
	Commits   []struct {
		Commit string   `json:"commit"`
		Leaves []string `json:"leaves"`
		Hash   string   `json:"hash"`
		Size   int      `json:"size"`
		Root   string   `json:"root"`
	} `json:"commits"`
}

func readVectors(t testing.TB) (v vectors) {
	t.Helper()
	b, err := os.ReadFile("testdata/vectors.json")
	if err == nil {
		err = json.Unmarshal(b, &v)
	}
	if err != nil || len(v.Commits) == 0 {
		t.Fatal("no vectors: ", err)
	}
	return v
}

func TestVectors(t *testing.T) {
	var head eventlog.Head
	for _, want := range readVectors(t).Commits {
		c, err := eventlog.Unpack([]byte(want.Commit))
		if err != nil {
			t.Fatal(err)
		}
		if head, err = head.Next(&c); err != nil {
			t.Fatal(err)
		}
		if got := hex.EncodeToString(c.Hash[:]); got != want.Hash || head.Hash != c.Hash {
			t.Errorf("hash of commit %d is %s, want %s", c.Seq, got, want.Hash)
		}
		if len(c.Records) != len(want.Leaves) || int(head.Index) != want.Size {
			t.Errorf("commit %d: %d records, head %+v", c.Seq, len(c.Records), head)
		}
		for i, s := range c.Records {
			if leaf := s.Leaf(); hex.EncodeToString(leaf[:]) != want.Leaves[i] {
				t.Errorf("leaf %d of commit %d is %x, want %s", i, c.Seq, leaf, want.Leaves[i])
			}
			if _, err := room.ParseRecord(s.Record); err != nil {
				t.Errorf("record %d of commit %d: %v", i, c.Seq, err)
			}
		}
		if got := c.Append(nil); string(got) != want.Commit {
			t.Errorf("commit %d is written as %s", c.Seq, got)
		}
	}
}

// TestOneEncoding changes a good commit's bytes; none of the results may be
// read, though most of them are JSON of the same meaning.
func TestOneEncoding(t *testing.T) {
	good := readVectors(t).Commits[1].Commit
	if _, err := eventlog.Unpack([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, new string }{
		{`{"v":1`, `{ "v":1`}, {`{"v":1`, `{"v":2`}, {`{"v":1`, `{"V":1`}, {`{"v":1`, `{"v":1.0`}, {`{"v":1,`, `{`},
		{`"seq":2`, `"seq":02`}, {`"seq":2`, `"seq":0`}, {`"seq":2`, `"seq":-2`}, {`"seq":2`, `"seq":"2"`},
		{`"seq":2`, `"seq":2e0`}, {`"seq":2`, `"seq":18446744073709551616`}, {`"seq":2`, `"seq":2,"seq":2`},
		{`"seq":2`, `"seq":2,"more":1`}, {`"first":2`, `"first":0`}, {`"first":2,"records"`, `"records"`},
		{`"prev":"`, `"prev":"A`}, {`"prev":"`, `"prev":"\u0041`}, {`"prev":"`, `"prev":"=`},
		{`"salt":"`, `"salt":"AA`}, {`"record":{`, `"record": {`}, {`"record":{`, `"record":null,"x":{`},
		{`},{"salt"`, `}, {"salt"`}, {`]}`, `]} `}, {`]}`, `],"hash":""}`}, {`]}`, `,]}`}, {`]}`, `]`}, {`]}`, `]}{}`},
		{good, ``}, {good, `null`}, {good, `{}`}, {good[strings.Index(good, `"records":[`):], `"records":[]}`},
	} {
		bad := strings.Replace(good, c.old, c.new, 1)
		if bad == good {
			t.Fatalf("%s is not in the commit", c.old)
		}
		if _, err := eventlog.Unpack([]byte(bad)); !errors.Is(err, eventlog.ErrBroken) {
			t.Errorf("%s for %s: %v", c.new, c.old, err)
		}
	}
}

// TestEveryBit flips each bit of a commit: what can still be read must have
// another hash.
func TestEveryBit(t *testing.T) {
	good := []byte(readVectors(t).Commits[1].Commit)
	want, err := eventlog.Unpack(good)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 8 * len(good) {
		b := bytes.Clone(good)
		b[i/8] ^= 1 << (i % 8)
		if c, err := eventlog.Unpack(b); err == nil && c.Hash == want.Hash {
			t.Fatalf("bit %d of byte %d (%q) does not change the hash", i%8, i/8, good[i/8])
		}
	}
}

func TestPackIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		after := eventlog.Head{
			Seq:   room.Seq(rapid.Uint64Range(0, 1<<40).Draw(t, "seq")),
			Index: room.Index(rapid.Uint64Range(0, 1<<40).Draw(t, "index")),
			Hash:  [32]byte(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "hash")),
		}
		rs := logtest.Records(after.Index+1, rapid.IntRange(1, 20).Draw(t, "n"), 200)
		cost := 0
		for i := range rs {
			rs[i].Type = rapid.String().Draw(t, "type")
			rs[i].Sig = rapid.SliceOfN(rapid.Byte(), 0, 64).Draw(t, "sig")
			rs[i].Payload, _ = json.Marshal(rapid.String().Draw(t, "payload"))
			cost += eventlog.Cost(&rs[i])
		}
		c, b, err := eventlog.Pack(after, rs, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		if len(b) > cost+eventlog.MaxBytes-eventlog.Space {
			t.Fatalf("%d bytes, but the records' costs add up to %d", len(b), cost)
		}
		got, err := eventlog.Unpack(b)
		if err != nil {
			t.Fatal(err)
		}
		if next, err := after.Next(&got); err != nil || next != c.Head() {
			t.Fatalf("packed after %+v: %v", after, err)
		}
		for i := range rs {
			if _, err := room.ParseRecord(got.Records[i].Record); err != nil || !bytes.Equal(got.Records[i].Record, rs[i].Append(nil)) {
				t.Fatalf("record %d: %v: %s", i, err, got.Records[i].Record)
			}
		}
	})
}

func TestNext(t *testing.T) {
	var h eventlog.Head
	c, _, err := eventlog.Pack(h, logtest.Records(1, 3, 200), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if h, err = h.Next(&c); err != nil || h.Seq != 1 || h.Index != 3 {
		t.Fatalf("%+v, %v", h, err)
	}
	c, _, err = eventlog.Pack(h, logtest.Records(4, 1, 200), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*eventlog.Head){
		"seq": func(h *eventlog.Head) { h.Seq++ }, "index": func(h *eventlog.Head) { h.Index-- },
		"hash": func(h *eventlog.Head) { h.Hash[31]++ },
	} {
		wrong := h
		change(&wrong)
		if _, err := wrong.Next(&c); !errors.Is(err, eventlog.ErrBroken) {
			t.Errorf("after a head of another %s: %v", name, err)
		}
	}
	if _, err := h.Next(&c); err != nil {
		t.Error(err)
	}
}

func FuzzUnpack(f *testing.F) {
	for _, c := range readVectors(f).Commits {
		f.Add([]byte(c.Commit))
	}
	f.Add([]byte(`{"v":1,"seq":1,"prev":"","first":1,"records":[{"salt":"","record":[1, 2]}]}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := eventlog.Unpack(bytes.Clone(b))
		if err == nil && !bytes.Equal(c.Append(nil), b) {
			t.Fatalf("%q is read and written as %q", b, c.Append(nil))
		}
		if err != nil && !errors.Is(err, eventlog.ErrBroken) {
			t.Fatal(err)
		}
	})
}
