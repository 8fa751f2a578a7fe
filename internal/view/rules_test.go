package view

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

const everybody = "phone desk screen rapporteur"

func TestTypedNamesAreTheDesksUntilTheCall(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "Kingfisher")
	d.toAudience()
	d.expect("Kingfisher", "desk")
	d.do(voice(1), "hand.raise/1", room.RaiseHand{}, nil)
	d.expect("Kingfisher", "desk")
	d.expect(`"guest":1`, everybody)
	d.do(d.desk, "turn.call/1", room.CallNext{}, nil)
	d.expect("Kingfisher", everybody)
}

func TestHelpersAreTheDesks(t *testing.T) {
	d := newDrive(t)
	var h room.HelperRef
	d.do(d.desk, "helper.code/1", room.MakeHelperCode{Code: d.body("HHHH-KKKK")}, &h)
	d.expect("HHHH-KKKK", "")
	d.do(room.Actor{Kind: room.ActorRoom}, "helper.join/1", room.HelperJoin{Helper: h.Helper, Name: d.body("Kingfisher"), Link: room.LinkHash("a")}, nil)
	d.expect("Kingfisher", "desk")
	d.expect(string(h.Helper), "desk")
	d.do(d.desk, "helper.end/1", h, nil)
	d.expect("Kingfisher", "")
}

func TestSoloIsSaidToEverybody(t *testing.T) {
	d := newDrive(t)
	d.s.Info.Policy.Hold = false
	d.do(d.desk, "solo.set/1", room.SetSolo{On: true}, nil)
	d.expect(`"solo":true`, everybody)
	d.expect(`"hold":true`, everybody)
	d.do(d.desk, "solo.set/1", room.SetSolo{}, nil)
	d.expect(`"solo":true`, "")
	d.expect(`"hold":true`, "")
}

// A slur as a name, hidden before its person is called, is on no page but the desk's;
// the number stands in its place, and no other name can be typed.
func TestANameIsHiddenBeforeTheCall(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "Slur-of-a-name")
	d.toAudience()
	d.do(d.desk, "text.hide/1", room.HideText{Named: room.Named{Person: room.PersonID(voice(1).ID)}, Rule: "hate", Reason: d.body("A slur")}, nil)
	d.do(voice(1), "hand.raise/1", room.RaiseHand{}, nil)
	d.do(d.desk, "turn.call/1", room.CallNext{}, nil)
	d.expect("Slur-of-a-name", "desk")
	d.expect(`"guest":1`, everybody)
}

func TestTheDesksOwnWordsStayAtTheDesk(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	d.do(d.desk, "hand.add/1", room.AddHand{Side: room.Onsite, Label: d.body("red scarf, left")}, nil)
	d.expect("red scarf", "desk")
	d.do(d.desk, "turn.call/1", room.CallNext{}, nil)
	d.expect("red scarf", "desk")
	d.do(d.desk, "hand.add/1", room.AddHand{Side: room.Online, Label: d.body("third tile, muted")}, nil)
	d.do(d.desk, "turn.call/1", room.CallNext{After: 1}, nil)
	d.expect("third tile", "desk")
}

func TestWordsOfATextHandAreTheDesksUntilTheCall(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "")
	d.toAudience()
	d.do(voice(1), "hand.raise/1", room.RaiseHand{Read: d.body("Please say this for me")}, nil)
	d.expect("Please say this", "desk")
	d.expect(`"read":true`, everybody)
	d.do(d.desk, "turn.call/1", room.CallNext{}, nil)
	d.expect("Please say this", everybody)
}

