package main

import (
	"testing"

	"parley/internal/client"
	"parley/internal/room"
)

// testLink makes a new link for a seat: it opens the desk, and whoever had the
// old one is out.
func (s *site) testLink(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	old, fresh := s.deskTab(t, "link-old", 1440, 900), s.deskTab(t, "link-new", 1440, 900)
	for _, b := range []*tab{old, fresh} {
		b.excuse("status of 403", "status of 404", "status of 401")
	}
	organizer := made.Link(room.Organizer)
	old.to(organizer)
	old.see("Start the session")
	old.press("Seats")
	row := in{"#seats li", string(seatName(made))}
	old.press("New link (ends the old)", row)
	old.press("New link (ends the old)", in{css: "dialog.ask"})
	old.see("This is your own seat: the link you came with has ended.")
	fresh.to(old.secretLink())
	fresh.see("Start the session")
	old.to(organizer)
	old.see("This link does not open a seat any more.")
	old.audit("ended")
	old.to("/r/" + string(made.Room) + "/desk")
	old.see("This needs the link of a seat.")
}

// seatName is what the desk calls the organizer's seat.
func seatName(made *client.Created) string {
	for _, l := range made.Links {
		for _, r := range l.Roles {
			if r == room.Organizer {
				return l.Name
			}
		}
	}
	return ""
}
