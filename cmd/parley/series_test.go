package main

import (
	"bytes"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/internal/client"
	"parley/internal/engine"
	"parley/internal/engine/enginetest"
	"parley/internal/loadtest"
	"parley/internal/proposal"
	"parley/internal/room"

	"github.com/go-json-experiment/json"
)

// roomTexts are the statements of two rooms: the first six stand in both.
var roomTexts = [2][]string{
	{"Trams run late.", "Trams are full.", "Tickets cost too much.", "Stops are far.", "Drivers are kind.", "Buses are clean.", "The square is loud."},
	{"Trams run late.", "Trams are full.", "Tickets cost too much.", "Stops are far.", "Drivers are kind.", "Buses are clean.", "Schools start early."},
}

// twoRooms makes and exports two rooms in which people of two camps vote; it returns the
// files. The rooms are closed, but for the last of how many stay open.
func twoRooms(t *testing.T, open int) (files []string) {
	t.Helper()
	data, dir := t.TempDir(), t.TempDir()
	n, err := openNode(data, wallClock{}, t.Output())
	fatal(t, err)
	s, err := n.server(t.Context(), &Config{Data: data}, "", t.Output())
	fatal(t, err)
	web := httptest.NewServer(s)
	var ids []room.RoomID
	for i, texts := range roomTexts {
		ids = append(ids, votedRoom(t, n, web.URL, texts, 30, i < len(roomTexts)-open))
	}
	web.Close()
	s.Close()
	fatal(t, n.Close())
	for i, id := range ids {
		file := filepath.Join(dir, fmt.Sprintf("room-%d.parley", i))
		command(t, 0, "export", "-data", data, "-out", file, string(id))
		files = append(files, file)
	}
	return files
}

// votedRoom is a room in which so many people answered every statement.
func votedRoom(t *testing.T, n *node, base string, texts []string, people int, closed bool) room.RoomID {
	t.Helper()
	ctx := t.Context()
	read, err := proposal.Read(loadtest.Proposal)
	fatal(t, err)
	desk, err := client.New(client.Config{Base: base, Now: n.clock.Now})
	fatal(t, err)
	made, err := desk.Create(ctx, client.NewRoom{Setup: read.Setup})
	fatal(t, err)
	fatal(t, desk.Sit(ctx, made.Link(room.Moderator)))
	send(t, desk, "session.start", room.None{}, nil)
	source := enginetest.NewSource(byte(len(made.Room)))
	for j, text := range texts {
		var x room.StatementAdded
		add := desk.Command("statement.add").As(room.ActorSeat)
		_, err := add.Send(ctx, &room.AddStatement{Kind: room.View, Text: add.Text(text)}, &x)
		fatal(t, err)
		for i := range people {
			answer := []room.Answer{room.Agree, room.Disagree}[i%2]
			if j == 5 {
				answer = room.Agree
			}
			payload, err := json.Marshal(room.CastVote{Statement: x.Statement, Answer: answer})
			fatal(t, err)
			_, err = n.engine.Submit(ctx, made.Room, engine.Command{
				Cmd: source.CmdID(0), Actor: room.Actor{Kind: room.ActorBallot, ID: fmt.Sprintf("%032x", i+1)},
				Type: "vote.cast/1", Payload: payload, Door: room.Door{Side: room.Online},
			})
			fatal(t, err)
		}
	}
	if closed {
		send(t, desk, "session.close", room.None{}, nil)
	}
	return made.Room
}