// TestSanctionsAndAppealsAreTheDesks: the public sees how often and by which
// rule.
func TestSanctionsAndAppealsAreTheDesks(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "")
	id := room.PersonID(voice(1).ID)
	mark := d.s.People[id].Mark()
	d.expect(mark, "")
	d.do(d.desk, "person.warn/1", room.Sanctioned{Person: id, Rule: "spam", Reason: d.body("Says it twice")}, nil)
	d.expect(mark, everybody)
	d.expect("Says it twice", "")
	d.expect(`"warned":1`, "desk")
	d.expect(`"counts":{"warned":{"spam":1}}`, everybody)
	d.do(d.desk, "person.ban/1", room.Sanctioned{Person: id, Rule: "hate", Reason: d.body("Says worse")}, nil)
	d.expect(`"banned":true`, "desk")
	var a room.AppealMade
	d.do(voice(1), "appeal.make/1", room.MakeAppeal{Text: d.body("I said it once")}, &a)
	d.expect("I said it once", "desk")
	d.do(d.desk, "appeal.answer/1", room.AnswerAppeal{Appeal: a.Appeal, Text: d.body("We heard it twice")}, nil)
	d.expect("We heard it twice", "desk")
	d.do(d.desk, "person.restore/1", room.PersonRef{Person: id}, nil)
	d.expect(`"counts":{"warned":{"spam":1}}`, everybody)
}

func TestVotesAreSeenAsSuppressionPublishesThem(t *testing.T) {
	d := newDrive(t)
	title := d.s.StatementOrder[0]
	for n := range 24 {
		d.do(ballot(n), "vote.cast/1", room.CastVote{Statement: title, Answer: room.Agree}, nil)
		want := d.s.Shown(d.s.Statements[title])
		for _, to := range Audiences {
			got := d.see(to).Statements.All[title].Shown
			if got.State != want.State || got.N != want.N {
				t.Fatalf("after %d votes the %s sees %+v, published is %+v", n+1, to, got, want)
			}
			if got.N == n+1 && n+1 != 20 {
				t.Fatalf("after %d votes the %s sees each of them", n+1, to)
			}
		}
	}
}

func TestNeedsGroupsAndMergesOfOthers(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "")
	d.join(2, room.Online, "")
	d.toAudience()
	d.do(voice(1), "voice.access/1", room.SetAccess{On: true}, nil)
	d.do(voice(1), "hand.raise/1", room.RaiseHand{}, nil)
	d.expect(`"access":true`, "desk")
	d.do(voice(2), "hand.raise/1", room.RaiseHand{}, nil)
	d.do(d.desk, "person.merge/1", room.Merge{Keep: room.PersonID(voice(1).ID), Other: room.PersonID(voice(2).ID)}, nil)
	d.expect(`"into":`, "desk")
	d.expect(`"guest":1`, everybody)
	d.expect(`"guest":2`, everybody)
	d.expect(voice(1).ID, "desk")
	d.do(ballot(1), "vote.cast/1", room.CastVote{Statement: d.s.StatementOrder[0], Answer: room.Agree}, nil)
	d.expect(ballot(1).ID, "")
}

func TestCodes(t *testing.T) {
	d := newDrive(t)
	d.expect("AAAA-BBBB", "desk")
	d.expect("CCCC-DDDD", "desk")
	d.do(d.desk, "screen.show/1", room.ShowScene{Scene: "codes"}, nil)
	d.expect("AAAA-BBBB", "desk screen")
	d.expect("CCCC-DDDD", "desk")
	d.do(d.desk, "screen.blank/1", room.BlankScreen{On: true}, nil)
	d.expect("AAAA-BBBB", "desk")
}

