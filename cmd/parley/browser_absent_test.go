package main

import (
	"strconv"
	"testing"
	"time"

	"parley/internal/client"
	"parley/internal/loadtest"
	"parley/internal/proposal"
	"parley/internal/room"
	"parley/internal/view"
)

// testAbsent calls somebody without network who is not there: the desk says so, goes
// on, and the room keeps their place.
func (s *site) testAbsent(t *testing.T) {
	t.Parallel()
	read, err := proposal.Read(loadtest.Proposal)
	if err != nil {
		t.Fatal(err)
	}
	read.Setup.Languages, read.Setup.Policy.Floor.GraceOnline = []string{s.lang}, 3
	made, err := s.client(t).Create(t.Context(), client.NewRoom{Setup: read.Setup})
	if err != nil {
		t.Fatal(err)
	}
	other := s.moderator(t, made)
	other.do("session.start", room.None{})
	for _, part := range []room.PartKind{room.Opening, room.Panel} {
		other.do("part.next", room.NextPart{After: part})
	}
	first, second := "green jacket", "blue scarf"
	other.hand(room.Online, first)
	other.hand(room.Online, second)
	b := s.deskTab(t, "desk-absent", 1440, 900)
	v := other.sees(b, "two who wait", func(v *view.View) bool { return v.Queue.Total == 2 })
	if v.Floor.Next.Who.Label == second { // by lot
		first, second = second, first
	}
	b.excuse("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED")
	b.to(made.Link(room.Moderator))
	b.see(first, in{css: ".next"})
	b.see("+ Room hand") // its rights are there
	b.offline(true)
	b.see("No connection since")
	b.key("n")
	b.see(first, in{css: ".running"})
	b.key("s")
	b.see("Not yet. Wait a moment and try again.")
	b.see("Not here now", in{css: ".step .also"})
	b.audit("absent")
	b.key("s")
	b.see("2 acts are kept.")
	b.see("Marked as not here")
	b.key("n")
	b.see(second, in{css: ".running"})
	b.see("3 acts are kept.")
	b.offline(false)
	b.sent()
	other.shows(b, "the second call, the first person waiting", func(f view.Floor) bool {
		first := f.Recent[strconv.Itoa(f.Last-1)]
		return f.Last == 2 && f.Running != nil && first.Void && f.Waiting[room.Online].All == 1
	})
	b.passes(time.Second)
	b.see(first, in{css: ".queue"})
}
