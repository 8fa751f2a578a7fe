package eventlog

import (
	"fmt"
	"iter"

	"parley/internal/room"
)

// Head is the log's end when c is its last commit.
func (c *Commit) Head() Head {
	return Head{Seq: c.Seq, Index: c.First + room.Index(len(c.Records)) - 1, Hash: c.Hash}
}

// Next is the head after c, when c follows h: number, index and chain. An
// [ErrBroken] otherwise.
func (h Head) Next(c *Commit) (Head, error) {
	switch {
	case c.Seq != h.Seq+1:
		return Head{}, broken("commit %d where %d belongs", c.Seq, h.Seq+1)
	case c.First != h.Index+1:
		return Head{}, broken("commit %d begins at record %d, not %d", c.Seq, c.First, h.Index+1)
	case c.Prev != h.Hash:
		return Head{}, broken("commit %d does not follow the one before", c.Seq)
	}
	return c.Head(), nil
}

// Verify unpacks the encodings that an implementation found and yields the
// commits from number from to head, checked by [Head.Next]; its last element is
// an [ErrBroken] where they do not hold or end early. Every Read is made of it.
func Verify(from room.Seq, head Head, raw iter.Seq2[[]byte, error]) iter.Seq2[Commit, error] {
	return func(yield func(Commit, error) bool) {
		from = max(from, 1)
		if from > head.Seq {
			return
		}
		var at Head
		for b, err := range raw {
			var c Commit
			if err == nil {
				c, err = Unpack(b)
			}
			if err == nil {
				if at == (Head{}) && from > 1 {
					at = Head{Seq: from - 1, Index: c.First - 1, Hash: c.Prev}
				}
				at, err = at.Next(&c)
			}
			if err == nil && c.Seq == head.Seq && at != head {
				err = broken("commit %d is not the log's end", c.Seq)
			}
			if err != nil {
				yield(Commit{}, err)
				return
			}
			if !yield(c, nil) || c.Seq == head.Seq {
				return
			}
		}
		yield(Commit{}, broken("the log ends before commit %d", head.Seq))
	}
}

func broken(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrBroken, fmt.Sprintf(format, args...))
}