// The projector goes back to the circle when the card that it shows is hidden, or
// taken back by its seat.
// TestWhatIsPublishedLaterStandsLast: whoever votes has no button moved by a
// text that was written before and let out after.
func TestWhatIsPublishedLaterStandsLast(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "")
	d.toAudience()
	var card, held, caught room.StatementAdded
	d.do(d.desk, "statement.add/1", room.AddStatement{Kind: room.Risk, Text: d.body("Keys get lost"), Prepared: true}, &card)
	d.do(voice(1), "statement.add/1", room.AddStatement{Kind: room.View, Text: d.body("A thought")}, &held)
	d.do(d.desk, "statement.add/1", room.AddStatement{Kind: room.View, Text: d.body("Somebody spoke")}, &caught)
	d.now++
	d.do(d.desk, "statement.publish/1", room.StatementRef{Statement: held.Statement}, nil)
	d.now++
	d.do(d.desk, "card.show/1", room.StatementRef{Statement: card.Statement}, nil)
	want := join([]room.ItemID{caught.Statement, held.Statement, card.Statement})
	if got := d.see(Phone).Statements.Order; !strings.HasSuffix(got, want) {
		t.Errorf("the order is %q, not %q at its end", got, want)
	}
}

func TestTheScreenShowsNoCardThatIsGone(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	shown := func(what string, item room.ItemID, want string) {
		t.Helper()
		if v := d.see(Screen).Screen; v.Scene != want || (v.Item == item) != (want == "statement") {
			t.Errorf("%s: the screen shows %s %q", what, v.Scene, v.Item)
		}
	}
	var card room.StatementAdded
	d.do(d.desk, "statement.add/1", room.AddStatement{Kind: room.Risk, Text: d.body("Keys get lost"), Prepared: true}, &card)
	d.do(d.desk, "card.show/1", room.StatementRef{Statement: card.Statement}, nil)
	d.do(d.desk, "screen.show/1", room.ShowScene{Scene: "statement", Item: card.Statement}, nil)
	shown("brought up", card.Statement, "statement")
	d.do(d.desk, "card.back/1", room.StatementRef{Statement: card.Statement}, nil)
	shown("taken back", card.Statement, "circle")
	d.do(d.desk, "card.show/1", room.StatementRef{Statement: card.Statement}, nil)
	shown("brought up again", card.Statement, "statement")
	d.do(d.desk, "statement.hide/1", room.HideStatement{Statement: card.Statement, Rule: "hate", Reason: d.body("It insults")}, nil)
	shown("hidden", card.Statement, "circle")
}

func TestTheAccessReasonIsTheModeratorsCall(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "")
	d.toAudience()
	d.do(d.desk, "turn.override/1", room.Override{
		Person: room.PersonID(voice(1).ID), Why: room.AccessReason, Reason: d.body("Cannot wait standing"),
	}, nil)
	d.expect("Cannot wait standing", "desk")
	d.expect(`"access":{`, "desk")
	for to, want := range map[Audience]string{Phone: "moderator", Screen: "moderator", Desk: room.AccessReason} {
		if got := d.see(to).Floor.Running.Why; got != want {
			t.Errorf("the %s reads %q, want %q", to, got, want)
		}
	}
}

func TestDraftsAndObjectionsThatWait(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "")
	d.toAudience()
	var o room.OutcomeDrafted
	d.do(d.desk, "outcome.draft/1", room.DraftOutcome{Text: d.body("Bridges are to be painted")}, &o)
	d.expect("Bridges are to be painted", "desk rapporteur")
	d.do(d.desk, "outcome.read/1", room.OutcomeRef{Outcome: o.Outcome}, nil)
	d.expect("Bridges are to be painted", everybody)
	d.do(d.desk, "outcome.put/1", room.OutcomeRef{Outcome: o.Outcome}, nil)
	var x room.ObjectionMade
	d.do(voice(1), "objection.make/1", room.MakeObjection{Outcome: o.Outcome, Text: d.body("Not the iron ones")}, &x)
	d.expect("Not the iron ones", "desk")
	d.do(d.desk, "objection.heard/1", room.ObjectionRef{Objection: x.Objection}, nil)
	d.expect("Not the iron ones", everybody)
}

func TestTheLotsSeedIsShownAfterItsWindow(t *testing.T) {
	d := newDrive(t)
	seed := d.s.Info.LotSeed
	d.toAudience()
	d.expect(seed, "")
	d.expect(lotHash(seed), everybody)
	next, _ := d.s.Next()
	d.now = next.At
	d.do(room.Actor{Kind: room.ActorRoom}, "tick/1", room.None{}, nil)
	d.expect(seed, everybody)
}

