package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/internal/client"
	"parley/internal/engine/simclock"
	"parley/internal/loadtest"
	"parley/internal/proposal"
	"parley/internal/room"
)

// TestErasedTextsAreInNoFile has somebody leave and a statement erased, and
// looks for the words and for the keys that would open them in every file of
// the data directory. The room can still be verified, and says what is gone.
func TestErasedTextsAreInNoFile(t *testing.T) {
	data := t.TempDir()
	id, item := leaveAndErase(t, data)
	file := filepath.Join(t.TempDir(), "room.parley")
	must := func(want int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if code := run(t.Context(), args, nil, &out, &out); code != want {
			t.Fatalf("parley %v: code %d, %s", args, code, out.String())
		}
		return out.String()
	}
	must(0, "export", "-data", data, "-out", file, string(id))
	must(0, "backup", "-data", data, filepath.Join(t.TempDir(), "backup"))
	n, err := openNode(data, wallClock{}, t.Output())
	fatal(t, err)
	key := keyOf(t, n, data, id, "Carts are quiet.")
	fatal(t, n.Close())
	if got := must(0, "erase", "-data", data, string(id), item); !strings.Contains(got, "Erased: 1 text.") || !strings.Contains(got, "The export made") ||
		strings.Count(got, "The backup made") != 1 || !strings.Contains(got, string(id)+".keys") {
		t.Error(got)
	}
	if got := must(0, "erase", "-data", data, string(id), item); !strings.Contains(got, "Erased: 0 texts.") {
		t.Error(got)
	}
	nowhere(t, data, key)
	for _, nobodys := range []string{"ZZZZ", "reply:ZZZZ", "summary", strings.Repeat("0", 32)} {
		if got := must(1, "erase", "-data", data, string(id), nobodys); !strings.Contains(got, "the room has no such text or person") {
			t.Error(got)
		}
	}
	says(t, must(1, "erase", "-data", data, "-why", "taste", string(id), item), `"taste" is no rule of the room`)
	says(t, must(1, "erase", "-data", data, "aaaaaaaaaaaaaaaaaaaaaaaaaa", item), "there is no room aaaaaaaaaaaaaaaaaaaaaaaaaa; parley rooms lists them")
	must(2, "erase", "-data", data, string(id))

	after := filepath.Join(t.TempDir(), "after.parley")
	must(0, "export", "-data", data, "-out", after, string(id))
	if got := must(0, "verify", after); !strings.Contains(got, "(3 absent, of them 3 erased by a record)") {
		t.Error(got)
	}
	if b, err := os.ReadFile(after); err != nil || bytes.Contains(b, []byte("Carts are quiet.")) || bytes.Contains(b, []byte("Trams are loud.")) {
		t.Errorf("an export holds erased words: %v", err)
	}
	says(t, must(1, "report", "-data", data, "-lang", "xx", string(id)), `there is no report in "xx": en, `)
	got := must(0, "report", "-data", data, string(id))
	if strings.Count(got, `\[text erased\]`) < 2 || !strings.Contains(got, "rests on a text that was erased") {
		t.Error(got)
	}
}

// TestEraseWhileAServerRuns: the server that uses the directory erases, and what
// went wrong is said as if there were none.
func TestEraseWhileAServerRuns(t *testing.T) {
	data := t.TempDir()
	id, item := leaveAndErase(t, data)
	n, err := openNode(data, wallClock{}, t.Output())
	fatal(t, err)
	key := keyOf(t, n, data, id, "Carts are quiet.")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	fatal(t, err)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- serve(ctx, n, &Config{Data: data}, l, t.Output()) }()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		if _, err := os.Stat(controlPath(data)); err == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the server has no socket")
		}
	}
	says(t, command(t, 0, "erase", "-data", data, string(id), item), "Erased: 1 text.")
	nowhere(t, data, key)
	says(t, command(t, 1, "erase", "-data", data, string(id), item, "ZZZZ"), "ZZZZ: the room has no such text or person", "erased before it: 0")
	stop()
	fatal(t, <-done)
	says(t, command(t, 0, "erase", "-data", data, string(id), item), "Erased: 0 texts.")
}

