package room

import "testing"

// BenchmarkVote is each step of a vote's way that is the room's: deciding it,
// folding it as it was decided, reading it from a log, folding it as it was read.
func BenchmarkVote(b *testing.B) {
	d := newDrive(b, smallSetup())
	id := d.statement(View)
	for i := range 1000 {
		if err := d.vote(i, Door{Side: Onsite, Group: "technical"}, id, answers[i%3]); err != nil {
			b.Fatal(err)
		}
	}
	decided := d.records[len(d.records)-1000:]
	written := make([][]byte, len(decided))
	parsed := make([]Record, len(decided))
	for i := range decided {
		written[i] = decided[i].Append(nil)
		parsed[i], _ = ParseRecord(written[i])
	}
	b.Run("decide", func(b *testing.B) {
		e := Envelope{Cmd: NewCmdID(d.now, [10]byte{1}), Actor: ballotID(0), Type: "vote.cast/1", Payload: d.json(&CastVote{Statement: id, Answer: Disagree})}
		for b.Loop() {
			if _, err := Decide(d.s, e, d.now); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("parse", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, err := ParseRecord(written[i%len(written)]); err != nil {
				b.Fatal(err)
			}
		}
	})
	for name, records := range map[string][]Record{"apply/decided": decided, "apply/parsed": parsed} {
		b.Run(name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				d.s.Apply(records[i%len(records)])
			}
		})
	}
}
