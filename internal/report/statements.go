package report

import (
	"slices"
	"strings"

	"parley/internal/room"
	"parley/internal/words"
)

// statements are the cards that the report shows: of these kinds, one after the
// other, and such as which says; nil takes all.
func (b *builder) statements(which func(*room.Statement) bool, kinds ...room.StatementKind) []Statement {
	out := []Statement{}
	for _, kind := range kinds {
		for _, id := range b.s.StatementOrder {
			if x := b.s.Statements[id]; x.Kind == kind && (which == nil || which(x)) && b.shows(x) {
				out = append(out, b.statement(x))
			}
		}
	}
	return out
}

// shows says whether the report speaks of a card.
func (b *builder) shows(x *room.Statement) bool { return x != nil && b.s.Listed(x) }

func (b *builder) statement(x *room.Statement) Statement {
	shown := b.s.Shown(x)
	out := Statement{
		ID: x.ID, Kind: x.Kind, KindName: b.t.T("kind." + string(x.Kind)), Question: x.Question, Lang: x.Lang,
		Source: x.Source, SourceName: b.t.T("source." + string(x.Source)),
		State: shown.State, Word: shown.Word, Lead: shown.Lead, N: shown.N,
		Said: b.answered(x, shown), Figures: b.counts(x.Kind, shown), Rests: b.all(aStatement(x.ID)),
	}
	if b.listed(x.Turn) {
		out.Turn = x.Turn
	}
	if x.Hidden != nil {
		out.HiddenBy = b.t.T("rule." + x.Hidden.Rule)
	} else {
		out.Text, out.Asks = b.text(x.Text), b.asks(x)
	}
	if w := shown.Weight; w != nil {
		out.Weight, out.Heavy = w.Word, w.Lead
	}
	if b.shows(b.s.Statements[x.Asks.Of]) {
		out.Of = x.Asks.Of
	}
	if out.Accepted = b.s.Accepted(x); out.Accepted != "" {
		out.Said = append(out.Said, b.sentence("accepted."+string(out.Accepted), b.votedIn(x), nil))
	}
	if !x.Kind.Voted() {
		b.stands(x, &out)
	}
	return out
}

// asks is what the card's kind asks, as far as the card says.
func (b *builder) asks(x *room.Statement) (out []Ask) {
	add := func(field, value, code string) {
		if value != "" {
			out = append(out, Ask{field, b.t.T("asks." + field), value, code})
		}
	}
	a := &x.Asks
	var falls []string
	for _, code := range a.Falls {
		falls = append(falls, b.t.T("falls."+code))
	}
	add("falls", strings.Join(falls, b.t.T("asks.and")), strings.Join(a.Falls, ";"))
	add("service", b.text(a.Service), "")
	add("privacy", b.name("privacy", a.Privacy), a.Privacy)
	add("sees", b.text(a.Sees), "")
	add("orders", b.text(a.Orders), "")
	add("safeguard", b.text(a.Safeguard), "")
	add("breaks", b.text(a.Breaks), "")
	add("acts", b.text(a.Acts), "")
	if seat := b.s.Seats[a.To]; seat != nil {
		add("to", b.seatName(seat), string(a.To))
	}
	return out
}

// votedIn is the record after which the answers to the card were what is said
// of them.
func (b *builder) votedIn(x *room.Statement) []string {
	closed := func(r room.Trace) bool { return r.Type == "statement.close/1" }
	switch {
	case x.Status != room.VoteClosed:
		return b.last(aStatement(x.ID), "statement.add/1", "card.show/1")
	case slices.ContainsFunc(b.s.Trail(aStatement(x.ID)), closed):
		return b.last(aStatement(x.ID), "statement.close/1")
	}
	return []string{b.latest()}
}

// answered says how people answered the card; of a question, how many support
// it.
func (b *builder) answered(x *room.Statement, shown room.Shown) []Sentence {
	rests := b.votedIn(x)
	if x.Kind == room.Question {
		return b.supported(x, shown, rests)
	}
	if x.Kind == room.Because {
		return nil
	}
	out := []Sentence{b.worded(x.Kind, shown, rests)}
	if w := shown.Weight; w != nil && (shown.State == room.ShownWords || shown.State == room.ShownFigures) {
		key := "report.weight." + string(w.Word)
		if w.State == room.ShownFew {
			key = "report.weight.few"
		}
		out = append(out, b.sentence(key, rests, words.Args{"weight": b.name("report.weigh", string(w.Lead))}))
	}
	if shown.Late {
		out = append(out, b.sentence("report.late", rests, words.Args{"most": b.s.Info.Policy.Suppress.MostLate()}))
	}
	return out
}

// worded is the word for the answers, by the published rule, and with the
// figures where they are to agree and disagree.
func (b *builder) worded(k room.StatementKind, shown room.Shown, rests []string) Sentence {
	switch {
	case shown.State == room.ShownNone || shown.State == room.ShownFew:
		return b.sentence("report.votes."+string(shown.State), rests, nil)
	case k.Scale().Plain() && shown.State == room.ShownFigures:
		return Sentence{b.how(*shown.Tally), rests}
	case k.Scale().Plain():
		return b.sentence("report.word."+string(shown.Word), rests, nil)
	case k.Weighed():
		return b.sentence("report.seen."+string(shown.Word), rests, words.Args{"what": b.t.T("report.this." + string(k))})
	case k == room.Mechanism:
		return b.sentence("report.support."+string(shown.Word), rests, nil)
	}
	return b.sentence("report.lead."+string(shown.Word), rests, words.Args{"choice": b.name("answer", string(shown.Lead))})
}
