package report

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"parley/internal/room"
)

// within are the types that stand inside another one, which says what it rests
// on.
var within = map[reflect.Type]bool{
	reflect.TypeFor[Model](): true, reflect.TypeFor[Balance](): true, reflect.TypeFor[Check](): true, reflect.TypeFor[Record](): true,
	reflect.TypeFor[Chapter](): true, reflect.TypeFor[Falls](): true, reflect.TypeFor[Basis](): true, reflect.TypeFor[Conduct](): true,
	reflect.TypeFor[Figures](): true, reflect.TypeFor[Choice](): true, reflect.TypeFor[Row](): true, reflect.TypeFor[Ask](): true,
	reflect.TypeFor[room.Tally](): true, reflect.TypeFor[Restored](): true,
}

// unrested calls fail for every part of the report that rests on no record of
// the list.
func unrested(v reflect.Value, records map[string]bool, fail func(string)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			unrested(v.Elem(), records, fail)
		}
	case reflect.Slice:
		for i := range v.Len() {
			unrested(v.Index(i), records, fail)
		}
	case reflect.Struct:
		rests := v.FieldByName("Rests")
		switch {
		case rests.IsValid():
			if !onRecord(rests, records) && !proposedOnly(v) {
				fail(fmt.Sprintf("%+v", v.Interface()))
			}
		case !within[v.Type()]:
			fail("the type " + v.Type().String())
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				unrested(v.Field(i), records, fail)
			}
		}
	}
}

func onRecord(rests reflect.Value, records map[string]bool) bool {
	for i := range rests.Len() {
		if records[rests.Index(i).String()] {
			return true
		}
	}
	return false
}

// proposedOnly says whether v is a field of the form that nobody wrote: its
// sentences say themselves what they rest on.
func proposedOnly(v reflect.Value) bool {
	f, ok := v.Interface().(FormField)
	return ok && len(f.Written) == 0
}

// TestEverySentenceRestsOnARecordOfTheLog holds the report against the log:
// whatever it says names a record, and each is there with that type and time.
func TestEverySentenceRestsOnARecordOfTheLog(t *testing.T) {
	for name, p := range map[string]*table{"session": session(t), "cards": cards(t), "draft": halfway(t)} {
		m := Build(p.s, p.texts, head(p), english(t))
		listed := map[string]bool{}
		for _, r := range m.Records {
			listed[r.Anchor] = true
			if was, ok := p.records[r.Cmd]; !ok || was.Type != r.Type {
				t.Errorf("%s: record %d is %s in the report, %s in the log", name, r.N, r.Type, was.Type)
			}
		}
		if len(listed) < 5 {
			t.Errorf("%s: only %d records", name, len(listed))
		}
		unrested(reflect.ValueOf(m), listed, func(what string) { t.Errorf("%s: on no record rests %s", name, what) })
	}
}

// halfway is a session that is still under way.
func halfway(t *testing.T) *table {
	p := open(t, setup())
	mod := p.seats[room.Moderator]
	p.do(mod, "session.start", room.None{}, nil)
	x := p.card(room.View, "Seals are cheap.", 1, room.Asks{})
	var o room.OutcomeDrafted
	p.do(mod, "outcome.draft", room.DraftOutcome{Text: p.text("Seals stay."), Statements: []room.ItemID{x}}, &o)
	p.do(mod, "form.set", room.SetForm{Field: room.Summary, Text: p.text("It began well.")}, nil)
	p.vote(x, room.Agree, 3)
	return p
}

// TestEveryLinkLeadsSomewhere: on the page and in Markdown.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	for _, p := range []*table{cards(t), halfway(t)} {
		m := Build(p.s, p.texts, head(p), english(t))
		var html, markdown bytes.Buffer
		if err := errors.Join(HTML(&html, m, ""), Markdown(&markdown, m)); err != nil {
			t.Fatal(err)
		}
		linked(t, html.String(), toID)
		linked(t, markdown.String(), toPlace)
	}
}

// TestNoReportTellsHowManyRecordsThereAre: between two known records it would
// tell how many answered.
func TestNoReportTellsHowManyRecordsThereAre(t *testing.T) {
	few, many := halfway(t), halfway(t)
	for i := range 40 {
		many.do(many.ballot(50+i), "vote.cast", room.CastVote{Statement: many.s.StatementOrder[0], Answer: room.Agree}, nil, room.Door{Side: room.Online})
	}
	numbers := func(p *table) (out string) {
		for _, r := range Build(p.s, p.texts, head(p), english(t)).Records {
			out += fmt.Sprint(r.N, r.Type, " ")
		}
		return out
	}
	if a, b := numbers(few), numbers(many); a != b {
		t.Errorf("forty votes change the numbers of records:\n%s\n%s", a, b)
	}
	var b bytes.Buffer
	if err := JSON(&b, Build(many.s, many.texts, head(many), english(t))); err != nil {
		t.Fatal(err)
	}
	whole := regexp.MustCompile(fmt.Sprintf(`\b%d\b`, many.s.Index))
	if at := whole.FindStringIndex(strings.ReplaceAll(b.String(), "\n", " ")); at != nil {
		t.Errorf("the report holds the number of records, %d", many.s.Index)
	}
}
