package room

import (
	"iter"
	"maps"
	"slices"
)

// Limits of slips.
const (
	MaxSlips  = 1000 // of a room, those that were made void left out
	MaxIssued = 200  // at a time
)

// IssueSlips lets as many browsers in as there are hashes. Who issues keeps the
// codes: the room learns one when somebody joins with it.
type IssueSlips struct {
	Side   Side     `json:"side"`
	Hashes []string `json:"hashes"` // SlipHash of each, in no order that tells of the paper
}

// SlipsRef names slips that were issued together, by their number from 1.
type SlipsRef struct {
	Batch int `json:"batch"`
}

// UseSlip says that a slip let somebody in. The room sends it, before the voice
// joins; who it is it does not say.
type UseSlip struct {
	Hash   string `json:"hash"`
	Holder string `json:"holder"` // [DeriveID] of the browser's secret for this slip alone: it may come again
}

// DoorSlips says whether a side lets nobody new in without a slip.
type DoorSlips struct {
	Side Side `json:"side"`
	On   bool `json:"on"`
}

// SlipBatch is what became of slips that were issued together.
type SlipBatch struct {
	Side   Side
	At     Seconds
	Issued int
	Used   int
	Void   bool // those that were not used let nobody in any more
}

// slip is one that was used, or may be.
type slip struct {
	batch  int    // from 1
	holder string // whose it became; "" unused
}

func slipCommands() []command {
	return []command{
		define("slips.issue/1", decideIssue, applyIssue),
		define("slips.void/1", decideVoid, applyVoid),
		define("slip.use/1", decideUse, applyUse),
		define("door.slips/1", decideDoorSlips, applyDoorSlips),
	}
}

// ValidSlip says whether a code has the form XXXXX-XXXXX in [Alphabet].
func ValidSlip(c string) bool { return len(c) == 11 && spelled(c, 5) }

// SlipHash is what a record keeps of a slip: the hex SHA-256 of its code, as
// XXXXX-XXXXX.
func SlipHash(code string) string { return LinkHash(code) }

// SlipHolder is the mark that a browser's secret leaves on a slip: from two slips
// nobody can tell that they are one browser's, nor what its voice is.
func SlipHolder(r RoomID, hash string, secret [32]byte) string {
	return DeriveID(r, "slip"+hash, secret)
}

// Slips are the hashes of the slips that were not made void, and their sides.
func (s *State) Slips() iter.Seq2[string, Side] {
	return func(yield func(string, Side) bool) {
		for hash, x := range s.Door.slips {
			if !yield(hash, s.Door.Batches[x.batch-1].Side) {
				return
			}
		}
	}
}

// SlipsOnly says whether nobody new joins without a slip, on either side.
func (d *DoorState) SlipsOnly() bool { return d.Slips[Onsite] && d.Slips[Online] }

// SlipsVersion is another number whenever Slips are others.
func (s *State) SlipsVersion() int { return len(s.Door.Batches) + s.Door.voided }

func decideIssue(s *State, _ *ctx, p *IssueSlips) (SlipsRef, error) {
	switch {
	case s.Session.Phase == Closed:
		return SlipsRef{}, refuse(CodeClosed, "session")
	case !p.Side.Valid():
		return SlipsRef{}, refuse(CodeMalformed, "side")
	case len(p.Hashes) == 0:
		return SlipsRef{}, refuse(CodeEmpty, "hashes")
	case len(p.Hashes) > MaxIssued || len(s.Door.slips)+len(p.Hashes) > MaxSlips:
		return SlipsRef{}, refuse(CodeLimit, "slips")
	}
	once := map[string]bool{}
	for _, h := range p.Hashes {
		if !validHash(h) || once[h] {
			return SlipsRef{}, refuse(CodeMalformed, "hashes")
		}
		if s.Door.slips[h] != nil {
			return SlipsRef{}, refuse(CodeAlready, "hashes")
		}
		once[h] = true
	}
	return SlipsRef{len(s.Door.Batches) + 1}, nil
}

func applyIssue(s *State, m *meta, p *IssueSlips, _ *SlipsRef) {
	s.Door.Batches = append(slices.Clone(s.Door.Batches), SlipBatch{Side: p.Side, At: m.At, Issued: len(p.Hashes)})
	for _, h := range p.Hashes {
		s.Door.slips[h] = &slip{batch: len(s.Door.Batches)}
	}
}

func decideVoid(s *State, _ *ctx, p *SlipsRef) (None, error) {
	b := s.batch(p.Batch)
	switch {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case b == nil:
		return None{}, refuse(CodeNoSuch, "batch")
	case b.Void || b.Used == b.Issued:
		return None{}, refuse(CodeAlready, "batch")
	}
	return None{}, nil
}

// batch is the slips of a number; nil when there are none.
func (s *State) batch(n int) *SlipBatch {
	if n < 1 || n > len(s.Door.Batches) {
		return nil
	}
	return &s.Door.Batches[n-1]
}

// applyVoid forgets the unused ones. Who came in by the others stays.
func applyVoid(s *State, _ *meta, p *SlipsRef, _ *None) {
	if s.batch(p.Batch) == nil {
		return
	}
	s.Door.Batches = slices.Clone(s.Door.Batches)
	s.batch(p.Batch).Void = true
	s.Door.voided++
	maps.DeleteFunc(s.Door.slips, func(_ string, x *slip) bool { return x.batch == p.Batch && x.holder == "" })
}

// decideUse refuses with CodeAlready what the same browser did before: it may join.
func decideUse(s *State, _ *ctx, p *UseSlip) (None, error) {
	x := s.Door.slips[p.Hash]
	switch {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case x == nil:
		return None{}, refuse(CodeNoSuch, "slip")
	case len(p.Holder) != 32:
		return None{}, refuse(CodeMalformed, "holder")
	case x.holder == p.Holder:
		return None{}, refuse(CodeAlready, "slip")
	case x.holder != "":
		return None{}, refuse(CodeSlipUsed, "")
	case s.Door.Shut[s.batch(x.batch).Side]:
		return None{}, refuse(CodeDoorShut, "")
	}
	return None{}, nil
}

func applyUse(s *State, _ *meta, p *UseSlip, _ *None) {
	x := s.Door.slips[p.Hash]
	if x == nil || x.holder != "" {
		return
	}
	s.Door.slips[p.Hash] = &slip{x.batch, p.Holder}
	s.Door.Batches = slices.Clone(s.Door.Batches)
	s.batch(x.batch).Used++
}

func decideDoorSlips(s *State, c *ctx, p *DoorSlips) (None, error) {
	switch {
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case !p.Side.Valid():
		return None{}, refuse(CodeMalformed, "side")
	case s.Door.Slips[p.Side] == p.On:
		return None{}, refuse(CodeAlready, "side")
	}
	return None{}, s.overtaken(c, slipsSetting(p.Side))
}

func applyDoorSlips(s *State, m *meta, p *DoorSlips, _ *None) {
	s.sets(m, slipsSetting(p.Side))
	s.Door.Slips[p.Side] = p.On
}

// The inverses of what is done with slips.
var (
	backIssue = from(func(_ *State, _ *IssueSlips, f *SlipsRef) Inverse {
		return inverse("slips.void/1", f)
	})
	backDoorSlips = from(func(s *State, p *DoorSlips, _ *None) Inverse {
		return inverse("door.slips/1", &DoorSlips{p.Side, s.Door.Slips[p.Side]})
	})
)
