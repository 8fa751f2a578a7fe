package report

import (
	"strings"
	"testing"

	"parley/internal/room"
)

// field is a field of the form as the report has it, a sentence a line.
func field(t *testing.T, p *table, name room.FormField) (written, proposed string) {
	t.Helper()
	for _, x := range Build(p.s, p.texts, head(p), english(t)).Form {
		if x.Field == name {
			for _, s := range x.Proposed {
				proposed += s.Text + "\n"
				if len(s.Rests) == 0 {
					t.Errorf("%q rests on nothing", s.Text)
				}
			}
			return strings.Join(x.Written, "\n"), proposed
		}
	}
	t.Fatalf("no field %s", name)
	return "", ""
}

// TestTheFormIsProposedUntilItIsWritten: the rule speaks where nobody did.
func TestTheFormIsProposedUntilItIsWritten(t *testing.T) {
	p := session(t)
	written, proposed := field(t, p, room.Takeaways)
	if written != "" || !strings.Contains(proposed, "“Letters should stay closed.” Common ground") {
		t.Errorf("wrote %q, proposed %q", written, proposed)
	}
	for _, hidden := range []string{"The shop rule holds", "Nobody read this out"} {
		if strings.Contains(proposed, hidden) {
			t.Errorf("%q is proposed, which the room did not confirm or may not read", hidden)
		}
	}
	by := p.seats[room.Moderator]
	p.do(by, "form.set", room.SetForm{Field: room.Takeaways, Text: p.text("Letters stay closed.\n\nFraud is found otherwise.")}, nil)
	if written, proposed = field(t, p, room.Takeaways); written != "Letters stay closed.\nFraud is found otherwise." || proposed != "" {
		t.Errorf("wrote %q, proposed %q", written, proposed)
	}
	if got := Proposals(p.s, p.texts, english(t))[room.Takeaways]; !strings.Contains(got, "Letters should stay closed.") {
		t.Errorf("whoever writes is no longer told what the rule proposes: %q", got)
	}
	p.do(by, "form.set", room.SetForm{Field: room.Takeaways}, nil)
	if written, proposed = field(t, p, room.Takeaways); written != "" || proposed == "" {
		t.Errorf("wrote %q, proposed %q", written, proposed)
	}
}

// TestMeasuresFeedTheCallToAction: those that most agreed with, with who acts.
func TestMeasuresFeedTheCallToAction(t *testing.T) {
	p := open(t, setup())
	mod := p.seats[room.Moderator]
	p.do(mod, "session.start", room.None{}, nil)
	measure := func(text, acts string, agree int) {
		var x room.StatementAdded
		add := room.AddStatement{Kind: room.Measure, Text: p.text(text)}
		if acts != "" {
			add.Acts = p.text(acts)
		}
		p.do(mod, "statement.add", add, &x)
		for i := range 12 {
			answer := room.Agree
			if i >= agree {
				answer = room.Disagree
			}
			p.do(p.ballot(i), "vote.cast", room.CastVote{Statement: x.Statement, Answer: answer}, nil, room.Door{Side: side(i)})
		}
	}
	measure("Post offices check seals.", "the post office.", 12)
	measure("Count lost letters.", "", 9)
	measure("Open every letter.", "the police", 1)
	p.do(mod, "session.close", room.None{}, nil)
	_, proposed := field(t, p, room.Action)
	want := "“Post offices check seals.” Who acts: the post office. All who answered agreed.\n" +
		"“Count lost letters.” Nobody was named to act. Most of those who answered agreed.\n"
	if proposed != want {
		t.Errorf("proposed %q, want %q", proposed, want)
	}
	// What most agree with can be what groups are apart on.
	first := p.s.StatementOrder[len(p.s.StatementOrder)-3]
	p.s.Standing = &room.Standing{RecordStanding: room.RecordStanding{Statements: map[room.ItemID]room.StandingOf{first: {Class: room.ClassOpenBetween}}}}
	want = strings.Replace(want, "All who answered agreed.", "All who answered agreed. Where the room stands: Open point: groups differ.", 1)
	if _, proposed = field(t, p, room.Action); proposed != want {
		t.Errorf("with groups apart proposed %q, want %q", proposed, want)
	}
}

// TestBeforeTheSessionThereIsNothingToPropose, and the page says so.
func TestBeforeTheSessionThereIsNothingToPropose(t *testing.T) {
	p := open(t, setup())
	for _, name := range room.FormFields {
		if written, proposed := field(t, p, name); written+proposed != "" {
			t.Errorf("%s: wrote %q, proposed %q", name, written, proposed)
		}
	}
}

// TestAProposalFitsItsField: whoever saves it as it is is not refused.
func TestAProposalFitsItsField(t *testing.T) {
	p := open(t, setup())
	mod := p.seats[room.Moderator]
	p.do(mod, "session.start", room.None{}, nil)
	for range 12 {
		var x room.StatementAdded
		p.do(mod, "statement.add", room.AddStatement{Kind: room.Measure, Text: p.text(strings.Repeat("Seal it. ", 30))}, &x)
		for i := range 5 {
			p.do(p.ballot(i), "vote.cast", room.CastVote{Statement: x.Statement, Answer: room.Agree}, nil, room.Door{Side: side(i)})
		}
	}
	p.do(mod, "session.close", room.None{}, nil)
	_, all := field(t, p, room.Action)
	got := Proposals(p.s, p.texts, english(t))[room.Action]
	if len(all) <= fieldMost || got == "" || !strings.HasPrefix(all, got+"\n") {
		t.Fatalf("%d characters proposed of %d", len(got), len(all))
	}
	p.do(mod, "form.set", room.SetForm{Field: room.Action, Text: p.text(got)}, nil)
}
