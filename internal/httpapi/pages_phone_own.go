package httpapi

import (
	"cmp"
	"slices"
	"strconv"

	"parley/internal/room"
	"parley/internal/view"
	"parley/internal/words"
)

// phoneOwn is what became of a text that one wrote, newest first; Words are those
// of the moderators' reason, of a reply, or of the question that it was merged
// into.
type phoneOwn struct {
	Kind  room.StatementKind
	Text  string
	Fate  string
	Words string
}

// phoneConduct is what the moderators did to one, newest first, and what one asked
// the organizer, oldest first.
type phoneConduct struct {
	Stopped string // the key of what stands against one now; "" nothing
	Acts    []MyAct
	Kept    []phoneOwn // texts that were rejected or hidden
	Unread  bool
	Appeals []MyAppeal
	May     bool // another appeal is taken
}

// ownFor are the browser's texts; kept are those that the moderators kept from the
// room.
func ownFor(seen *view.View, mine *Me, say *words.Words) (others, kept []phoneOwn) {
	ids := make([]room.ItemID, 0, len(mine.Statements))
	for id := range mine.Statements {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b room.ItemID) int {
		return cmp.Or(cmp.Compare(mine.Statements[b].At, mine.Statements[a].At), cmp.Compare(a, b))
	})
	for _, id := range ids {
		x := mine.Statements[id]
		own := phoneOwn{Kind: x.Kind, Text: or(x.Text, say.T("report.erased"))}
		own.Fate, own.Words = fateOf(id, x, seen, say)
		if x.Rule != "" {
			kept = append(kept, own)
		} else {
			others = append(others, own)
		}
	}
	return others, kept
}

// fateOf says where a text of one's own stands.
func fateOf(id room.ItemID, x MyStatement, seen *view.View, say *words.Words) (fate, quoted string) {
	asked := seen.Questions.All[id]
	into, merged := seen.Questions.All[asked.Into]
	switch {
	case merged:
		return say.T("more.own.merged"), into.Text
	case asked.Reply != nil && !x.Hidden && asked.Reply.Turn > 0:
		return say.T("more.reply.turn", words.Args{"turn": asked.Reply.Turn}), ""
	case asked.Reply != nil && !x.Hidden:
		return say.T("more.reply.written"), replyWords(asked.Reply, say)
	case asked.Answered && !x.Hidden:
		return say.T("more.own.merged.answered"), ""
	case x.Hidden:
		fate = say.T("more.own.hidden")
	case x.Kind.Voted() || x.Status != room.Open && x.Status != room.VoteClosed:
		fate = say.T("more.own." + string(x.Status))
	case seen.Session.Phase == room.Closed:
		fate = say.T("more.own.not_reached")
	default:
		fate = say.T("more.own.asked")
	}
	if x.Rule != "" {
		fate += " " + say.T("rule."+x.Rule) + "."
	}
	return fate, x.Reason
}

// replyWords are the words of a written reply, or why there are none.
func replyWords(r *view.Reply, say *words.Words) string {
	if r.Hidden != "" {
		return say.T("report.hidden", words.Args{"rule": say.T("rule." + r.Hidden)})
	}
	return or(r.Text, say.T("report.erased"))
}

// conductFor is nil for somebody to whom the moderators did nothing.
func conductFor(mine *Me, kept []phoneOwn) *phoneConduct {
	d := &phoneConduct{Kept: kept, May: len(mine.Appeals) < room.MaxAppeals}
	for n := len(mine.Voice.Acts); n > 0; n-- {
		a := mine.Voice.Acts[strconv.Itoa(n)]
		d.Acts = append(d.Acts, a)
		d.Unread = d.Unread || a.Kind == string(room.ActWarn) && !a.Read && !a.Lifted
	}
	if len(d.Acts) == 0 && len(kept) == 0 {
		return nil
	}
	for _, a := range mine.Appeals {
		d.Appeals = append(d.Appeals, a)
		d.May = d.May && a.Answer != ""
	}
	slices.SortFunc(d.Appeals, func(a, b MyAppeal) int { return cmp.Compare(a.At, b.At) })
	switch {
	case mine.Voice.Banned:
		d.Stopped = "more.banned"
	case mine.Voice.Muted:
		d.Stopped = "more.muted"
	}
	return d
}
