package view

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// told is the record as the rapporteur has it, newest first, in short.
func (d *drive) told() string {
	d.Helper()
	r := d.see(Rapporteur).Rapporteur
	if len(strings.Fields(r.RecordOrder)) != len(r.Record) {
		d.Fatalf("%d entries, in order %q", len(r.Record), r.RecordOrder)
	}
	var out []string
	for _, id := range strings.Fields(r.RecordOrder) {
		out = append(out, r.Record[id].Kind)
	}
	return strings.Join(out, " ")
}

func (d *drive) expectTold(want string) {
	d.Helper()
	if got := d.told(); got != want {
		d.Errorf("the record tells %q, want %q", got, want)
	}
}

func TestNotesAreTheRapporteurs(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	var n room.NoteAdded
	d.do(d.desk, "note.add/1", room.AddNote{Text: d.body("Ask about herons")}, &n)
	d.expect("Ask about herons", "rapporteur")
	d.do(d.desk, "note.edit/1", room.EditNote{Note: n.Note, Text: d.body("Ask about storks")}, nil)
	d.expect("Ask about herons", "")
	d.expect("Ask about storks", "rapporteur")
	d.do(d.desk, "note.drop/1", room.NoteRef{Note: n.Note}, nil)
	if !d.see(Rapporteur).Rapporteur.Notes[n.Note].Dropped {
		t.Error("a dropped note is shown as kept")
	}
	d.do(d.desk, "form.set/1", room.SetForm{Field: room.Summary, Text: d.body("An hour on birds")}, nil)
	d.expect("An hour on birds", "rapporteur")
	d.do(d.desk, "form.set/1", room.SetForm{Field: room.Summary}, nil)
	d.expect("An hour on birds", "")
}

// TestPreparedCardsAreNotTheRapporteurs, nor are names before the call.
func TestPreparedCardsAreNotTheRapporteurs(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "Kingfisher")
	d.toAudience()
	d.do(d.desk, "statement.add/1", room.AddStatement{Kind: room.View, Text: d.body("A card for later"), Prepared: true}, nil)
	d.do(voice(1), "hand.raise/1", room.RaiseHand{}, nil)
	for _, words := range []string{"A card for later", "Kingfisher"} {
		if d.reads(Rapporteur, words) {
			t.Errorf("the rapporteur reads %q", words)
		}
	}
	d.do(d.desk, "turn.call/1", room.CallNext{}, nil)
	if who := d.see(Rapporteur).Rapporteur.Record["turn-1"].Who; who == nil || who.Name != "Kingfisher" || who.Person != "" {
		t.Errorf("who was called is %+v", who)
	}
}

func TestTheRecordGrows(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "")
	d.expectTold("statement") // the title's
	d.toAudience()
	d.expectTold("statement part part part")
	step := func(name string, payload, facts any) {
		d.now += 10
		d.do(d.desk, name, payload, facts)
	}
	var x, q room.StatementAdded
	d.do(voice(1), "statement.add/1", room.AddStatement{Kind: room.Question, Text: d.body("Who paints?")}, &q)
	d.expectTold("statement part part part") // it is held
	step("statement.publish/1", room.StatementRef{Statement: q.Statement}, nil)
	step("statement.add/1", room.AddStatement{Kind: room.View, Text: d.body("Grey lasts")}, &x)
	step("reply.give/1", room.GiveReply{Statement: q.Statement, Text: d.body("The town.")}, nil)
	step("statement.close/1", room.StatementRef{Statement: x.Statement}, nil)
	d.expectTold("vote reply statement question statement part part part")

	var o room.OutcomeDrafted
	step("outcome.draft/1", room.DraftOutcome{Text: d.body("Grey it is")}, &o)
	d.expectTold("vote reply statement question statement part part part") // a draft is no record yet
	step("outcome.read/1", room.OutcomeRef{Outcome: o.Outcome}, nil)
	step("outcome.put/1", room.OutcomeRef{Outcome: o.Outcome}, nil)
	step("objection.make/1", room.MakeObjection{Outcome: o.Outcome, Text: d.body("Green")}, nil)
	step("statement.add/1", room.AddStatement{Kind: room.View, Text: d.body("Open to the end")}, nil)
	step("session.close/1", room.None{}, nil)
	d.expectTold("close settled statement objection put read vote reply statement question statement part part part")
}