func TestTheQueueHoldsTheFirstFifty(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	for n := range 60 {
		d.join(n, room.Online, "")
		d.do(voice(n), "hand.raise/1", room.RaiseHand{}, nil)
	}
	for _, to := range Audiences {
		q := d.see(to).Queue
		if len(q.Hands) != shownHands || q.Total != 60 {
			t.Errorf("the %s sees %d of %d hands", to, len(q.Hands), q.Total)
		}
	}
	d.do(d.desk, "person.mute/1", room.Sanctioned{Person: room.PersonID(voice(0).ID), Rule: "spam", Reason: d.body("It repeats.")}, nil)
	for _, to := range Audiences {
		if q := d.see(to).Queue; q.Total != 59 {
			t.Errorf("the %s sees %d hands, of 59 and one of somebody muted", to, q.Total)
		}
	}
	if v := d.see(Phone); v.Floor.Next.Hand == "" || v.Floor.Second.Hand == "" || v.Queue.Hands[v.Floor.Next.Hand].Place != 1 {
		t.Errorf("next %+v, second %+v", v.Floor.Next, v.Floor.Second)
	}
	for id, h := range d.see(Phone).Queue.Hands {
		if h.Who == nil || h.Who.Guest == 0 || h.Who.Person != "" || h.Who.Name != "" {
			t.Errorf("phones see of %s %+v", id, h.Who)
		}
	}
}

func TestSectionsStandStillWhileSomebodySpeaks(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "")
	d.toAudience()
	d.do(voice(1), "hand.raise/1", room.RaiseHand{}, nil)
	d.do(d.desk, "turn.call/1", room.CallNext{}, nil)
	for _, to := range Audiences {
		before, err := json.Marshal(d.see(to), json.Deterministic(true))
		if err != nil {
			t.Fatal(err)
		}
		d.now += 30
		after, err := json.Marshal(d.see(to), json.Deterministic(true))
		d.now -= 30
		if err != nil || !bytes.Equal(before, after) {
			t.Errorf("the %s's view moves with the clock:\n%s\n%s", to, before, after)
		}
	}
}

// TestEverybodySeesThatSlipsAreWanted once no side lets anybody in without one.
func TestEverybodySeesThatSlipsAreWanted(t *testing.T) {
	d := newDrive(t)
	d.do(d.desk, "door.slips/1", room.DoorSlips{Side: room.Onsite, On: true}, nil)
	d.expect(`"slips":true`, "")
	d.do(d.desk, "door.slips/1", room.DoorSlips{Side: room.Online, On: true}, nil)
	d.expect(`"slips":true`, everybody)
}

// TestNobodyIsToldOfADiscardedCard: its seat's page knows, and its id is in no
// frame. One that was brought up stands among the decided, for its seat's page.
func TestNobodyIsToldOfADiscardedCard(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	var shown, gone room.StatementAdded
	d.do(d.desk, "statement.add/1", room.AddStatement{Kind: room.Risk, Text: d.body("Keys get lost"), Prepared: true}, &shown)
	d.do(d.desk, "statement.add/1", room.AddStatement{Kind: room.Risk, Text: d.body("Locks rust"), Prepared: true}, &gone)
	d.do(d.desk, "card.show/1", room.StatementRef{Statement: shown.Statement}, nil)
	d.do(d.desk, "card.discard/1", room.StatementRef{Statement: gone.Statement}, nil)
	for _, to := range []Audience{Phone, Screen, Desk, Rapporteur} {
		ids := strings.Fields(d.see(to).Decided.IDs)
		if d.reads(to, string(gone.Statement)) || to == Phone && !slices.Contains(ids, string(shown.Statement)) {
			t.Errorf("the %s is told that %v were decided", to, ids)
		}
	}
}
