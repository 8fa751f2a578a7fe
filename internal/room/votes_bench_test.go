package room

import "testing"

// BenchmarkVotes folds one vote into the state, as replaying a log does.
func BenchmarkVotes(b *testing.B) {
	d := newDrive(b, smallSetup())
	id := d.statement(View)
	for i := range 1000 {
		if err := d.vote(i, Door{Side: Onsite, Group: "technical"}, id, answers[i%3]); err != nil {
			b.Fatal(err)
		}
	}
	votes := d.records[len(d.records)-1000:]
	for i := 0; b.Loop(); i++ {
		d.s.Apply(votes[i%len(votes)])
	}
}
