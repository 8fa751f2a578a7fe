package room

import (
	"errors"
	"testing"
)

// TestNobodyActsForTheOtherSide: the online moderator acts for those online
// alone.
func TestNobodyActsForTheOtherSide(t *testing.T) {
	sc := newScript(t)
	for _, line := range []string{"floor lots=off", "raise o1 online", "raise r1 onsite", "next", "wait 60"} {
		sc.step(line)
	}
	online := sc.seats["online-moderator"]
	sc.refused(CodeNotAllowed, online, "turn.enter/1", &EnterTurn{Side: Onsite, Seconds: 60, Why: TechnicalReason})
	sc.do(online, "turn.enter/1", &EnterTurn{Side: Online, Seconds: 60, Why: TechnicalReason})
	sc.do(online, "turn.absent/1", &TurnRef{1})
	sc.step("next")
	sc.step("wait 60")
	sc.refused(CodeNotAllowed, online, "turn.absent/1", &TurnRef{3})
	sc.refused(CodeNotAllowed, online, "person.side/1", &MoveSide{sc.ids["o1"], Onsite})
	sc.do(sc.seats["moderator"], "turn.absent/1", &TurnRef{3})
}

// TestOnlyOrganizersMakeOrganizers: who may give roles cannot take over the
// room with them.
func TestOnlyOrganizersMakeOrganizers(t *testing.T) {
	sc := newScript(t)
	organizer, moderator := sc.seats["organizer"], sc.seats["moderator"]
	id := func(a Actor) ItemID { return ItemID(a.ID) }
	sc.refused(CodeNotAllowed, moderator, "seat.roles/1", &SetRoles{Seat: id(moderator), Roles: []Role{Moderator, Organizer}})
	sc.refused(CodeNotAllowed, moderator, "seat.roles/1", &SetRoles{Seat: id(moderator), Roles: []Role{Moderator}, Deputy: []Role{Organizer}})
	sc.do(organizer, "seat.roles/1", &SetRoles{Seat: id(sc.seats["rapporteur"]), Roles: []Role{Organizer}})
	sc.refused(CodeNotAllowed, moderator, "seat.roles/1", &SetRoles{Seat: id(organizer), Roles: []Role{Speaker}})
	sc.do(moderator, "seat.roles/1", &SetRoles{Seat: id(organizer), Roles: []Role{Organizer, Speaker}})
	sc.do(moderator, "seat.roles/1", &SetRoles{Seat: id(sc.seats["speaker-1"]), Roles: []Role{Speaker}, Deputy: []Role{OnlineModerator}})
}

// TestAnAliasIsNoWayRound: what a person may not do, or do twice, their other
// voice may not either.
func TestAnAliasIsNoWayRound(t *testing.T) {
	sc := newScript(t)
	for _, line := range []string{"floor lots=off", "join o1 online", "join o2 online", "merge o1 o2"} {
		sc.step(line)
	}
	o := sc.put()
	sc.do(sc.voice("o1"), "objection.make/1", &MakeObjection{Outcome: o.ID, Text: sc.text("No.")})
	sc.refused(CodeAlready, sc.voice("o2"), "objection.make/1", &MakeObjection{Outcome: o.ID, Text: sc.text("No.")})
	sc.step("ban o1")
	sc.refused(CodeBanned, sc.voice("o2"), "statement.add/1", &AddStatement{Kind: View, Text: sc.text("Still here.")})
	sc.refused(CodeBanned, sc.voice("o2"), "signal.send/1", &Signalled{Conduct})
	sc.refused(CodeBanned, sc.voice("o2"), "order.ask/1", None{})
	sc.step("unmerge o2")
	sc.do(sc.voice("o2"), "statement.add/1", &AddStatement{Kind: View, Text: sc.text("Somebody else.")})
}

// TestNoTurnBeginsInAGap: a point of order waits as calls do until the desk has
// chosen how the clocks go on.
func TestNoTurnBeginsInAGap(t *testing.T) {
	sc := newScript(t)
	for _, line := range []string{"floor lots=off", "join o1 online"} {
		sc.step(line)
	}
	asked := facts[OrderAsked](sc.do(sc.voice("o1"), "order.ask/1", None{}))
	sc.step("gap seconds=1000")
	sc.refused(CodePaused, sc.seats["moderator"], "order.grant/1", &OrderRef{asked.Order})
	sc.step("choose where")
	sc.do(sc.seats["moderator"], "order.grant/1", &OrderRef{asked.Order})
}

// TestNoTextAsALanguage: a language's tag stands in the record and holds no
// text.
func TestNoTextAsALanguage(t *testing.T) {
	d := newDrive(t, smallSetup())
	for _, lang := range []string{"somebody's name", "en-mynameis", "x", "en-", "en_GB"} {
		d.refused(CodeMalformed, voiceID(1), "voice.join/1", &Join{Side: Online, Lang: lang})
	}
	for i, lang := range []string{"", "ar", "pt-BR", "zh-hant", "sr-Latn-RS", "es-419"} {
		d.do(voiceID(i), "voice.join/1", &Join{Side: Online, Lang: lang})
	}
	setup := smallSetup()
	setup.Languages = []string{"en", "somebody's name"}
	made, err := prepare(setup)
	if err != nil {
		t.Fatal(err)
	}
	body := func(text Text) (string, bool) {
		for _, b := range made[0].Texts {
			if b.Text == text {
				return b.Body, true
			}
		}
		return "", false
	}
	e := Envelope{Cmd: NewCmdID(0, [10]byte{}), Actor: Actor{Kind: ActorRoom}, Type: made[0].Type, Payload: made[0].Payload, Texts: body}
	var refused *Error
	if _, err := Decide(New(), e, 0); !errors.As(err, &refused) || refused.Field != "languages" {
		t.Errorf("a room in that language: %v", err)
	}
}
