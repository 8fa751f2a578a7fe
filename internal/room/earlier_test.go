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
