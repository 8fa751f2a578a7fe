package translog

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/internal/eventlog"
	"parley/internal/room"

	"github.com/go-json-experiment/json"
	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"
)

var (
	inRoom  = room.NewRoomID([16]byte{7})
	other   = room.NewRoomID([16]byte{8})
	testKey = ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
)

// TestVectors checks roots that the program in docs/spec/log.md made.
func TestVectors(t *testing.T) {
	b, err := os.ReadFile("../eventlog/testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var v struct {
		EmptyRoot string `json:"empty_root"`
		Commits   []struct {
			Commit string     `json:"commit"`
			Size   room.Index `json:"size"`
			Root   string     `json:"root"`
		} `json:"commits"`
	}
	if err := json.Unmarshal(b, &v); err != nil || len(v.Commits) == 0 {
		t.Fatal("no vectors: ", err)
	}
	var tree Tree
	check := func(size room.Index, root string) {
		t.Helper()
		if got := tree.Root(); tree.Size() != size || hex.EncodeToString(got[:]) != root {
			t.Errorf("root of %d leaves is %x; want %s of %d", tree.Size(), got, root, size)
		}
	}
	check(0, v.EmptyRoot)
	for _, want := range v.Commits {
		c, err := eventlog.Unpack([]byte(want.Commit))
		if err != nil {
			t.Fatal(err)
		}
		tree.AddCommit(&c)
		check(want.Size, want.Root)
	}
}

func TestTreeAgainstTlog(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var tree Tree
		var stored []tlog.Hash
		reader := tlog.HashReaderFunc(func(at []int64) ([]tlog.Hash, error) {
			hs := make([]tlog.Hash, len(at))
			for i, n := range at {
				hs[i] = stored[n]
			}
			return hs, nil
		})
		n := rapid.IntRange(1, 300).Draw(t, "n")
		for i := range n {
			leaf := [32]byte{byte(i), byte(i >> 8)}
			before, root := tree.Clone(), tree.Root()
			tree.Add(leaf)
			if before.Root() != root {
				t.Fatal("adding to a tree changed its clone")
			}
			hs, err := tlog.StoredHashes(int64(i), leaf[:], reader)
			if err != nil {
				t.Fatal(err)
			}
			stored = append(stored, hs...)
		}
		want, err := tlog.TreeHash(int64(n), reader)
		if err != nil || tree.Root() != want {
			t.Fatalf("root of %d leaves: %v, want %v (%v)", n, tlog.Hash(tree.Root()), want, err)
		}
	})
}

func TestSignedHead(t *testing.T) {
	pub := testKey.Public().(ed25519.PublicKey)
	h := Head{Origin: Origin(inRoom), Size: 12, Root: [32]byte{1, 2, 3}}
	signed, err := Sign(testKey, h)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := Sign(testKey, h)
	if !bytes.Equal(signed, again) {
		t.Error("the same head signed twice gives other bytes")
	}
	if !strings.HasPrefix(string(signed), "parley/room/"+string(inRoom)+"\n12\nAQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— parley/room/") {
		t.Errorf("not a checkpoint:\n%s", signed)
	}
	if got, err := VerifyHead(pub, Origin(inRoom), signed); err != nil || got != h {
		t.Errorf("read back as %+v, %v", got, err)
	}
	for i := range 8 * len(signed) {
		b := bytes.Clone(signed)
		b[i/8] ^= 1 << (i % 8)
		if got, err := VerifyHead(pub, Origin(inRoom), b); err == nil && got != h {
			t.Fatalf("bit %d of byte %d flipped: read as %+v", i%8, i/8, got)
		}
	}
	if _, err := VerifyHead(pub, Origin(other), signed); !errors.Is(err, ErrHead) {
		t.Errorf("as another room's: %v", err)
	}
	stranger := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, 32))
	if _, err := VerifyHead(stranger.Public().(ed25519.PublicKey), Origin(inRoom), signed); !errors.Is(err, ErrHead) {
		t.Errorf("with another key: %v", err)
	}
	for _, origin := range []string{"", "x", "parley/room/x", Origin(inRoom) + "\n"} {
		if _, err := Sign(testKey, Head{Origin: origin}); err == nil {
			t.Errorf("a head of %q is signed", origin)
		}
	}
	if _, err := Sign(nil, h); err == nil {
		t.Error("a head is signed with no key")
	}
}

