package report

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"parley/internal/room"
)

func TestHiddenWordsAreInNoReport(t *testing.T) {
	p := session(t)
	m := Build(p.s, p.texts, head(p), english(t))
	for name, write := range map[string]func(io.Writer, *Model) error{
		"HTML": func(w io.Writer, m *Model) error { return HTML(w, m, "") }, "Markdown": Markdown, "JSON": JSON,
	} {
		var b bytes.Buffer
		if err := write(&b, m); err != nil {
			t.Fatal(err)
		}
		for _, words := range []string{"Buy at our shop", "The shop rule holds"} {
			if strings.Contains(b.String(), words) {
				t.Errorf("%s holds %q, which is hidden or rests on what is", name, words)
			}
		}
	}
}

func TestWhoNeedsAccessIsNotInTheReport(t *testing.T) {
	p := session(t)
	var b bytes.Buffer
	if err := JSON(&b, Build(p.s, p.texts, head(p), english(t))); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(strings.ToLower(b.String()), "access") {
		t.Error("the report tells that somebody needed access")
	}
}

// TestWhatIsHiddenReachesNoReport: words that were hidden, rejected, held or
// erased stand in no form of the report, and what no outcome cites is not counted
// either.
func TestWhatIsHiddenReachesNoReport(t *testing.T) {
	p := open(t, setup())
	mod := p.seats[room.Moderator]
	p.do(p.voice(1), "voice.join", room.Join{Side: room.Online}, nil, room.Door{Code: room.Online})
	p.do(mod, "session.start", room.None{}, nil)
	add := func(words string) room.ItemID {
		var x room.StatementAdded
		p.do(p.voice(1), "statement.add", room.AddStatement{Kind: room.View, Text: p.text(words), Question: 1}, &x)
		return x.Statement
	}
	why := room.HideStatement{Rule: "spam", Reason: p.text("WORD-reason")}
	hidden, erased := add("WORD-hidden"), add("WORD-erased")
	for _, id := range []room.ItemID{hidden, erased} {
		p.do(mod, "statement.publish", room.StatementRef{Statement: id}, nil)
	}
	why.Statement = hidden
	p.do(mod, "statement.hide", why, nil)
	gone := p.s.Statements[erased].Text
	p.do(p.seats[room.Organizer], "text.erase", room.EraseText{Item: erased, Rule: room.EraseAsked}, nil)
	delete(p.bodies, gone)
	p.do(mod, "statement.reject", room.RejectStatement{Statement: add("WORD-rejected"), Rule: "hate", Reason: p.text("WORD-reason")}, nil)
	add("WORD-held")
	var o room.OutcomeDrafted
	p.do(mod, "outcome.draft", room.DraftOutcome{Text: p.text("We go on."), Question: 1}, &o)
	p.do(mod, "outcome.read", room.OutcomeRef{Outcome: o.Outcome}, nil)
	var no room.ObjectionMade
	p.do(mod, "objection.make", room.MakeObjection{Outcome: o.Outcome, Text: p.text("WORD-objection")}, &no)
	p.do(mod, "text.hide", room.HideText{Named: room.Named{Item: no.Objection}, Rule: "hate", Reason: p.text("WORD-reason")}, nil)

	m := Build(p.s, p.texts, head(p), english(t))
	if n := len(m.Questions[0].Statements); n != 0 {
		t.Errorf("%d statements stand under the question", n)
	}
	var b bytes.Buffer
	if err := errors.Join(HTML(&b, m, ""), Markdown(&b, m), JSON(&b, m)); err != nil {
		t.Fatal(err)
	}
	if i := strings.Index(b.String(), "WORD-"); i >= 0 {
		t.Errorf("the report holds %.20q", b.String()[i:])
	}
	for _, want := range []string{"1 text was hidden: hate.", "1 text was hidden: advertising", "1 text was not published: hate.", "[hidden by the moderators: hate]"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}

// TestWhatOnlyARuleLeftOut: an outcome that was settled without being put to the
// room was answered by nobody, and where nothing was overridden no turn is "other".
func TestWhatOnlyARuleLeftOut(t *testing.T) {
	p := session(t)
	for _, o := range p.s.Outcomes {
		if o.Found != nil {
			o.Found.Kind = room.NotPut
		}
	}
	for _, turn := range p.s.Floor.Turns {
		if turn.Kind == room.OverrideTurn {
			turn.Kind = room.AudienceTurn
		}
	}
	m := Build(p.s, p.texts, head(p), english(t))
	if len(m.Method) != 1 || m.Method[0].Text != "No outcome was put to the room." {
		t.Errorf("%+v", m.Method)
	}
	said := ""
	for _, x := range m.Balance.Sentences {
		said += x.Text + "\n"
	}
	if !strings.Contains(said, "Every turn was the one that the published rule named.") || strings.Contains(said, "Every other") {
		t.Error(said)
	}
}
