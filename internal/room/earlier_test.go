package room

import (
	"slices"
	"testing"
)

// TestEarlierWordsGoToo: whoever has something erased means what it said before
// it was changed, too.
func TestEarlierWordsGoToo(t *testing.T) {
	sc := newScript(t)
	for _, line := range []string{"join bo online", "warn bo"} {
		sc.step(line)
	}
	desk := sc.seats["organizer"]
	note := facts[NoteAdded](sc.do(sc.seats["rapporteur"], "note.add/1", &AddNote{Text: sc.text("One.")})).Note
	sc.do(sc.seats["rapporteur"], "note.edit/1", &EditNote{note, sc.text("Two.")})
	appeal := facts[AppealMade](sc.do(sc.voice("bo"), "appeal.make/1", &MakeAppeal{sc.text("Why?")})).Appeal
	sc.do(desk, "appeal.answer/1", &AnswerAppeal{appeal, sc.text("Because of what they said.")})
	sc.do(desk, "appeal.answer/1", &AnswerAppeal{appeal, sc.text("By the rule.")})
	for item, want := range map[ItemID]int{note: 2, appeal: 3} {
		gone := facts[Erased](sc.do(desk, "text.erase/1", &EraseText{Item: item, Rule: EraseAsked})).Texts
		if len(gone) != want || !slices.Equal(sc.s.Erased[len(sc.s.Erased)-want:], gone) {
			t.Errorf("%d of %d texts of %s go", len(gone), want, item)
		}
	}
	checkReplayed(t, sc.s, sc.records)
}

// TestWhatTheTableHasStays: an older release let an outcome, a seat and a question
// name words that somebody else wrote. They do not go with their author, whose own
// statement does.
func TestWhatTheTableHasStays(t *testing.T) {
	for name, act := range map[string]func(*script) Record{
		"left": func(sc *script) Record { return sc.do(sc.voice("bo"), "voice.leave/1", None{}) },
		"erased": func(sc *script) Record {
			return sc.do(sc.seats["organizer"], "text.erase/1", &EraseText{Person: sc.ids["bo"], Rule: EraseAsked})
		},
	} {
		t.Run(name, func(t *testing.T) {
			sc := newScript(t)
			sc.step("join bo online")
			var words [4]Text
			for i := range words {
				words[i] = sc.text("Words.")
				sc.do(sc.voice("bo"), "statement.add/1", &AddStatement{Kind: View, Text: words[i]})
			}
			sc.do(sc.seats["rapporteur"], "outcome.draft/1", &DraftOutcome{Text: words[0], For: words[1]})
			sc.do(sc.seats["organizer"], "seat.edit/1", &EditSeat{Seat: ItemID(sc.seats["speaker-1"].ID), Affiliation: words[2]})
			gone := facts[Erased](act(sc)).Texts
			if !slices.Equal(gone, words[3:]) {
				t.Errorf("%d texts go", len(gone))
			}
			for _, id := range sc.s.StatementOrder[1:] {
				if !sc.s.Statements[id].Erased {
					t.Errorf("statement %s stays", id)
				}
			}
			checkInvariants(t, sc.s)
			checkReplayed(t, sc.s, sc.records)
		})
	}
}
