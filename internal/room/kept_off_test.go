package room

import (
	"slices"
	"testing"
)

// TestKeptOffTheFloor: the desk calls nobody who left, and grants nothing to
// somebody who was kept off the floor since asking.
func TestKeptOffTheFloor(t *testing.T) {
	sc := newScript(t)
	for _, line := range []string{"floor lots=off", "join bo online", "raise ana online"} {
		sc.step(line)
	}
	moderator := sc.seats["moderator"]
	sc.do(sc.voice("bo"), "voice.leave/1", &None{})
	sc.refused(CodeLeft, moderator, "turn.override/1", &Override{Person: sc.ids["bo"], Why: TechnicalReason})
	order := facts[OrderAsked](sc.do(sc.voice("ana"), "order.ask/1", &None{})).Order
	sc.step("mute ana")
	sc.refused(CodeBanned, moderator, "order.grant/1", &OrderRef{order})
	sc.do(moderator, "person.restore/1", &PersonRef{sc.ids["ana"]})
	sc.do(moderator, "order.grant/1", &OrderRef{order})
}

// TestOnesOwnHiddenWords: beside what was read out in a turn the reason of the
// desk is hidden, which is not the speaker's.
func TestOnesOwnHiddenWords(t *testing.T) {
	sc := newScript(t)
	for _, line := range []string{"floor lots=off", "join bo online"} {
		sc.step(line)
	}
	moderator, read := sc.seats["moderator"], sc.text("Read this, please.")
	hand := facts[HandRaised](sc.do(sc.voice("bo"), "hand.raise/1", &RaiseHand{Read: read})).Hand
	sc.do(moderator, "turn.override/1", &Override{Hand: hand, Why: OtherReason, Reason: sc.text("They insisted.")})
	sc.do(moderator, "text.hide/1", &HideText{Named: Named{Turn: 1}, Rule: "spam", Reason: sc.text("Sold.")})
	over := sc.s.VeilsOver(sc.ids["bo"])
	if len(sc.s.Veils[0].Texts) != 2 || len(over) != 1 || !slices.Equal(over[0].Texts, []Text{read}) {
		t.Errorf("of %v their own are %v", sc.s.Veils[0].Texts, over)
	}
}
