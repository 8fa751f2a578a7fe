package report

import (
	"fmt"
	"slices"
	"sort"

	"parley/internal/room"
)

func recordAnchor(n int) string { return fmt.Sprintf("r%d", n) }

func statementAnchor(id room.ItemID) string { return "statement-" + string(id) }

func outcomeAnchor(id room.ItemID) string { return "outcome-" + string(id) }

func turnAnchor(n int) string { return fmt.Sprintf("turn-%d", n) }

func questionAnchor(n int) string { return fmt.Sprintf("question-%d", n) }

func aStatement(id room.ItemID) room.Thing { return room.Thing{Kind: room.AStatement, ID: id} }

func anOutcome(id room.ItemID) room.Thing { return room.Thing{Kind: room.AnOutcome, ID: id} }

var (
	theSession = room.Thing{Kind: room.TheSession}
	thePicture = room.Thing{Kind: room.ThePicture}
)

// beforehand are what happens to a card before others see it.
var beforehand = []string{"card.edit/1", "card.back/1", "card.discard/1"}

// record notes that the report rests on a record.
func (b *builder) record(r room.Trace) string {
	b.records[r.N] = r
	return recordAnchor(r.N)
}

// opened is the record that opened the room; it named the table and the
// questions.
func (b *builder) opened() string { return b.record(b.s.Trail(theSession)[0]) }

// latest is the record up to which things are counted: the session's close, or
// the last there is.
func (b *builder) latest() string {
	if b.s.Session.Phase != room.Closed {
		return b.record(b.s.LastTrace())
	}
	return b.last(theSession, "session.close/1")[0]
}

// last are, of the records about a thing, the last of each of the types, in the
// order of the log; the one that opened the room where there is none.
func (b *builder) last(x room.Thing, types ...string) (out []string) {
	found := map[string]bool{}
	for _, r := range slices.Backward(b.s.Trail(x)) {
		if slices.Contains(types, r.Type) && !found[r.Type] {
			found[r.Type] = true
			out = append(out, b.record(r))
		}
	}
	if len(out) == 0 {
		return []string{b.opened()}
	}
	slices.Reverse(out)
	return out
}

// all are the records about a thing that it had in public.
func (b *builder) all(x room.Thing) (out []string) {
	for _, r := range b.s.Trail(x) {
		if !slices.Contains(beforehand, r.Type) {
			out = append(out, b.record(r))
		}
	}
	if len(out) == 0 {
		return []string{b.opened()}
	}
	return out
}

// listedRecords is the report's list of the records that it rests on.
func (b *builder) listedRecords() []Record {
	out := make([]Record, 0, len(b.records))
	for n, r := range b.records {
		out = append(out, Record{recordAnchor(n), n, b.clock(r.At, "2006-01-02 15:04:05"), r.Type, string(r.Cmd)})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].N < out[j].N })
	return out
}
