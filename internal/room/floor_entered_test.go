package room

import "testing"

// TestAnEnteredTurnComesNotBetween: what was given outside the tool and is
// entered while somebody speaks takes neither the follow-up nor the table's
// answer from them.
func TestAnEnteredTurnComesNotBetween(t *testing.T) {
	sc := newScript(t)
	for _, line := range []string{"floor lots=off", "raise o1 online", "next", "wait 30"} {
		sc.step(line)
	}
	moderator := sc.seats["moderator"]
	sc.do(moderator, "turn.enter/1", &EnterTurn{Side: Onsite, Seconds: 60, Why: TechnicalReason})
	sc.do(moderator, "turn.followup/1", &TurnRef{1})
	r := sc.do(moderator, "turn.answer/1", &AnswerTurn{After: 2, Seat: ItemID(sc.seats["speaker-1"].ID)})
	if f := facts[SeatCalled](r); f.To != 1 {
		t.Errorf("the table answers turn %d", f.To)
	}
	sc.step("end")
	r = sc.do(moderator, "turn.answer/1", &AnswerTurn{After: 3, Seat: ItemID(sc.seats["speaker-2"].ID)})
	if f := facts[SeatCalled](r); f.To != 1 {
		t.Errorf("the table then answers turn %d", f.To)
	}
}

// TestNoHandComesBackWhileItsPersonSpeaks: nobody stands in the line during
// their own turn.
func TestNoHandComesBackWhileItsPersonSpeaks(t *testing.T) {
	sc := newScript(t)
	for _, line := range []string{"floor lots=off", "raise o1 online"} {
		sc.step(line)
	}
	dropped := HandRef{sc.hand("o1")}
	moderator := sc.seats["moderator"]
	sc.step("drop o1")
	sc.step("override o1 why=technical")
	sc.refused(CodeTurnRunning, moderator, "hand.restore/1", &dropped)
	sc.step("end")
	sc.do(moderator, "hand.restore/1", &dropped)
}

// TestAClosedRoomCountsNobodyAnew: what the report says of those present does
// not change after the close.
func TestAClosedRoomCountsNobodyAnew(t *testing.T) {
	sc := newScript(t)
	for _, line := range []string{"floor lots=off", "join o1 online", "close"} {
		sc.step(line)
	}
	sc.refused(CodeClosed, sc.seats["moderator"], "hub.add/1", &AddHub{Name: sc.text("Late hub"), Count: 40})
	sc.refused(CodeClosed, sc.voice("o1"), "signal.send/1", &Signalled{Conduct})
}
