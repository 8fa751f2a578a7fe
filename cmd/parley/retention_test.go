package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/internal/client"
	"parley/internal/engine/simclock"
	"parley/internal/loadtest"
	"parley/internal/proposal"
	"parley/internal/room"
	"parley/internal/translog"
)

// TestARoomIsGoneOnItsDay plays a session, lets the promised days pass and
// looks for the room's words in every file of the data directory.
func TestARoomIsGoneOnItsDay(t *testing.T) {
	ctx := context.Background()
	data := t.TempDir()
	clock := simulated{simclock.New(time.Unix(1_800_000_000, 0))}
	n, err := openNode(data, clock, t.Output())
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	serving, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- serve(serving, n, &Config{Data: data}, l, t.Output()) }()
	defer func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()

	read, err := proposal.Read(loadtest.Proposal)
	if err != nil {
		t.Fatal(err)
	}
	read.Setup.Plan = proposal.Plan(10)
	c, err := client.New(client.Config{Base: address(l), Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	made, err := c.Create(ctx, client.NewRoom{Setup: read.Setup})
	if err != nil {
		t.Fatal(err)
	}
	_, err = loadtest.Play(ctx, loadtest.Options{
		Base: address(l), Desk: made.Link(room.Moderator), Onsite: made.Codes.Onsite, Online: made.Codes.Online,
		People: 4, Moderate: true, Clock: clock, Seed: 1,
	})
	if err != nil {
		t.Fatal(err)
	}
	days := time.Duration(read.Setup.Policy.Retention) * 24 * time.Hour
	clock.Advance(days - time.Hour)
	if gone, err := n.deleteDue(ctx); err != nil || len(gone) != 0 {
		t.Fatalf("before its day: %v, %v", gone, err)
	}
	if !onDisk(t, data, "vote.cast/1") {
		t.Fatal("the search does not find what is there")
	}
	// The server looks by itself; it is waited for, not asked.
	clock.Advance(2 * time.Hour)
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		if err := c.Sit(ctx, made.Link(room.Moderator)); client.Code(err) != "" {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the room is still there on its day")
		}
	}
	waitGone(t, filepath.Join(data, "keys", string(made.Room)+".sign"))
	for _, what := range []string{"vote.cast/1", "hand.raise/1", `"lot_seed"`} {
		if onDisk(t, data, what) {
			t.Errorf("%s is still in a file", what)
		}
	}
	day := clock.Now().UTC().Format(time.DateOnly)
	lines, err := n.listRooms(ctx)
	fatal(t, err)
	says(t, strings.Join(lines, "\n"), string(made.Room)+"  deleted on "+day+", as its notice promised")
	for path, want := range map[string][]string{
		"/r/" + string(made.Room):                 {"This room was deleted on " + day + ", as its notice promised."},
		"/r/" + string(made.Room) + "/desk":       {"This room was deleted on " + day},
		"/r/" + string(made.Room) + "/report":     {"This room was deleted on " + day, "Whoever saved the report has it still."},
		"/api/rooms/" + string(made.Room) + "/me": {`"code":"room_deleted"`, day},
	} {
		status, page := fetched(t, address(l)+path)
		if status != http.StatusGone {
			t.Errorf("%s answers %d", path, status)
		}
		says(t, page, want...)
	}
	if status, page := fetched(t, address(l)+"/r/"+strings.Repeat("a", 26)); status != http.StatusNotFound || strings.Contains(page, "deleted") {
		t.Errorf("a room that never was: %d", status)
	}
	if _, err := os.Stat(filepath.Join(data, "keys", string(made.Room))); err == nil {
		t.Error("the texts' keys are still there")
	}
}

// fetched is what a stranger's browser is answered.
func fetched(t *testing.T, at string) (status int, page string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at, nil)
	fatal(t, err)
	req.Header.Set("Accept", "text/html")
	resp, err := http.DefaultClient.Do(req)
	fatal(t, err)
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	fatal(t, err)
	return resp.StatusCode, string(b)
}

// waitGone waits for the last step of a deletion.
func waitGone(t *testing.T, path string) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if _, err := os.Stat(path); os.IsNotExist(err) {
			return
		}
	}
	t.Fatalf("%s is still there", path)
}

// onDisk says whether a file of the directory, or its name, has the words.
func onDisk(t *testing.T, dir, words string) (found bool) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		b, err := os.ReadFile(path)
		found = found || bytes.Contains(b, []byte(words))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestWhenRetentionEnds(t *testing.T) {
	at := func(change func(*room.State)) int64 {
		s := room.New()
		s.Info.Epoch, s.Info.Policy.Retention, s.Now = 1000, 2, 50
		change(s)
		return retentionEnd(s)
	}
	const days = 2 * 24 * 3600
	for name, c := range map[string]struct {
		change func(*room.State)
		end    int64
	}{
		"closed":          {func(s *room.State) { s.Session.Phase, s.Session.ClosedAt = room.Closed, 40 }, 1040 + days},
		"never closed":    {func(s *room.State) { s.Session.Timed, s.Session.End = true, 45 }, 1050 + days},
		"not over":        {func(s *room.State) { s.Session.Timed, s.Session.End = true, 900 }, 1900 + days},
		"never begun":     {func(s *room.State) { s.Info.Start, s.Info.Seconds = 2000, 60 }, 2060 + days},
		"nothing planned": {func(*room.State) {}, 1050 + days},
	} {
		if end := at(c.change); end != c.end {
			t.Errorf("%s: %d, want %d", name, end, c.end)
		}
	}
}

