package report

import (
	"bytes"
	"strings"
	"testing"

	"parley/internal/room"
)

// TestHelpersAreCountedAndNotNamed: the report says how many helped, and of what one
// did, the role.
func TestHelpersAreCountedAndNotNamed(t *testing.T) {
	p := open(t, setup())
	mod := p.seats[room.Moderator]
	var h room.HelperRef
	p.do(mod, "helper.code", room.MakeHelperCode{Code: p.text("HHHH-KKKK")}, &h)
	p.do(mod, "helper.code", room.MakeHelperCode{Code: p.text("LLLL-MMMM")}, nil)
	p.do(room.Actor{Kind: room.ActorRoom}, "helper.join", room.HelperJoin{Helper: h.Helper, Name: p.text("Kingfisher"), Link: room.LinkHash("a")}, nil)
	helper := room.Actor{Kind: room.ActorSeat, ID: string(h.Helper)}
	p.do(mod, "session.start", room.None{}, nil)
	var q room.StatementAdded
	p.do(mod, "statement.add", room.AddStatement{Kind: room.Question, Text: p.text("Who paints?")}, &q)
	p.do(helper, "reply.give", room.GiveReply{Statement: q.Statement, Text: p.text("The town does.")}, nil)
	p.do(mod, "helper.end", h, nil)
	p.do(mod, "session.close", room.None{}, nil)
	m := Build(p.s, p.texts, head(p), english(t))
	var html, md, json bytes.Buffer
	for _, err := range []error{HTML(&html, m, ""), Markdown(&md, m), JSON(&json, m)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, b := range []*bytes.Buffer{&html, &md, &json} {
		if s := b.String(); !strings.Contains(s, "Helpers by a code") || !strings.Contains(s, "The town does.") || strings.Contains(s, "Kingfisher") {
			t.Errorf("a report of a helped room:\n%s", s)
		}
	}
	for _, f := range m.Facts {
		if f.Label == "Helpers by a code" && f.Value != "1" {
			t.Errorf("%s helped", f.Value)
		}
	}
}
