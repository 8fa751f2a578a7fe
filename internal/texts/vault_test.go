package texts

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"parley/internal/room"

	"pgregory.net/rapid"
)

var (
	bg     = context.Background()
	inRoom = room.NewRoomID([16]byte{7})
)

func body(s string) Body {
	b := Body{Salt: [32]byte{byte(len(s)), 1}, Body: s}
	b.Text = room.Commit(b.Salt, s)
	return b
}

func open(t *testing.T, store Store, dir string) *Vault {
	t.Helper()
	v, err := Open(store, dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := v.Load(bg, inRoom); err != nil {
		t.Fatal(err)
	}
	return v
}

func put(t *testing.T, v *Vault, bodies ...Body) {
	t.Helper()
	if err := v.Put(bg, inRoom, bodies); err != nil {
		t.Fatal(err)
	}
}

// holds checks that v and a vault opened anew say of each text what want says;
// "" stands for unknown.
func holds(t *testing.T, v *Vault, store Store, dir string, want map[Body]string) {
	t.Helper()
	for name, v := range map[string]*Vault{"as it is": v, "opened anew": open(t, store, dir)} {
		for b, s := range want {
			got, ok := v.Get(inRoom, b.Text)
			if got != s || ok != (s != "") {
				t.Errorf("%s: %q reads %q, %v; want %q", name, b.Body, got, ok, s)
			}
			if salted, ok := v.Salted(inRoom, b.Text); ok != (s != "") || ok && salted != b {
				t.Errorf("%s: %q salted reads %+v, %v", name, b.Body, salted, ok)
			}
			if got, _ := v.Texts(inRoom)(b.Text); got != s {
				t.Errorf("%s: Texts of %q: %q", name, b.Body, got)
			}
		}
	}
}

func TestPutAndErase(t *testing.T) {
	store, dir := NewMemory(), filepath.Join(t.TempDir(), "keys")
	v := open(t, store, dir)
	a, b, c, empty := body("first"), body("second, a longer one"), body("third 🌍"), body("")
	put(t, v, a, b, a)
	put(t, v, b, c)
	put(t, v)
	put(t, v, empty)
	holds(t, v, store, dir, map[Body]string{a: a.Body, b: b.Body, c: c.Body})
	if _, ok := v.Get(inRoom, empty.Text); !ok {
		t.Error("an empty body is not kept")
	}
	if n := count(store); n != 4 {
		t.Errorf("%d sealed texts, want 4: a repeat is not sealed again", n)
	}
	if err := v.Erase(bg, inRoom, b.Text); err != nil {
		t.Fatal(err)
	}
	if err := v.Erase(bg, inRoom, b.Text); err != nil {
		t.Errorf("erasing twice: %v", err)
	}
	holds(t, v, store, dir, map[Body]string{a: a.Body, b: "", c: c.Body})
	for name, v := range map[string]*Vault{"as it is": v, "opened anew": open(t, store, dir)} {
		if err := v.Put(bg, inRoom, []Body{body("fourth"), b}); !errors.Is(err, ErrErased) {
			t.Errorf("%s: an erased text put again: %v", name, err)
		}
	}
	holds(t, v, store, dir, map[Body]string{a: a.Body, b: "", body("fourth"): ""})
	if n := count(store); n != 4 {
		t.Errorf("erasing or refusing left %d sealed texts, want 4", n)
	}
}

func TestEraseBeforePut(t *testing.T) {
	store, dir := NewMemory(), t.TempDir()
	v, late := open(t, store, dir), body("late")
	if err := v.Erase(bg, inRoom, late.Text); err != nil {
		t.Fatal(err)
	}
	if err := open(t, store, dir).Put(bg, inRoom, []Body{late}); !errors.Is(err, ErrErased) {
		t.Errorf("put after erase: %v", err)
	}
	if err := v.Erase(bg, inRoom, "no commitment"); !errors.Is(err, ErrMismatch) {
		t.Errorf("erase of what is no commitment: %v", err)
	}
}

func TestErasedKeyIsInNoFile(t *testing.T) {
	store, dir := NewMemory(), t.TempDir()
	v, a, b := open(t, store, dir), body("kept"), body("erased")
	put(t, v, a, b)
	k := v.shelf(inRoom).ring.keys[b.Text]
	line := strings.Fields(keyLine(b.Text, k))[1]
	if !inFiles(t, dir, line) {
		t.Fatal("the key is in no file before it is erased")
	}
	// What a replacement that was cut off left behind.
	if err := os.WriteFile(v.path(inRoom)+".new", v.shelf(inRoom).ring.lines(), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := v.Erase(bg, inRoom, b.Text); err != nil {
		t.Fatal(err)
	}
	if inFiles(t, dir, line) {
		t.Error("the erased text's key is still in a file")
	}
	for sealed := range store.All(bg, inRoom) {
		if strings.Contains(string(sealed), b.Body) || strings.Contains(string(sealed), a.Body) {
			t.Error("a body is readable in the store")
		}
	}
}

func TestRefusedBodies(t *testing.T) {
	store, dir := NewMemory(), t.TempDir()
	v := open(t, store, dir)
	good, other, long := body("good"), body("good"), body(strings.Repeat("x", MaxBody+1))
	other.Body = "other"
	for _, bad := range []Body{other, long, {}} {
		if err := v.Put(bg, inRoom, []Body{good, bad}); !errors.Is(err, ErrMismatch) {
			t.Errorf("body of %d bytes that does not match: %v", len(bad.Body), err)
		}
	}
	holds(t, v, store, dir, map[Body]string{good: ""})
	longest := body(strings.Repeat("x", MaxBody))
	put(t, v, longest)
	holds(t, v, store, dir, map[Body]string{longest: longest.Body})
	for _, r := range []room.RoomID{"", "../../etc/passwd", "short"} {
		if v.Put(bg, r, []Body{good}) == nil || v.Load(bg, r) == nil || v.Erase(bg, r, good.Text) == nil || v.Delete(bg, r) == nil {
			t.Errorf("room id %q is taken", r)
		}
	}
}

func TestDelete(t *testing.T) {
	store, dir := NewMemory(), t.TempDir()
	v, a := open(t, store, dir), body("text")
	put(t, v, a)
	for range 2 {
		if err := v.Delete(bg, inRoom); err != nil {
			t.Fatal(err)
		}
	}
	holds(t, v, store, dir, map[Body]string{a: ""})
	if files, _ := os.ReadDir(dir); len(files) != 0 || count(store) != 0 {
		t.Errorf("deleting leaves %v and %d sealed texts", files, count(store))
	}
	put(t, v, a)
	holds(t, v, store, dir, map[Body]string{a: a.Body})
}

// crashing keeps what it is given and then fails, as if the process had died
// before it could answer.
type crashing struct {
	Store
	now bool
}

func (c *crashing) Put(ctx context.Context, r room.RoomID, s []Sealed) error {
	if err := c.Store.Put(ctx, r, s); err != nil || !c.now {
		return err
	}
	return errors.New("died")
}

func TestCrashBetweenStoreAndKey(t *testing.T) {
	store, dir := &crashing{NewMemory(), true}, t.TempDir()
	a, b := body("sealed but never keyed"), body("whole")
	if err := open(t, store, dir).Put(bg, inRoom, []Body{a}); err == nil {
		t.Fatal("acknowledged")
	}
	store.now = false
	v := open(t, store, dir)
	holds(t, v, store, dir, map[Body]string{a: ""})
	put(t, v, a, b)
	holds(t, v, store, dir, map[Body]string{a: a.Body, b: b.Body})
}

func TestCrashInKeyFile(t *testing.T) {
	a, b := body("before"), body("cut off")
	for cut := 1; cut < len(keyLine(b.Text, key{})); cut += 7 {
		store, dir := NewMemory(), t.TempDir()
		v := open(t, store, dir)
		put(t, v, a)
		whole, err := os.ReadFile(v.path(inRoom))
		if err != nil {
			t.Fatal(err)
		}
		put(t, v, b)
		if err := os.Truncate(v.path(inRoom), int64(len(whole)+cut)); err != nil {
			t.Fatal(err)
		}
		v = open(t, store, dir)
		holds(t, v, store, dir, map[Body]string{a: a.Body, b: ""})
		put(t, v, b)
		holds(t, v, store, dir, map[Body]string{a: a.Body, b: b.Body})
	}
}

func TestDamageIsRefused(t *testing.T) {
	for name, damage := range map[string]func(store *Memory, path string) error{
		"sealed text lost": func(store *Memory, _ string) error { return store.Delete(bg, inRoom) },
		"sealed text flipped": func(store *Memory, _ string) error {
			var all []Sealed
			for s := range store.All(bg, inRoom) {
				s[len(s)-1] ^= 1
				all = append(all, s)
			}
			_ = store.Delete(bg, inRoom)
			return store.Put(bg, inRoom, all)
		},
		"short sealed text": func(store *Memory, _ string) error { return store.Put(bg, inRoom, []Sealed{{1}}) },
		"key flipped":       func(_ *Memory, path string) error { return flip(path, 60) },
		"line flipped":      func(_ *Memory, path string) error { return flip(path, 43) },
	} {
		store, dir := NewMemory(), t.TempDir()
		v := open(t, store, dir)
		put(t, v, body("one"), body("another"))
		if err := damage(store, v.path(inRoom)); err != nil {
			t.Fatal(err)
		}
		v, err := Open(store, dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := v.Load(bg, inRoom); !errors.Is(err, ErrBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestConcurrentUse(t *testing.T) {
	store, dir := NewMemory(), t.TempDir()
	v := open(t, store, dir)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := range 5 {
				b := body(strings.Repeat("x", i+j))
				if err := v.Put(bg, inRoom, []Body{b}); err != nil {
					t.Error(err)
				}
				if got, ok := v.Get(inRoom, b.Text); !ok || got != b.Body {
					t.Errorf("put, then read as %q, %v", got, ok)
				}
			}
		})
	}
	wg.Wait()
	if n := count(store); n != 8 {
		t.Errorf("8 texts put by many are sealed %d times", n)
	}
}

// TestAgainstMap plays puts, erasures, restarts and crashes against a map.
func TestAgainstMap(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		dir, err := os.MkdirTemp(t.TempDir(), "")
		if err != nil {
			rt.Fatal(err)
		}
		store := &crashing{Store: NewMemory()}
		v, want, gone := open(t, store, dir), map[room.Text]string{}, map[room.Text]bool{}
		some := rapid.Map(rapid.StringMatching("[a-e]{0,2}"), body)
		rt.Repeat(map[string]func(*rapid.T){
			"put": func(rt *rapid.T) {
				b, crash := some.Draw(rt, "body"), rapid.Bool().Draw(rt, "crash")
				store.now = crash
				err := v.Put(bg, inRoom, []Body{b})
				store.now = false
				_, known := want[b.Text]
				switch {
				case gone[b.Text]:
					if !errors.Is(err, ErrErased) {
						rt.Fatalf("put of an erased text: %v", err)
					}
				case crash && !known:
					if err == nil {
						rt.Fatal("acknowledged in a crash")
					}
				case err != nil:
					rt.Fatal(err)
				default:
					want[b.Text] = b.Body
				}
			},
			"erase": func(rt *rapid.T) {
				b := some.Draw(rt, "body")
				if err := v.Erase(bg, inRoom, b.Text); err != nil {
					rt.Fatal(err)
				}
				delete(want, b.Text)
				gone[b.Text] = true
			},
			"restart": func(*rapid.T) { v = open(t, store, dir) },
			"": func(rt *rapid.T) {
				got := v.shelf(inRoom).bodies
				if len(got) != len(want) {
					rt.Fatalf("%d texts, want %d", len(got), len(want))
				}
				for tx, s := range want {
					if got[tx].Body != s {
						rt.Fatalf("text %q reads %q", s, got[tx].Body)
					}
				}
			},
		})
	})
}

func FuzzKeyFile(f *testing.F) {
	b := body("x")
	f.Add(keyLine(b.Text, key{1}) + string(b.Text) + " erased\n")
	f.Add(keyLine(b.Text, key{}) + "cut")
	f.Fuzz(func(t *testing.T, content string) {
		path := filepath.Join(t.TempDir(), "keys")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		ring, err := readKeys(path)
		if err != nil {
			return
		}
		if err := replaceKeys(path, ring.lines()); err != nil {
			t.Fatal(err)
		}
		if err := appendKeys(path, keyLine(b.Text, key{9})); err != nil {
			t.Fatal(err)
		}
		again, err := readKeys(path)
		if err != nil || again.keys[b.Text] != (key{9}) {
			t.Fatalf("rewritten keys read back as %v, %v", again.keys, err)
		}
	})
}

func count(s Store) (n int) {
	for range s.All(bg, inRoom) {
		n++
	}
	return n
}

func flip(path string, at int) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	b[at] ^= 2
	return os.WriteFile(path, b, 0o600)
}

func inFiles(t *testing.T, dir, what string) (found bool) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		found = found || strings.Contains(string(b), what)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
