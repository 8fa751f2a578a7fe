package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/internal/backup"
	"parley/internal/engine/simclock"
	"parley/internal/room"
	"parley/internal/texts"
)

// command runs a command and returns what it says.
func command(t *testing.T, want int, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if code := run(t.Context(), args, nil, &out, &out); code != want {
		t.Fatalf("parley %v: code %d, %s", args, code, out.String())
	}
	return out.String()
}

// snapshot is every file of a directory.
func snapshot(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		files[path] = string(b)
		return err
	})
	fatal(t, err)
	return files
}

func says(t *testing.T, got string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("%q is not said: %s", w, got)
		}
	}
}

// TestBackupAndRestore copies a data directory, loses it and restores it into
// another: reports, texts and verify are as before, and the log says where it
// comes from.
func TestBackupAndRestore(t *testing.T) {
	lost, data, dir := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "backup")
	id, item := leaveAndErase(t, lost)
	seed, _, _ := strings.Cut(readFile(t, filepath.Join(lost, "keys", string(id)+".sign")), " ")
	before := command(t, 0, "report", "-data", lost, string(id))
	says(t, command(t, 0, "backup", "-data", lost, dir), "holds 1 room,", "delete them until then")
	command(t, 1, "backup", "-data", lost, dir)
	raw, err := base64.RawURLEncoding.DecodeString(seed)
	fatal(t, err)
	for _, secret := range []string{seed, string(raw), "Carts are quiet."} {
		if onDisk(t, dir, secret) {
			t.Error("the backup has a secret in the clear")
		}
	}
	says(t, command(t, 0, "verify", filepath.Join(dir, string(id)+".records")), "Everything holds")
	fatal(t, os.RemoveAll(lost))

	says(t, command(t, 0, "restore", "-data", data, dir), "Room "+string(id), "goes on under a new key")
	after := command(t, 0, "report", "-data", data, string(id))
	if differing(before, after) > 4 { // the key, the last commit, that it was restored, and by which record
		t.Errorf("the report was\n%s\nand is\n%s", before, after)
	}
	says(t, after, "Carts are quiet.", "another server went on with the log from record")
	if onDisk(t, data, seed) {
		t.Error("the old key came along")
	}
	file := filepath.Join(t.TempDir(), "room.parley")
	command(t, 0, "export", "-data", data, "-out", file, string(id))
	says(t, command(t, 0, "verify", file), "Restored 20", "signed with another key", "Everything holds")
	post := filepath.Join(t.TempDir(), "post.json")
	command(t, 0, "evidence", "-data", data, "-out", post, string(id), item)
	says(t, command(t, 0, "verify", post), "Everything holds", "opened under another key")

	whole := snapshot(t, filepath.Join(data, "keys"))
	says(t, command(t, 1, "restore", "-data", data, dir), "has that room already", "nothing was changed")
	for path, b := range snapshot(t, filepath.Join(data, "keys")) {
		if whole[path] != b {
			t.Errorf("%s was changed", path)
		}
	}
	says(t, command(t, 1, "restore", "-data", data, "-room", strings.Repeat("a", 26), dir), "has no room")
	command(t, 2, "restore", "-data", data)
	command(t, 2, "backup", "-data", data)
	none := filepath.Join(t.TempDir(), "none")
	says(t, command(t, 1, "backup", "-data", none, filepath.Join(t.TempDir(), "b")), "no data directory")
	if _, err := os.Stat(none); err == nil {
		t.Error("a data directory was made")
	}
	command(t, 2, "backup", "-data", data, "-room", "x", filepath.Join(t.TempDir(), "b"))
	says(t, command(t, 1, "backup", "-data", data, "-room", strings.Repeat("a", 26), filepath.Join(t.TempDir(), "b")), "there is no room")
	command(t, 0, "backup", "-data", data, "-room", string(id), filepath.Join(t.TempDir(), "b"))
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	fatal(t, err)
	return string(b)
}

// differing is how many lines two texts do not share.
func differing(a, b string) (n int) {
	had := strings.Split(a, "\n")
	for _, line := range strings.Split(b, "\n") {
		if !slices.Contains(had, line) {
			n++
		}
	}
	return n
}

