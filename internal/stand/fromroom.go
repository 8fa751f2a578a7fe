package stand

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"parley/internal/opinion"
	"parley/internal/room"
	"parley/internal/votetable"
)

// Error is why files cannot be analysed, or not together, and what to do about it.
type Error struct{ Why string }

func (e *Error) Error() string { return e.Why }

func refused(format string, args ...any) error { return &Error{fmt.Sprintf(format, args...)} }

// FromRoom is the votes of a room that was closed: of each statement the answers that
// [room.State.Elsewhere] gives, all or none. So counts of them, beside the room's own
// report, tell of nobody. Groups is by what people declared are parted, "stakeholder"
// or "side"; "" nothing. The error is an [*Error].
func FromRoom(st *room.State, texts room.Texts, groups string) (*Source, error) {
	switch {
	case st.Info.Rehearsal:
		return nil, refused("it is a rehearsal, in which nothing is meant: export the room of the session itself")
	case st.Session.Phase != room.Closed:
		return nil, refused("its session is not closed: close it at its desk, and export the room again")
	}
	r := &roomFile{st.Room, map[string]string{}, map[string]int{}, map[string]*room.Elsewhere{}}
	s := &Source{Comments: map[string]votetable.Comment{}, files: []file{{File{Day: dayOf(st), Room: true}, r}}}
	s.Title, _ = said(st, texts, st.Info.Title)
	var b opinion.Builder
	for x := range st.OpinionStatements() {
		out, id := st.Elsewhere(x.ID), string(x.ID)
		text, meaning, whole := worded(st, texts, x)
		if out == nil || !whole || b.Statement(id) != nil {
			s.files[0].LeftOut++
			continue
		}
		s.Comments[id], r.meaning[id], r.order[id], r.said[id] = votetable.Comment{Text: text}, meaning, len(r.order), out
		for ballot, a := range out.Said {
			if err := b.Vote(string(ballot), id, answers[a]); err != nil {
				return nil, err
			}
		}
	}
	if len(r.said) == 0 {
		return nil, refused("it shows figures of no statement, so there is nothing to analyse: leave it out")
	}
	s.all = b.Rows()
	return s, s.declaredIn(st, groups)
}

// answers is what a room's answers are called in an analysis.
var answers = map[room.Answer]opinion.Answer{room.Agree: opinion.Agree, room.Disagree: opinion.Disagree, room.Unsure: opinion.Unsure}

// dayOf is the day on which the session began, where it was held.
func dayOf(st *room.State) string {
	zone, err := time.LoadLocation(st.Info.Zone)
	if err != nil {
		zone = time.UTC
	}
	return time.Unix(st.Info.Epoch+int64(st.Session.Started), 0).In(zone).Format(time.DateOnly)
}

// said is a text that the room shows.
func said(st *room.State, texts room.Texts, t room.Text) (string, bool) {
	if st.Veiled(t) != nil {
		return "", false
	}
	return texts(t)
}

// worded is a statement's text, and what else somebody who answered had read: two
// statements of one text that differ in it ask different things. It is false where the
// words are not all there any more.
func worded(st *room.State, texts room.Texts, x *room.Statement) (text, meaning string, whole bool) {
	whole = true
	word := func(t room.Text) string {
		if t == "" {
			return ""
		}
		body, shown := said(st, texts, t)
		whole = whole && shown
		return plain(body)
	}
	text = word(x.Text)
	asks := []string{"", strings.Join(slices.Sorted(slices.Values(x.Asks.Falls)), ","), x.Asks.Privacy}
	for _, t := range []room.Text{x.Asks.Service, x.Asks.Sees, x.Asks.Orders, x.Asks.Safeguard, x.Asks.Breaks, x.Asks.Acts} {
		asks = append(asks, word(t))
	}
	if of := st.Statements[x.Asks.Of]; of != nil {
		asks = append(asks, word(of.Text))
	}
	if x.Kind.IsTitle() || !x.Kind.Scale().Plain() {
		asks[0] = string(x.Kind)
	}
	return text, strings.TrimRight(strings.Join(asks, "\x00"), "\x00"), whole
}

// declaredIn notes what people declared, if they are to be parted by it.
func (s *Source) declaredIn(st *room.State, column string) error {
	if column == "" {
		return nil
	}
	split := room.Split(strings.ToLower(strings.TrimSpace(column)))
	if split != room.SplitSide && split != room.SplitGroup {
		return refused("a room has no column %q: it parts people by %s or %s", short(column), room.SplitGroup, room.SplitSide)
	}
	s.declared = &declarations{column: string(split), of: map[string]string{}}
	for i := range s.all.Participants() {
		id := s.all.Participant(i)
		if said := split.Of(st.Ballots[room.BallotID(id)]); said != "" {
			s.declared.of[id] = said
		}
	}
	return s.sortDeclared()
}
