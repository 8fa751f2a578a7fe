package audit_test

import (
	"bytes"
	"testing"
	"time"

	"parley/internal/audit"
	"parley/internal/engine/enginetest"
	"parley/internal/room"
)

// TestLeftAlone is a room in solo mode that nobody touches for five minutes while a
// turn runs and people write and wait; a restart in the middle, and a helper by a
// code. Nothing happens by itself, and the room's file holds.
func TestLeftAlone(t *testing.T) {
	h := enginetest.Start(t, nil)
	ana, bo := h.Join(room.Online), h.Join(room.Onsite)
	h.Do(h.Desk, "session.start/1", room.None{}, nil)
	h.Do(h.Desk, "part.next/1", room.NextPart{After: room.Opening}, nil)
	h.Do(h.Desk, "part.next/1", room.NextPart{After: room.Panel}, nil)
	h.Do(h.Desk, "solo.set/1", room.SetSolo{On: true}, nil)
	h.Do(ana, "hand.raise/1", room.RaiseHand{}, nil)
	h.Do(h.Desk, "turn.call/1", room.CallNext{}, nil)
	before := turnAndParts(h)

	for range 5 {
		h.Clock.Advance(time.Minute)
		h.Do(bo, "statement.add/1", room.AddStatement{Kind: room.Concern, Text: h.Say("Nobody reads this yet.")}, nil)
	}
	h.Do(bo, "signal.send/1", room.Signalled{Kind: room.CantHear}, nil)
	h.Restart()
	if after := turnAndParts(h); after != before {
		t.Errorf("alone for five minutes the room went from %+v to %+v", before, after)
	}
	h.State(func(s *room.State, _ room.Texts, now room.Seconds) {
		held := 0
		for _, x := range s.Statements {
			if x.Status == room.Held {
				held++
			}
		}
		if held != 5 || len(s.Signals) != 1 || s.Running().Spoken(now) < 300 {
			t.Errorf("%d texts and %d signals wait, the turn ran %d s", held, len(s.Signals), s.Running().Spoken(now))
		}
	})

	var helper room.HelperRef
	h.Do(h.Desk, "helper.code/1", room.MakeHelperCode{Code: h.Say("HHHH-KKKK")}, &helper)
	h.Do(room.Actor{Kind: room.ActorRoom}, "helper.join/1", room.HelperJoin{Helper: helper.Helper, Name: h.Say("Amber"), Link: room.LinkHash("a link")}, nil)
	h.Do(room.Actor{Kind: room.ActorSeat, ID: string(helper.Helper)}, "signal.clear/1", room.Signalled{Kind: room.CantHear}, nil)
	h.Do(h.Desk, "helper.end/1", helper, nil)
	h.Do(h.Desk, "session.close/1", room.None{}, nil)
	r, err := audit.VerifyFile(bytes.NewReader(export(t, h)))
	if err != nil || !r.OK() {
		t.Errorf("%v %v", err, r.Findings)
	}
}

type turnParts struct {
	turn                  int
	part                  room.PartKind
	audience, closing, to room.Seconds
}

// turnAndParts is who has the floor, and where the run of show stands.
func turnAndParts(h *enginetest.Hall) (x turnParts) {
	h.State(func(s *room.State, _ room.Texts, _ room.Seconds) {
		x = turnParts{s.Floor.Running, s.Session.Part, s.Session.Audience, s.Session.Closing, s.Session.End}
	})
	return x
}