// TestADirectoryThatIsNone: a command that reads does not make one.
func TestADirectoryThatIsNone(t *testing.T) {
	data := filepath.Join(t.TempDir(), "typo")
	for _, args := range [][]string{
		{"rooms", "-data", data}, {"report", "-data", data, "aaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"export", "-data", data, "aaaaaaaaaaaaaaaaaaaaaaaaaa"},
		{"erase", "-data", data, "aaaaaaaaaaaaaaaaaaaaaaaaaa", "ZZZZ"}, {"backup", "-data", data, data + "-copy"},
	} {
		says(t, command(t, 1, args...), data+" is no data directory")
	}
	if _, err := os.Stat(data); !os.IsNotExist(err) {
		t.Errorf("the directory: %v", err)
	}
}

// leaveAndErase plays a room in which two people write, one with a name who then
// leaves; the other's statement is returned.
func leaveAndErase(t *testing.T, data string) (room.RoomID, string) {
	t.Helper()
	ctx := t.Context()
	n, err := openNode(data, wallClock{}, t.Output())
	fatal(t, err)
	s, err := n.server(ctx, &Config{Data: data}, "", t.Output())
	fatal(t, err)
	web := httptest.NewServer(s)
	defer func() {
		web.Close()
		s.Close()
		fatal(t, n.Close())
	}()
	browser := func() *client.Client {
		c, err := client.New(client.Config{Base: web.URL, Now: n.clock.Now})
		fatal(t, err)
		return c
	}
	read, err := proposal.Read(loadtest.Proposal)
	fatal(t, err)
	read.Setup.Policy.Hold = false
	desk := browser()
	made, err := desk.Create(ctx, client.NewRoom{Setup: read.Setup})
	fatal(t, err)
	fatal(t, desk.Sit(ctx, made.Link(room.Moderator)))
	send(t, desk, "session.start", room.None{}, nil)
	write := func(c *client.Client, words string) (x room.StatementAdded) {
		fatal(t, c.Join(ctx, made.Codes.Online, client.Joining{Side: room.Online}))
		k := c.Command("statement.add").As(room.ActorVoice)
		_, err := k.Send(ctx, &room.AddStatement{Kind: room.View, Text: k.Text(words)}, &x)
		fatal(t, err)
		return x
	}
	goes, stays := browser(), browser()
	gone, kept := write(goes, "Trams are loud."), write(stays, "Carts are quiet.")
	name := goes.Command("voice.name").As(room.ActorVoice)
	_, err = name.Send(ctx, &room.SetName{Name: name.Text("Bellringer")}, nil)
	fatal(t, err)
	send(t, goes, "vote.cast", &room.CastVote{Statement: kept.Statement, Answer: room.Agree}, nil)
	draft := desk.Command("outcome.draft").As(room.ActorSeat)
	_, err = draft.Send(ctx, &room.DraftOutcome{Text: draft.Text("Streets are to be heard."), Statements: []room.ItemID{gone.Statement}}, nil)
	fatal(t, err)

	keys := []string{keyOf(t, n, data, made.Room, "Trams are loud."), keyOf(t, n, data, made.Room, "Bellringer")}
	var left room.Erased
	send(t, goes, "voice.leave", room.None{}, &left)
	if len(left.Texts) != 2 {
		t.Errorf("%d texts went", len(left.Texts))
	}
	send(t, goes, "ballot.withdraw", room.None{}, nil)
	nowhere(t, data, keys...)
	send(t, desk, "session.close", room.None{}, nil)
	return made.Room, string(kept.Statement)
}

// keyOf is the key that opens the room's text of these words, as its file has it.
func keyOf(t *testing.T, n *node, data string, id room.RoomID, words string) string {
	t.Helper()
	fatal(t, n.vault.Load(t.Context(), id))
	file, err := os.ReadFile(filepath.Join(data, "keys", string(id)))
	fatal(t, err)
	for line := range strings.Lines(string(file)) {
		text, key, _ := strings.Cut(strings.TrimSpace(line), " ")
		if got, ok := n.vault.Get(id, room.Text(text)); ok && got == words {
			if !onDisk(t, data, key) {
				t.Fatal("the search does not find what is there")
			}
			return key
		}
	}
	t.Fatalf("no key opens %q", words)
	return ""
}

// nowhere holds that no file has the words, or a key, as it is written or as
// bytes.
func nowhere(t *testing.T, data string, keys ...string) {
	t.Helper()
	for _, key := range keys {
		raw, err := base64.RawURLEncoding.DecodeString(key)
		fatal(t, err)
		if len(raw) != 32 || onDisk(t, data, key) || onDisk(t, data, string(raw)) {
			t.Errorf("the key %.6s… of an erased text is in a file", key)
		}
	}
	for _, words := range []string{"Trams are loud.", "Bellringer", "Carts are quiet."} {
		if onDisk(t, data, words) {
			t.Errorf("%q is in a file", words)
		}
	}
}

func send(t *testing.T, c *client.Client, name string, payload, facts any) {
	t.Helper()
	_, err := c.Command(name).Send(context.Background(), payload, facts)
	fatal(t, err)
}

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestABackupIsListedUntilItsDay: from then on its keys are not to be there.
func TestABackupIsListedUntilItsDay(t *testing.T) {
	data := t.TempDir()
	id, item := leaveAndErase(t, data)
	command(t, 0, "backup", "-data", data, filepath.Join(t.TempDir(), "backup"))
	says(t, command(t, 1, "erase", "-data", data, string(id), item, "ZZZZ"), "The backup made", "erased before it: 1")
	for days, want := range map[int]int{0: 1, 6: 1, 8: 0} {
		clock := simulated{simclock.New(time.Now().AddDate(0, 0, days))}
		n, err := openNode(data, clock, t.Output())
		fatal(t, err)
		var out bytes.Buffer
		fatal(t, n.sayCopies(t.Context(), id, &out))
		if got := strings.Count(out.String(), "The backup made"); got != want {
			t.Errorf("after %d days: %q", days, out.String())
		}
		fatal(t, n.Close())
	}
}

func TestWhatANameMeans(t *testing.T) {
	text := room.Commit([32]byte{1}, "Carts are quiet.")
	person := room.PersonID(strings.Repeat("0a", 16))
	for name, want := range map[string]room.EraseText{
		"ABCD": {Item: "ABCD"}, "takeaways": {Item: "takeaways"}, "reply:ABCD": {Reply: "ABCD"},
		string(text): {Text: text}, string(person): {Person: person},
	} {
		if got := meant(name); got != want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
