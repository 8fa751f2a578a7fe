package jetstream

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"parley/internal/eventlog"
	"parley/internal/eventlog/logtest"
	"parley/internal/room"
)

// TestDamagedFiles does to the files of one room what disks and operators do,
// with and without the store's index, while another room must not notice.
func TestDamagedFiles(t *testing.T) {
	hurt, other := logtest.NewRoom(1), logtest.NewRoom(2)
	flip := func(percent int) func(*testing.T, string) {
		return func(t *testing.T, stream string) {
			changeBlock(t, stream, func(b []byte) []byte { b[len(b)*percent/100] ^= 1; return b })
		}
	}
	kinds := map[string]func(*testing.T, string){
		"first byte flipped": flip(0), "byte at 10% flipped": flip(10), "byte at 25% flipped": flip(25),
		"byte at 50% flipped": flip(50), "byte at 75% flipped": flip(75), "byte at 99% flipped": flip(99),
		"number flipped": func(t *testing.T, stream string) {
			changeBlock(t, stream, func(b []byte) []byte { b[8] ^= 64; return b })
		},
		"second half cut off": func(t *testing.T, stream string) {
			changeBlock(t, stream, func(b []byte) []byte { return b[:len(b)/2] })
		},
		"last commit cut off": func(t *testing.T, stream string) {
			changeBlock(t, stream, func(b []byte) []byte { return b[:len(b)-20] })
		},
		"zeros": func(t *testing.T, stream string) {
			changeBlock(t, stream, func(b []byte) []byte { return make([]byte, len(b)) })
		},
		"block gone":  func(t *testing.T, stream string) { remove(t, block(t, stream)) },
		"stream gone": func(t *testing.T, stream string) { remove(t, stream) },
		"settings gone": func(t *testing.T, stream string) {
			remove(t, filepath.Join(stream, "meta.inf"))
		},
	}
	for name, damage := range kinds {
		for _, index := range []bool{true, false} {
			t.Run(name, func(t *testing.T) {
				o := openDB(t)
				h := fill(t, o.Log(), hurt, 20, 2, 200)
				fill(t, o.Log(), other, 3, 1, 200)
				o.reopen(func(string) {
					stream := filepath.Join(o.streams(), logStream(hurt))
					if !index {
						remove(t, filepath.Join(stream, "msgs", "index.db"))
					}
					damage(t, stream)
				})
				refused(t, o.Log(), hurt, h)
				if n, err := readAll(o.Log(), other); n != 3 || err != nil {
					t.Errorf("%d of 3 commits of the other room: %v", n, err)
				}
				if err := o.Log().Delete(bg, hurt); err != nil {
					t.Fatal(err)
				}
				if _, err := os.Stat(o.aside(logStream(hurt))); err == nil {
					t.Error("deleting leaves what was set aside")
				}
				o.reopen(func(string) {})
				fill(t, o.Log(), hurt, 1, 1, 200)
			})
		}
	}
}

func TestWhatWasSetAsideIsNamed(t *testing.T) {
	o, r := openDB(t), logtest.NewRoom(1)
	fill(t, o.Log(), r, 20, 2, 200)
	if names, err := o.Damaged(); len(names) != 0 || err != nil {
		t.Errorf("before the damage: %v, %v", names, err)
	}
	o.reopen(func(string) {
		changeBlock(t, filepath.Join(o.streams(), logStream(r)), func(b []byte) []byte { return make([]byte, len(b)) })
	})
	if names, err := o.Damaged(); len(names) != 1 || names[0] != logStream(r) || err != nil {
		t.Errorf("after it: %v, %v", names, err)
	}
}

// refused checks that nothing can be done with the room, and that it is still
// listed.
func refused(t *testing.T, l eventlog.Log, r room.RoomID, h eventlog.Head) {
	t.Helper()
	if n, err := readAll(l, r); n != 0 || !errors.Is(err, eventlog.ErrBroken) {
		t.Errorf("read %d commits: %v", n, err)
	}
	if got, err := l.Head(bg, r); !errors.Is(err, eventlog.ErrBroken) {
		t.Errorf("head %+v: %v", got, err)
	}
	for _, after := range []eventlog.Head{h, {}} {
		if _, err := l.Append(bg, r, after, logtest.Records(1, 1, 200)); !errors.Is(err, eventlog.ErrBroken) {
			t.Errorf("append: %v", err)
		}
	}
	listed := false
	for id := range l.Rooms(bg) {
		listed = listed || id == r
	}
	if !listed {
		t.Error("the room is not listed")
	}
}