// TestRestoredOrigin: the log of a restored room is neither that which it goes on
// with nor another server's.
func TestRestoredOrigin(t *testing.T) {
	pub := testKey.Public().(ed25519.PublicKey)
	origin := RestoredOrigin(inRoom, pub)
	h := Head{Origin: origin, Size: 3}
	signed, err := Sign(testKey, h)
	if err != nil || !strings.HasPrefix(string(signed), origin+"\n3\n") || len(origin) != len(Origin(inRoom))+44 {
		t.Fatalf("%s, %v", signed, err)
	}
	if got, err := VerifyHead(pub, origin, signed); err != nil || got != h {
		t.Errorf("read back as %+v, %v", got, err)
	}
	stranger := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, 32)).Public().(ed25519.PublicKey)
	for _, wrong := range []string{Origin(inRoom), RestoredOrigin(inRoom, stranger), RestoredOrigin(other, pub)} {
		if _, err := VerifyHead(pub, wrong, signed); !errors.Is(err, ErrHead) {
			t.Errorf("as a head of %s: %v", wrong, err)
		}
	}
}

func TestHeadText(t *testing.T) {
	good := (&Head{Origin: Origin(inRoom), Size: 12}).text()
	if _, ok := parseHead(good); !ok {
		t.Fatal("refused")
	}
	for _, c := range [][2]string{
		{"12", "012"}, {"12", "-1"}, {"12", "+12"}, {"12", ""}, {"A=\n", "B=\n"}, {"AAAA", "AA\r\nAA"}, {"parley", "barley"},
		{good, good + "more\n"}, {good, ""}, {"=\n", "="},
	} {
		if h, ok := parseHead(strings.Replace(good, c[0], c[1], 1)); ok {
			t.Errorf("%q for %q is read as %+v", c[1], c[0], h)
		}
	}
}

func TestKeys(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "keys")
	k, err := OpenKeys(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := k.Load(inRoom); !errors.Is(err, ErrNoKey) {
		t.Errorf("load before create: %v", err)
	}
	made, err := k.Create(inRoom)
	if err != nil {
		t.Fatal(err)
	}
	for name, get := range map[string]func(room.RoomID) (ed25519.PrivateKey, error){"load": k.Load, "create again": k.Create} {
		if got, err := get(inRoom); err != nil || !got.Equal(made) {
			t.Errorf("%s: another key, or %v", name, err)
		}
	}
	if o, err := k.Create(other); err != nil || o.Equal(made) {
		t.Errorf("the other room's key: %v", err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 2 {
		t.Errorf("files %v, %v", files, err)
	}
	for _, f := range files {
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %v, %v", f.Name(), info.Mode(), err)
		}
	}
	path := k.path(inRoom)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		b := bytes.Clone(whole)
		b[i] ^= 1
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := k.Load(inRoom); !errors.Is(err, ErrBadKey) {
			t.Errorf("key file with byte %d changed: %v", i, err)
		}
		if _, err := k.Create(inRoom); !errors.Is(err, ErrBadKey) {
			t.Errorf("a damaged key is replaced: %v", err)
		}
	}
	for range 2 {
		if err := k.Delete(inRoom); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := k.Load(inRoom); !errors.Is(err, ErrNoKey) {
		t.Errorf("load after delete: %v", err)
	}
	if _, err := k.Create("../x"); err == nil {
		t.Error("a key is made for what is no room")
	}
}

func FuzzVerifyHead(f *testing.F) {
	signed, err := Sign(testKey, Head{Origin: Origin(inRoom), Size: 3})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(signed)
	pub := testKey.Public().(ed25519.PublicKey)
	f.Fuzz(func(t *testing.T, b []byte) {
		if h, err := VerifyHead(pub, Origin(inRoom), b); err == nil && (h != Head{Origin: Origin(inRoom), Size: 3}) {
			t.Fatalf("forged %+v", h)
		}
	})
}
