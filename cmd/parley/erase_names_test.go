package main

import (
	"context"
	"net/http/httptest"
	"testing"
	"time"

	"parley/internal/client"
	"parley/internal/engine/simclock"
	"parley/internal/loadtest"
	"parley/internal/proposal"
	"parley/internal/room"
)

// TestNamesOfTheMeetingToolAreInNoFile has two people of the meeting tool
// entered by name: the room erases the names by itself five minutes after their
// hands went, while it runs and when it was due while nothing ran.
func TestNamesOfTheMeetingToolAreInNoFile(t *testing.T) {
	ctx, data := t.Context(), t.TempDir()
	clock := simulated{simclock.New(time.Unix(1_800_000_000, 0))}
	n, err := openNode(data, clock, t.Output())
	fatal(t, err)
	s, err := n.server(ctx, &Config{Data: data}, "", t.Output())
	fatal(t, err)
	web := httptest.NewServer(s)
	desk, err := client.New(client.Config{Base: web.URL, Now: clock.Now})
	fatal(t, err)
	read, err := proposal.Read(loadtest.Proposal)
	fatal(t, err)
	made, err := desk.Create(ctx, client.NewRoom{Setup: read.Setup})
	fatal(t, err)
	fatal(t, desk.Sit(ctx, made.Link(room.Moderator)))

	hand := func(name string) (key string, f room.HandRaised) {
		c := desk.Command("hand.add").As(room.ActorSeat)
		_, err := c.Send(ctx, &room.AddHand{Side: room.Online, Label: c.Text(name)}, &f)
		fatal(t, err)
		return keyOf(t, n, data, made.Room, name), f
	}
	first, one := hand("Lamplighter")
	second, other := hand("Bellringer")
	send(t, desk, "hand.drop", &room.DropHand{Hand: one.Hand}, nil)
	clock.Advance(time.Second)
	send(t, desk, "hand.drop", &room.DropHand{Hand: other.Hand}, nil)
	clock.Advance(time.Duration(room.LabelKept-1) * time.Second)
	erased(t, n, made.Room, 1)
	nowhere(t, data, first)
	if onDisk(t, data, "Lamplighter") || !onDisk(t, data, second) {
		t.Error("the name that was due is in a file, or the other is not")
	}

	web.Close()
	s.Close()
	fatal(t, n.Close())
	clock.Advance(time.Minute)
	n, err = openNode(data, clock, t.Output())
	fatal(t, err)
	erased(t, n, made.Room, 2)
	nowhere(t, data, first, second)
	fatal(t, n.Close())
}

// erased waits until so many texts of the room are gone.
func erased(t *testing.T, n *node, id room.RoomID, want int) {
	t.Helper()
	for range 5000 {
		gone := 0
		fatal(t, n.engine.View(context.Background(), id, func(s *room.State, _ room.Texts, _ room.Seconds) { gone = len(s.Erased) }))
		if gone >= want {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatalf("%d texts were not erased", want)
}
