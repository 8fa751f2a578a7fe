package room

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

// TestNobodyIsToldRawCounts: the answer to the command that closes a vote says
// no more than the desk's page.
func TestNobodyIsToldRawCounts(t *testing.T) {
	d := newDrive(t, smallSetup())
	d.do(d.desk(Moderator), "session.start/1", None{})
	d.join(1, Online)
	x, o := d.statement(View), d.put()
	for i, side := range []Side{Onsite, Onsite, Online} {
		if err := d.vote(i, Door{Side: side}, x, Agree); err != nil {
			t.Fatal(err)
		}
		if err := d.answer(i, Door{Side: side}, o.ID, Disagree); err != nil {
			t.Fatal(err)
		}
	}
	raised := d.do(voiceID(1), "hand.raise/1", &RaiseHand{})
	if got := Told("hand.raise/1", raised.Facts); string(got) != string(raised.Facts) {
		t.Errorf("of a hand %s is told as %s", raised.Facts, got)
	}
	closed := d.do(d.desk(Moderator), "statement.close/1", &StatementRef{x})
	if got := Told("statement.close/1", closed.Facts); strings.Contains(string(got), "agree") {
		t.Errorf("of three votes is told %s", got)
	}
	settled := d.do(d.desk(Moderator), "outcome.settle/1", &OutcomeRef{o.ID})
	var f OutcomeSettled
	if err := json.Unmarshal(Told("outcome.settle/1", settled.Facts), &f); err != nil || f.Finding.Kind != TooFew || f.Finding.Tally.Disagree != 3 || f.Finding.Sides != nil || f.Finding.Voters != 0 {
		t.Errorf("of the outcome is told %+v, %v", f, err)
	}
	ended := d.do(d.desk(Moderator), "session.close/1", None{})
	if got := Told("session.close/1", ended.Facts); string(got) != "{}" {
		t.Errorf("of the close is told %s", got)
	}
	for _, c := range Commands() {
		if want, ok := told[c.Name]; ok && c.Facts != want {
			t.Errorf("%s is said to tell %v, not %v", c.Name, c.Facts, want)
		}
	}
}

// TestNobodyIsToldOfTextsThatWait: who writes what another wrote, which waits, learns
// that it waits, and not what it is like.
func TestNobodyIsToldOfTextsThatWait(t *testing.T) {
	d := newDrive(t, smallSetup())
	d.s.Info.Policy.Hold = true
	d.do(d.desk(Moderator), "session.start/1", None{})
	var f [2]StatementAdded
	for i := range f {
		d.join(i, Online)
		r := d.do(voiceID(i), "statement.add/1", &AddStatement{Kind: View, Text: d.text("The same words of two people.")})
		if err := json.Unmarshal(r.Facts, &f[i]); err != nil {
			t.Fatal(err)
		}
		if got := string(Told("statement.add/1", r.Facts)); strings.Contains(got, `"like"`) || !strings.Contains(got, string(f[i].Statement)) || !strings.Contains(got, `"held":true`) {
			t.Errorf("of %s is told %s", r.Facts, got)
		}
	}
	if f[1].Like != f[0].Statement || f[1].Kept != KeptAlike {
		t.Fatalf("the second is %+v", f[1])
	}
}