// TestABackupSaysWhatIsMissing has one of two rooms without its key.
func TestABackupSaysWhatIsMissing(t *testing.T) {
	data, dir := t.TempDir(), filepath.Join(t.TempDir(), "backup")
	bad, _ := leaveAndErase(t, data)
	good, _ := leaveAndErase(t, data)
	fatal(t, os.Remove(filepath.Join(data, "keys", string(bad)+".sign")))
	says(t, command(t, 1, "backup", "-data", data, dir), "holds 1 room,", "room "+string(bad)+" is not in it", "no signing key")
	says(t, command(t, 0, "restore", "-data", t.TempDir(), dir), "Room "+string(good))
	one := filepath.Join(t.TempDir(), "one")
	says(t, command(t, 1, "backup", "-data", data, "-room", string(bad), one), "no signing key")
	if _, err := os.Stat(one); err == nil {
		t.Error("a backup of nothing")
	}
}

// TestErasedAfterTheBackup erases a text after the backup was made. It does not
// come back in the same directory, nor in another that is given the list.
func TestErasedAfterTheBackup(t *testing.T) {
	data, dir, other := t.TempDir(), filepath.Join(t.TempDir(), "backup"), t.TempDir()
	id, item := leaveAndErase(t, data)
	command(t, 0, "backup", "-data", data, dir)
	command(t, 0, "erase", "-data", data, string(id), item)
	later := filepath.Join(t.TempDir(), "later")
	command(t, 0, "backup", "-data", data, later)

	// Only the room's own files are lost.
	for path := range snapshot(t, data) {
		if strings.Contains(path, string(id)) {
			fatal(t, os.Remove(path))
		}
	}
	fatal(t, os.RemoveAll(filepath.Join(data, "store")))
	says(t, command(t, 0, "restore", "-data", data, dir), "Erased after the copy was made, and so they stay: 1 text.")
	says(t, command(t, 0, "report", "-data", data, string(id)), `\[text erased\]`)
	says(t, command(t, 0, "restore", "-data", other, "-erasures", filepath.Join(later, "erasures"), dir), "Erased after the copy was made, and so they stay: 1 text.")
	for _, place := range []string{data, other} {
		n, err := openNode(place, wallClock{}, t.Output())
		fatal(t, err)
		fatal(t, n.engine.View(t.Context(), id, func(s *room.State, texts room.Texts, _ room.Seconds) {
			x := s.Statements[room.ItemID(item)]
			if _, ok := texts(x.Text); ok || !x.Erased {
				t.Error("the text came back")
			}
			if key := "\n" + string(x.Text) + " "; strings.Contains("\n"+readFile(t, filepath.Join(place, "keys", string(id))), key) &&
				!strings.Contains(readFile(t, filepath.Join(place, "keys", string(id))), string(x.Text)+" erased") {
				t.Error("its key came back")
			}
		}))
		fatal(t, n.Close())
		nowhere(t, place)
	}
}

// TestDamagedBackup: a refusal names the file and leaves the directory as it was.
func TestDamagedBackup(t *testing.T) {
	data, dir := t.TempDir(), filepath.Join(t.TempDir(), "backup")
	id, _ := leaveAndErase(t, data)
	command(t, 0, "backup", "-data", data, dir)
	empty := filepath.Join(t.TempDir(), "none")
	for _, name := range []string{"manifest", "erasures", string(id) + ".records", string(id) + ".texts", string(id) + ".keys"} {
		path := filepath.Join(dir, name)
		whole := readFile(t, path)
		for _, change := range []string{"x" + whole, whole[:len(whole)/2]} {
			if change == whole {
				continue
			}
			fatal(t, os.WriteFile(path, []byte(change), 0o600))
			says(t, command(t, 1, "restore", "-data", empty, dir), "the backup is damaged: "+name, "Nothing was changed")
		}
		fatal(t, os.WriteFile(path, []byte(whole), 0o600))
	}
	if _, err := os.Stat(empty); err == nil {
		t.Error("a data directory was made")
	}
	damaged := t.TempDir()
	fatal(t, os.WriteFile(filepath.Join(damaged, "erasures"), []byte("noise\n"), 0o600))
	says(t, command(t, 1, "restore", "-data", damaged, dir), "cannot be read", "nothing was changed")
	noise := filepath.Join(t.TempDir(), "list")
	fatal(t, os.WriteFile(noise, []byte("noise\n"), 0o600))
	says(t, command(t, 1, "restore", "-data", empty, "-erasures", noise, dir), "cannot be read")
	command(t, 0, "restore", "-data", empty, dir)
}