// Two rooms, exported, are one report, whatever the order of the files.
func TestStandOfSeveralRooms(t *testing.T) {
	files := twoRooms(t, 0)
	t.Chdir(t.TempDir())
	page := filepath.Join("series-stand", "index.html")
	if got := command(t, 0, "stand", files[0], files[1]); !strings.HasPrefix(got, page+"\n") {
		t.Errorf("it said: %s", got)
	}
	text, err := os.ReadFile(page)
	if err != nil || !bytes.Contains(text, []byte("room-0.parley")) || !bytes.Contains(text, []byte("Series of rooms and tables: 2")) || !bytes.Contains(text, []byte("Schools start early.")) {
		t.Errorf("%v\n%s", err, text)
	}
	figures := command(t, 0, "stand", "-json", files[0], files[1])
	if other := command(t, 0, "stand", files[1], "-json", files[0]); other != figures {
		t.Error("the order of the files moves the figures")
	}
	for _, want := range []string{`"participants": 60`, `"statements": 8`, `"letter": "B"`, `"class": "common-ground"`} {
		if !strings.Contains(figures, want) {
			t.Errorf("no %s in %s", want, figures)
		}
	}
	if got := command(t, 0, "stand", "-json", files[0]); !strings.Contains(got, `"silent": true`) || !strings.Contains(got, `"room": true`) {
		t.Errorf("one room alone: %s", got)
	}
}

func TestStandRefusesInASeries(t *testing.T) {
	files := twoRooms(t, 1)
	t.Chdir(t.TempDir())
	whole, err := os.ReadFile(files[0])
	fatal(t, err)
	write := func(name string, text []byte) string {
		fatal(t, os.WriteFile(name, text, 0o600))
		return name
	}
	cut := write("cut.parley", whole[:len(whole)/2])
	changed := write("changed.parley", bytes.Replace(whole, []byte("Trams run late."), []byte("Trams run fast."), 1))
	answers := write("answers.parley", bytes.Replace(whole, []byte(`"answer":"agree"`), []byte(`"answer":"unsure"`), 1))
	empty := write("empty.parley", nil)
	table := write("table.csv", []byte("person,item,vote\n1,a,1\n2,a,-1\n3,a,1\n4,a,1\n5,a,1\n"))
	polis := write("polis.csv", []byte(tramVotes))
	other := write("other.csv", []byte("who,what\n1,a\n"))
	comments := write("comments.csv", []byte("id,text\na,Trams run late.\n"))
	same := write("same.parley", whole)
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"cut short":              {[]string{files[0], cut}, "cut.parley: line "},
		"a text was changed":     {[]string{changed}, "text: The text is not what its commitment says"},
		"an answer was":          {[]string{answers}, "parley verify answers.parley"},
		"nothing in it":          {[]string{files[0], empty}, "empty.parley: the file is empty"},
		"no columns":             {[]string{files[0], other}, "other.csv: line 1: no columns"},
		"the same room twice":    {[]string{files[0], same}, "would count twice"},
		"the same table twice":   {[]string{table, write("twice.csv", []byte("person,item,vote\n2,a,-1\n1,a,1\n3,a,1\n5,a,1\n4,a,1\n"))}, "table.csv and twice.csv are the same"},
		"not closed":             {[]string{files[0], files[1]}, "close it at its desk"},
		"nothing in common":      {[]string{files[0], table}, "no statement whose answers count in table.csv"},
		"Polis's":                {[]string{table, polis}, "polis.csv is an export of Polis, which numbers"},
		"as Polis would":         {[]string{files[0], "-polis"}, "leave -polis out"},
		"texts of a room":        {[]string{files[0], "-comments", comments}, "-comments is for tables"},
		"what 1 means in a room": {[]string{files[0], "-agree", "-1"}, "-agree is for tables"},
		"an unknown column":      {[]string{files[0], "-groups", "sector"}, `no column "sector"`},
	} {
		if got := command(t, 2, append([]string{"stand", "-json"}, c.args...)...); !strings.Contains(got, c.says) || strings.Contains(got, `"language"`) {
			t.Errorf("%s: %s", name, got)
		}
	}
	if got := command(t, 0, "stand", "-json", table, files[0], "-comments", comments); !strings.Contains(got, "weakest link: 1.") {
		t.Errorf("a table and a room: %s", got)
	}
}