// TestATurnIsOneEntry, that says when it is over; one that was taken back is
// none.
func TestATurnIsOneEntry(t *testing.T) {
	d := newDrive(t)
	d.join(1, room.Online, "")
	d.toAudience()
	d.do(voice(1), "hand.raise/1", room.RaiseHand{}, nil)
	d.do(d.desk, "turn.call/1", room.CallNext{}, nil)
	if e := d.see(Rapporteur).Rapporteur.Record["turn-1"]; e.Over || e.Seconds != 0 || e.Turn != 1 || e.Side != room.Online {
		t.Errorf("a turn that runs: %+v", e)
	}
	d.now += 30
	d.do(d.desk, "turn.end/1", room.TurnRef{Turn: 1}, nil)
	if e := d.see(Rapporteur).Rapporteur.Record["turn-1"]; !e.Over || e.Seconds != 30 {
		t.Errorf("a turn that is over: %+v", e)
	}
	d.do(d.desk, "turn.undo/1", room.TurnRef{Turn: 1}, nil)
	d.do(d.desk, "turn.undo/1", room.TurnRef{Turn: 1}, nil)
	d.expectTold("statement part part part")
}

func TestTheRecordHoldsTheLastHundred(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	for n := range recordKept + 20 {
		d.now++
		d.do(d.desk, "statement.add/1", room.AddStatement{Kind: room.View, Text: d.body(fmt.Sprint("View ", n))}, nil)
	}
	r := d.see(Rapporteur).Rapporteur
	ids := strings.Fields(r.RecordOrder)
	if len(ids) != recordKept || len(r.Record) != recordKept {
		t.Fatalf("%d entries in order of %d", len(r.Record), len(ids))
	}
	if newest := d.s.StatementOrder[len(d.s.StatementOrder)-1]; ids[0] != "statement-"+string(newest) {
		t.Errorf("the newest is %s", ids[0])
	}
	if !slices.IsSortedFunc(ids, func(x, y string) int { return int(r.Record[y].At - r.Record[x].At) }) {
		t.Error("the newest is not first")
	}
}

// TestWhatWasTakenBackLeavesTheRecord: a part, an outcome read out.
func TestWhatWasTakenBackLeavesTheRecord(t *testing.T) {
	d := newDrive(t)
	d.do(d.desk, "session.start/1", room.None{}, nil)
	d.do(d.desk, "part.next/1", room.NextPart{After: room.Opening}, nil)
	var o room.OutcomeDrafted
	d.do(d.desk, "outcome.draft/1", room.DraftOutcome{Text: d.body("Grey it is")}, &o)
	d.do(d.desk, "outcome.read/1", room.OutcomeRef{Outcome: o.Outcome}, nil)
	d.expectTold("read statement part part")
	d.do(d.desk, "part.back/1", room.PartRef{Part: room.Panel}, nil)
	d.do(d.desk, "outcome.back/1", room.OutcomeBack{Outcome: o.Outcome, From: room.ReadOut}, nil)
	d.expectTold("statement part")
}

// What a desk caught without network is dated by when it was caught, and moves
// nothing that stood on the pages before it arrived.
func TestWhatWasKeptMovesNothing(t *testing.T) {
	d := newDrive(t)
	d.toAudience()
	d.now += 60
	var shown, kept room.StatementAdded
	d.do(d.desk, "statement.add/1", room.AddStatement{Kind: room.View, Text: d.body("Grey lasts")}, &shown)
	at := d.now - 30
	raw, err := json.Marshal(room.AddStatement{Kind: room.View, Text: d.body("Blue lasts longer")}, json.Deterministic(true))
	if err != nil {
		t.Fatal(err)
	}
	r := d.raw(room.Envelope{Actor: d.desk, Type: "statement.add/1", Payload: raw, Made: &at})
	if err := json.Unmarshal(r.Facts, &kept); err != nil {
		t.Fatal(err)
	}
	for _, to := range Audiences {
		order := strings.Fields(d.see(to).Statements.Order)
		if n := len(order); n < 2 || order[n-2] != string(shown.Statement) || order[n-1] != string(kept.Statement) {
			t.Errorf("the %s shows %v", to, order)
		}
	}
	if e := d.see(Rapporteur).Rapporteur.Record["statement-"+string(kept.Statement)]; e.At != at {
		t.Errorf("it was caught at %d, and is dated %d", at, e.At)
	}
}