// TestRestoredAfterItsDay has the keys' day come, then the room's.
func TestRestoredAfterItsDay(t *testing.T) {
	data, dir := t.TempDir(), filepath.Join(t.TempDir(), "backup")
	id, _ := leaveAndErase(t, data)
	command(t, 0, "backup", "-data", data, dir)
	for days, want := range map[int]string{8: "Not to be read from the copy any more", 40: "stays deleted"} {
		now := time.Now().AddDate(0, 0, days)
		n, err := openNode(t.TempDir(), simulated{simclock.New(now)}, t.Output())
		fatal(t, err)
		from, err := backup.Open(dir, now)
		fatal(t, err)
		var out bytes.Buffer
		r := restoring{n: n, from: from, later: texts.ParseErasures(nil), stdout: &out}
		fatal(t, r.run(t.Context()))
		says(t, out.String(), want)
		_, err = n.db.Log().Head(t.Context(), id)
		if (err == nil) != (days == 8) {
			t.Errorf("after %d days: %v", days, err)
		}
		if err == nil {
			report, err := n.report(t.Context(), id, "md", "")
			fatal(t, err)
			says(t, string(report), `# \[text erased\]`, `**View** (from a participant): \[text erased\]`, "Fewer than five answered")
		}
		fatal(t, n.Close())
	}
}

// TestDeletedRoomStaysDeleted: a tombstone is stronger than a backup.
func TestDeletedRoomStaysDeleted(t *testing.T) {
	data, dir := t.TempDir(), filepath.Join(t.TempDir(), "backup")
	id, _ := leaveAndErase(t, data)
	command(t, 0, "backup", "-data", data, dir)
	n, err := openNode(data, wallClock{}, t.Output())
	fatal(t, err)
	fatal(t, n.delete(t.Context(), id))
	fatal(t, n.Close())
	if list := readFile(t, filepath.Join(data, "erasures")); strings.Contains(list, string(id)) {
		t.Error("a deleted room's erasures are still listed")
	}
	says(t, command(t, 0, "restore", "-data", data, dir), "stays deleted", "No room was restored")
	says(t, command(t, 1, "restore", "-data", data, "-room", string(id), dir), "deleted here, as its notice promised")
}

// TestBackupWhileServing has the running server make the backup.
func TestBackupWhileServing(t *testing.T) {
	data, dir := t.TempDir(), filepath.Join(t.TempDir(), "backup")
	id, _ := leaveAndErase(t, data)
	fatal(t, os.WriteFile(controlPath(data), nil, 0o600)) // left from a server that is gone
	file := filepath.Join(t.TempDir(), "room.parley")
	command(t, 0, "export", "-data", data, "-out", file, string(id))
	n, err := openNode(data, wallClock{}, t.Output())
	fatal(t, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	fatal(t, err)
	serving, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- serve(serving, n, &Config{Data: data}, l, t.Output()) }()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		if c, err := net.Dial("unix", controlPath(data)); err == nil {
			fatal(t, c.Close())
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the server does not listen")
		}
	}
	if info, err := os.Stat(controlPath(data)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the socket: %v, %v", info.Mode(), err)
	}
	says(t, command(t, 0, "backup", "-data", data, dir), "holds 1 room,")
	one := filepath.Join(t.TempDir(), "one")
	says(t, command(t, 0, "backup", "-data", data, "-room", string(id), one), "holds 1 room,")
	none := filepath.Join(t.TempDir(), "none")
	says(t, command(t, 1, "backup", "-data", data, "-room", strings.Repeat("a", 26), none), "there is no room")
	if _, err := os.Stat(none); err == nil {
		t.Error("a backup of nothing")
	}
	for _, c := range [][]string{{"restore", dir}, {"import", file}} {
		says(t, command(t, 1, c[0], "-data", data, c[1]), "using the data directory", "Stop the server")
	}
	stop()
	fatal(t, <-done)
	command(t, 0, "restore", "-data", t.TempDir(), dir)
	command(t, 0, "restore", "-data", t.TempDir(), one)
}