// TestARoomThatNobodyStartedIsGoneToo: its days count from its last entry, and its
// notice promised them to whoever joined.
func TestARoomThatNobodyStartedIsGoneToo(t *testing.T) {
	clock := simulated{simclock.New(time.Unix(1_800_000_000, 0))}
	data := t.TempDir()
	n, err := openNode(data, clock, t.Output())
	fatal(t, err)
	defer func() { fatal(t, n.Close()) }()
	server, err := n.server(t.Context(), &Config{Data: data}, "", t.Output())
	fatal(t, err)
	defer server.Close()
	web := httptest.NewServer(server)
	defer web.Close()
	desk, err := client.New(client.Config{Base: web.URL, Now: clock.Now})
	fatal(t, err)
	read, err := proposal.Read(loadtest.Proposal)
	fatal(t, err)
	read.Setup.Start = 0
	made, err := desk.Create(t.Context(), client.NewRoom{Setup: read.Setup})
	fatal(t, err)
	due := func(want ...room.RoomID) {
		t.Helper()
		if gone, err := n.deleteDue(t.Context()); err != nil || !slices.Equal(gone, want) {
			t.Errorf("gone: %v, %v; want %v", gone, err, want)
		}
	}
	clock.Advance(time.Duration(read.Setup.Policy.Retention)*24*time.Hour - time.Hour)
	due()
	clock.Advance(2 * time.Hour)
	due(made.Room)
}

// TestADeletionThatWasCutShort ends the program between two steps of a deletion:
// opened again, the directory has nothing of the room but its tombstone.
func TestADeletionThatWasCutShort(t *testing.T) {
	steps := []func(*node, context.Context, room.RoomID) error{
		(*node).bury,
		func(n *node, ctx context.Context, id room.RoomID) error { return n.vault.Delete(ctx, id) },
		func(n *node, ctx context.Context, id room.RoomID) error { return n.db.Log().Delete(ctx, id) },
		(*node).remove,
	}
	for done := range steps {
		data := t.TempDir()
		id, _ := leaveAndErase(t, data)
		n, err := openNode(data, wallClock{}, t.Output())
		fatal(t, err)
		for _, step := range steps[:done+1] {
			fatal(t, step(n, t.Context(), id))
		}
		fatal(t, n.Close())

		n, err = openNode(data, wallClock{}, t.Output())
		fatal(t, err)
		if _, err := n.keys.Load(id); !errors.Is(err, translog.ErrNoKey) {
			t.Errorf("after step %d: the room's key: %v", done, err)
		}
		for room, err := range n.db.Log().Rooms(t.Context()) {
			t.Errorf("after step %d: %s is still there, %v", done, room, err)
		}
		fatal(t, n.Close())
		for _, what := range []string{"vote.cast/1", `"lot_seed"`} {
			if onDisk(t, data, what) {
				t.Errorf("after step %d: %s is still in a file", done, what)
			}
		}
		if stone := readFile(t, n.tombstone(id)); !strings.Contains(stone, `"records":`) {
			t.Errorf("after step %d: the tombstone says %q", done, stone)
		}
	}
}

// TestNothingGoesWithoutATombstone: as long as it cannot be written the room stays
// whole, and keys that cannot be destroyed are tried again.
func TestNothingGoesWithoutATombstone(t *testing.T) {
	data := t.TempDir()
	id, _ := leaveAndErase(t, data)
	n, err := openNode(data, wallClock{}, t.Output())
	fatal(t, err)
	defer func() { fatal(t, n.Close()) }()
	fatal(t, os.WriteFile(n.tombstones, nil, 0o600))
	if err := n.delete(t.Context(), id); err == nil || n.buried(id) {
		t.Errorf("deleted without a tombstone: %v", err)
	}
	keyOf(t, n, data, id, "Carts are quiet.")

	fatal(t, os.Remove(n.tombstones))
	keys := filepath.Join(data, "keys", string(id))
	fatal(t, os.Rename(keys, keys+".aside"))
	fatal(t, os.MkdirAll(filepath.Join(keys, "in the way"), 0o700))
	if err := n.delete(t.Context(), id); err == nil || !n.buried(id) {
		t.Errorf("the keys are still there: %v", err)
	}
	fatal(t, os.RemoveAll(keys))
	fatal(t, os.Rename(keys+".aside", keys))
	if gone, err := n.deleteDue(t.Context()); err != nil || len(gone) != 1 {
		t.Errorf("tried again: %v, %v", gone, err)
	}
	nowhere(t, data)
	if _, err := os.Stat(keys); err == nil {
		t.Error("the keys are still there")
	}
}
