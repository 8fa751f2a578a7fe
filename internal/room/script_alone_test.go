package room

import (
	"fmt"
	"slices"
)

var aloneWords = map[string]word{
	"solo": func(sc *script, a args) (string, error) {
		on := a.at(0) != "off"
		_, err := sc.try(sc.by(a, "moderator"), "solo.set/1", &SetSolo{on})
		return sc.did("solo %v", on), err
	},
	// helper-code makes a code; who uses it is called by the name from then on.
	"helper-code": func(sc *script, a args) (string, error) {
		r, err := sc.try(sc.by(a, "moderator"), "helper.code/1", &MakeHelperCode{sc.text(a.at(1))})
		if err != nil {
			return "", err
		}
		sc.seats[a.at(0)] = Actor{ActorSeat, string(facts[HelperRef](r).Helper)}
		return sc.did("a code for %s", a.at(0)), nil
	},
	"helper-join": func(sc *script, a args) (string, error) {
		p := HelperJoin{Helper: ItemID(sc.seats[a.at(0)].ID), Link: LinkHash("link of " + a.at(0) + a.by["link"])}
		if a.by["name"] != "" {
			p.Name = sc.text(a.by["name"])
		}
		by := Actor{Kind: ActorRoom}
		if a.by["by"] != "" {
			by = sc.by(a, "")
		}
		_, err := sc.try(by, "helper.join/1", &p)
		return sc.did("%s helps", a.at(0)), err
	},
	"helper-end": func(sc *script, a args) (string, error) {
		_, err := sc.try(sc.by(a, "moderator"), "helper.end/1", &HelperRef{ItemID(sc.seats[a.at(0)].ID)})
		return sc.did("%s ends", a.at(0)), err
	},
	// give gives a seat a role; a new link is its own command.
	"give": func(sc *script, a args) (string, error) {
		p := SetRoles{Seat: ItemID(sc.seats[a.at(0)].ID), Roles: []Role{Role(a.at(1))}}
		_, err := sc.try(sc.by(a, "moderator"), "seat.roles/1", &p)
		return sc.did("%s is %s", a.at(0), a.at(1)), err
	},
	"new-link": func(sc *script, a args) (string, error) {
		p := SetLink{ItemID(sc.seats[a.at(0)].ID), LinkHash("another link of " + a.at(0))}
		_, err := sc.try(sc.by(a, "organizer"), "seat.link/1", &p)
		return sc.did("%s has another link", a.at(0)), err
	},
	// room-now is what runs by itself: the clock, the turn, what waits.
	"room-now": func(sc *script, _ args) (string, error) {
		held := 0
		for _, x := range sc.s.Statements {
			if x.Status == Held {
				held++
			}
		}
		turn := "nobody has the floor"
		if r := sc.s.Running(); r != nil {
			turn = fmt.Sprintf("turn %d runs for %d of %d s", r.N, r.Spoken(sc.now), r.Length)
		}
		x := &sc.s.Session
		return fmt.Sprintf("at %d: %s; %s; %d hands, %d texts wait; ends %d, solo %v", sc.now, x.Part, turn, len(sc.s.Floor.Hands), held, x.End, x.Solo), nil
	},
}

// checkHelpers: a helper's seat is there when the code was used, moderates Online
// and nothing else, and has no right and no link once it ended.
func checkHelpers(t failer, s *State) {
	t.Helper()
	if len(s.HelperOrder) != len(s.Helpers) {
		t.Fatalf("%d helpers, %d in order", len(s.Helpers), len(s.HelperOrder))
	}
	for id, h := range s.Helpers {
		seat := s.Seats[id]
		switch {
		case h.Joined != (seat != nil):
			t.Fatalf("helper %s joined %v, has a seat %v", id, h.Joined, seat != nil)
		case seat == nil:
		case !seat.Helper || len(seat.Deputy) > 0:
			t.Fatalf("helper %s sits at %+v", id, seat)
		case h.Ended && (len(seat.Roles) > 0 || seat.Link != ""):
			t.Fatalf("helper %s ended and sits at %+v", id, seat)
		case !h.Ended && (!slices.Equal(seat.Roles, []Role{OnlineModerator}) || seat.Link == ""):
			t.Fatalf("helper %s sits at %+v", id, seat)
		}
	}
	for id, seat := range s.Seats {
		if seat.Helper && s.Helpers[id] == nil {
			t.Fatalf("seat %s is no helper's", id)
		}
	}
}