// TestHalfARoomIsRemoved opens a directory in which a room was not taken in whole:
// it is gone, but for the list of copies that somebody has, and the other is as it
// was.
func TestHalfARoomIsRemoved(t *testing.T) {
	home, data, dir := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "backup")
	half, _ := leaveAndErase(t, home)
	whole, _ := leaveAndErase(t, data)
	command(t, 0, "backup", "-data", home, dir)
	command(t, 0, "restore", "-data", data, dir)
	before := command(t, 0, "report", "-data", data, string(whole))
	fatal(t, os.WriteFile(filepath.Join(data, "incoming", string(half)), nil, 0o600))
	if got := command(t, 0, "rooms", "-data", data); strings.Contains(got, string(half)) || !strings.Contains(got, string(whole)) {
		t.Error(got)
	}
	for path := range snapshot(t, data) {
		if strings.Contains(path, string(half)) && path != filepath.Join(data, "backups", string(half)) {
			t.Errorf("%s is left", path)
		}
	}
	if after := command(t, 0, "report", "-data", data, string(whole)); after != before {
		t.Error("the other room is not as it was")
	}
	command(t, 0, "restore", "-data", data, dir)
}

// TestImport takes an export in elsewhere, and nothing that does not verify.
func TestImport(t *testing.T) {
	home, data := t.TempDir(), t.TempDir()
	id, item := leaveAndErase(t, home)
	file := filepath.Join(t.TempDir(), "room.parley")
	command(t, 0, "export", "-data", home, "-out", file, string(id))
	before := command(t, 0, "report", "-data", home, string(id))
	says(t, command(t, 1, "import", "-data", home, file), "has that room already")

	whole := readFile(t, file)
	bad := filepath.Join(t.TempDir(), "bad.parley")
	none := filepath.Join(t.TempDir(), "none")
	for what, change := range map[string]string{
		"another sentence": strings.Replace(whole, "Carts are quiet.", "Carts are rapid.", 1),
		"another answer":   strings.Replace(whole, `"answer":"agree"`, `"answer":"disagree"`, 1),
		"cut off":          whole[:len(whole)/3],
		"noise":            strings.Repeat("noise\n", 100),
		"nothing":          "",
	} {
		if change == whole {
			t.Fatalf("%s: nothing was changed", what)
		}
		fatal(t, os.WriteFile(bad, []byte(change), 0o600))
		says(t, command(t, 1, "import", "-data", none, bad), "Nothing was changed")
	}
	dir := filepath.Join(t.TempDir(), "backup")
	command(t, 0, "backup", "-data", home, dir)
	says(t, command(t, 1, "import", "-data", none, filepath.Join(dir, string(id)+".records")), "holds no texts")
	if _, err := os.Stat(none); err == nil {
		t.Error("a data directory was made")
	}
	command(t, 2, "import", "-data", none)

	says(t, command(t, 0, "import", "-data", data, file), "Room "+string(id)+", “", "goes on under a new key")
	if after := command(t, 0, "report", "-data", data, string(id)); differing(before, after) > 4 {
		t.Errorf("the report was\n%s\nand is\n%s", before, after)
	}
	says(t, command(t, 0, "erase", "-data", data, string(id), item), "Erased: 1 text.", "The export made")
	again := filepath.Join(t.TempDir(), "again.parley")
	command(t, 0, "export", "-data", data, "-out", again, string(id))
	says(t, command(t, 0, "verify", again), "Restored 20", "Everything holds")

	// The list of the place where the text was erased keeps it from a third.
	third := t.TempDir()
	says(t, command(t, 0, "import", "-data", third, "-erasures", filepath.Join(data, "erasures"), file), "Erased after the copy was made, and so they stay: 1 text.")
	n, err := openNode(third, wallClock{}, t.Output())
	fatal(t, err)
	fatal(t, n.delete(t.Context(), id))
	fatal(t, n.Close())
	says(t, command(t, 1, "import", "-data", third, file), "deleted here, as its notice promised", "nothing was changed")
}
