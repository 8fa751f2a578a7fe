package report

import (
	"slices"

	"parley/internal/room"
	"parley/internal/words"
)

// then is how what the outcome cites stood when it was put to the room; nil where
// the room said nothing of it, or it may not be read any more.
func (b *builder) then(o *room.Outcome) *StoodThen {
	if o.Stood == nil {
		return nil
	}
	rests := b.pictureOf(o.Stood.Cmd)
	out := &StoodThen{Said: b.sentence("report.then", rests, words.Args{"when": b.when(o.Stood.At)})}
	for _, id := range o.Statements {
		x := b.s.Statements[id]
		at, ok := o.Stood.Statements[id]
		if !ok || x.Kind.IsTitle() || x.Hidden != nil || !b.shows(x) {
			continue
		}
		class := b.inShort(at.Class)
		if at.Confirmed {
			class = b.t.List([]string{class, b.t.T("standing.confirmed")})
		}
		one := StandingAt{
			Statement: id, Class: at.Class, Confirmed: at.Confirmed,
			Said: b.sentence("report.then.said", append(slices.Clone(rests), statementAnchor(id)), words.Args{"text": b.text(x.Text), "class": class}),
		}
		if len(at.Cells.By) > 0 {
			one.Cells = b.cells(at.Class, at.Cells.By, o.Stood.Letters)
		}
		out.Statements = append(out.Statements, one)
	}
	if len(out.Statements) == 0 {
		return nil
	}
	return out
}

// pictureOf is the record of a picture by its id in the log.
func (b *builder) pictureOf(cmd room.CmdID) []string {
	for _, r := range b.s.Trail(thePicture) {
		if r.Cmd == cmd {
			return []string{b.record(r)}
		}
	}
	return []string{b.latest()}
}
