package engine_test

import (
	"testing"
	"time"

	"parley/internal/engine/enginetest"
	"parley/internal/room"
)

func TestRoomTimeIsTakenOnceAndNeverDecreases(t *testing.T) {
	h := enginetest.Start(t, nil)
	at := func() (now room.Seconds) {
		h.State(func(_ *room.State, _ room.Texts, n room.Seconds) { now = n })
		return now
	}
	h.Clock.Advance(90*time.Second + 700*time.Millisecond)
	if h.Join(room.Online); at() != 90 {
		t.Errorf("room second %d after 90.7 s", at())
	}
	h.Clock.Advance(300 * time.Millisecond)
	if at() != 91 {
		t.Errorf("room second %d after 91 s", at())
	}
	h.Engine.Close()
	h.Clock.Advance(-time.Hour) // the wall clock was set back while nothing ran
	h.Restart()
	if at() != 90 {
		t.Errorf("room second %d, last record's was 90", at())
	}
	h.Clock.Advance(5 * time.Second)
	if at() != 95 {
		t.Errorf("room second %d five seconds after it was opened at 90", at())
	}
}

func TestTickComesByItself(t *testing.T) {
	h := enginetest.Start(t, nil)
	h.Do(h.Desk, "session.start/1", room.None{}, nil)
	h.Do(h.Desk, "part.next/1", room.NextPart{After: room.Opening}, nil)
	h.Do(h.Desk, "part.next/1", room.NextPart{After: room.Panel}, nil)
	until(t, "the timer", func() bool { return h.Clock.Waits() > 0 })
	shown := func() (shown bool) {
		h.State(func(s *room.State, _ room.Texts, _ room.Seconds) { shown = s.Floor.LotShown })
		return shown
	}
	h.Clock.Advance(59 * time.Second)
	h.Do(h.Desk, "question.now/1", room.QuestionNow{Question: 1}, nil)
	if shown() {
		t.Error("the lot is shown after 59 s")
	}
	h.Clock.Advance(time.Second)
	until(t, "the tick", shown)
	rs := h.Records()
	if last := rs[len(rs)-1]; last.Type != "tick/1" || last.At != 60 || last.By.Kind != room.ActorRoom {
		t.Errorf("the last record is %+v", last)
	}
	h.Clock.Advance(time.Hour)
	h.Do(h.Desk, "question.now/1", room.QuestionNow{}, nil)
	if n := len(h.Records()); n != len(rs)+1 {
		t.Errorf("%d records more after nothing was due", n-len(rs)-1)
	}
}

func TestTickThatWasDueWhileNothingRan(t *testing.T) {
	h := enginetest.Start(t, nil)
	h.Do(h.Desk, "session.start/1", room.None{}, nil)
	h.Do(h.Desk, "part.next/1", room.NextPart{After: room.Opening}, nil)
	h.Do(h.Desk, "part.next/1", room.NextPart{After: room.Panel}, nil)
	h.Engine.Close()
	h.Clock.Advance(5 * time.Minute)
	h.Restart()
	until(t, "the tick", func() (shown bool) {
		h.State(func(s *room.State, _ room.Texts, _ room.Seconds) { shown = s.Floor.LotShown && s.Session.Gap == nil })
		return shown
	})
}

func TestLongGapPausesTheRoom(t *testing.T) {
	for _, tc := range []struct {
		away  time.Duration
		start bool
		gap   room.Seconds
	}{
		{10 * time.Minute, true, 0},
		{10*time.Minute + time.Second, true, 601},
		{3 * time.Hour, false, 0},
	} {
		h := enginetest.Start(t, nil)
		if tc.start {
			h.Do(h.Desk, "session.start/1", room.None{}, nil)
		}
		h.Engine.Close()
		h.Clock.Advance(tc.away)
		h.Restart()
		h.Do(h.Desk, "question.now/1", room.QuestionNow{Question: 1}, nil)
		h.State(func(s *room.State, _ room.Texts, _ room.Seconds) {
			got := room.Seconds(0)
			if s.Session.Gap != nil {
				got = s.Session.Gap.Seconds
			}
			if got != tc.gap {
				t.Errorf("%v away, started %v: gap %d, want %d", tc.away, tc.start, got, tc.gap)
			}
		})
		if _, err := h.Try(h.Desk, "part.next/1", room.NextPart{After: room.Opening}); tc.gap > 0 && code(err) != room.CodePaused {
			t.Errorf("a part begins in the gap: %v", err)
		}
	}
}