// TestCrashes leaves files as a crash would: each must open with every
// acknowledged commit.
func TestCrashes(t *testing.T) {
	r := logtest.NewRoom(1)
	for name, crash := range map[string]func(t *testing.T, o *opened, stream string){
		"nothing": func(*testing.T, *opened, string) {},
		"a write cut off": func(t *testing.T, _ *opened, stream string) {
			changeBlock(t, stream, func(b []byte) []byte { return append(b, b[:100]...) })
		},
		"no index": func(t *testing.T, _ *opened, stream string) {
			remove(t, filepath.Join(stream, "msgs", "index.db"))
		},
		"no mark":      func(t *testing.T, o *opened, _ string) { remove(t, filepath.Join(o.dir, "marks", logStream(r))) },
		"a mark empty": func(t *testing.T, o *opened, _ string) { writeMark(t, o, r, nil) },
		"a mark behind": func(t *testing.T, o *opened, _ string) {
			writeMark(t, o, r, markLine(logStream(r), 3))
		},
		"a mark damaged": func(t *testing.T, o *opened, _ string) {
			line := markLine(logStream(r), 20)
			line[5]++
			writeMark(t, o, r, line)
		},
		"another deletion": func(t *testing.T, o *opened, stream string) {
			if err := os.CopyFS(filepath.Join(o.streams(), ".room-gone"), os.DirFS(stream)); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := openDB(t)
			h := fill(t, o.Log(), r, 20, 2, 200)
			o.reopen(func(string) { crash(t, o, filepath.Join(o.streams(), logStream(r))) })
			if got, err := o.Log().Head(bg, r); err != nil || got != h {
				t.Fatalf("head %+v, %v; want %+v", got, err, h)
			}
			if _, err := o.Log().Append(bg, r, h, logtest.Records(h.Index+1, 1, 200)); err != nil {
				t.Fatal(err)
			}
			o.reopen(func(string) {})
			if n, err := readAll(o.Log(), r); n != 21 || err != nil {
				t.Errorf("%d of 21 commits: %v", n, err)
			}
			if len(blocks(t, o.dir)) != 1 {
				t.Errorf("files left: %v", blocks(t, o.dir))
			}
		})
	}
}

// TestDamagedOlderBlock damages a block that is not the last.
func TestDamagedOlderBlock(t *testing.T) {
	o, r := openDB(t), logtest.NewRoom(1)
	h := fill(t, o.Log(), r, 45, 1, eventlog.MaxBytes-300)
	o.reopen(func(string) {
		files := blocks(t, o.dir)
		if len(files) < 2 {
			t.Fatalf("%d block files, want several", len(files))
		}
		b := must(os.ReadFile(files[0]))(t)
		b[len(b)/2] ^= 1
		write(t, files[0], b)
	})
	refused(t, o.Log(), r, h)
}

func TestDamagedTexts(t *testing.T) {
	o, r := openDB(t), logtest.NewRoom(1)
	if err := o.Texts().Put(bg, r, [][]byte{[]byte("sealed")}); err != nil {
		t.Fatal(err)
	}
	o.reopen(func(string) {
		changeBlock(t, filepath.Join(o.streams(), textStream(r)), func(b []byte) []byte { b[60] ^= 1; return b })
	})
	for _, err := range o.Texts().All(bg, r) {
		if !errors.Is(err, eventlog.ErrBroken) {
			t.Errorf("reading damaged texts: %v", err)
		}
	}
	if err := o.Texts().Put(bg, r, [][]byte{{1}}); !errors.Is(err, eventlog.ErrBroken) {
		t.Errorf("adding to damaged texts: %v", err)
	}
}

func writeMark(t *testing.T, o *opened, r room.RoomID, line []byte) {
	t.Helper()
	write(t, filepath.Join(o.dir, "marks", logStream(r)), line)
}

// block is the stream's one block file.
func block(t *testing.T, stream string) string {
	t.Helper()
	files := must(filepath.Glob(filepath.Join(stream, "msgs", "*.blk")))(t)
	if len(files) != 1 {
		t.Fatalf("%d block files, want 1", len(files))
	}
	return files[0]
}

func changeBlock(t *testing.T, stream string, change func([]byte) []byte) {
	t.Helper()
	write(t, block(t, stream), change(must(os.ReadFile(block(t, stream)))(t)))
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if _, err := os.Stat(path); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}
