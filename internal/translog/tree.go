// Package translog makes a room's log transparent: a Merkle tree over the
// leaves of its records, heads of that tree signed with the room's key, and the
// keys.
//
// The tree is that of RFC 6962. The data of its n-th leaf are the 32 bytes of
// [eventlog.Leaf] of record n+1.
package translog

import (
	"crypto/sha256"

	"parley/internal/eventlog"
	"parley/internal/room"

	"golang.org/x/mod/sumdb/tlog"
)

// Tree follows a log and knows its root at any time, in memory that grows with
// the logarithm of its records. The zero Tree is that of a log without records.
// A copy is a tree of its own once [Tree.Clone] made it.
type Tree struct {
	size  room.Index
	peaks []tlog.Hash // roots of the complete subtrees, from the largest
}

// Add appends a leaf.
func (t *Tree) Add(leaf [32]byte) {
	h := tlog.RecordHash(leaf[:])
	for n := t.size; n&1 == 1; n >>= 1 {
		last := len(t.peaks) - 1
		h = tlog.NodeHash(t.peaks[last], h)
		t.peaks = t.peaks[:last]
	}
	t.peaks = append(t.peaks, h)
	t.size++
}

// AddCommit appends the leaves of a commit's records.
func (t *Tree) AddCommit(c *eventlog.Commit) {
	for i := range c.Records {
		t.Add(c.Records[i].Leaf())
	}
}

// Size is the number of leaves.
func (t *Tree) Size() room.Index { return t.size }

// Root is the tree's hash; that of the empty tree is SHA-256 of nothing.
func (t *Tree) Root() [32]byte {
	if t.size == 0 {
		return sha256.Sum256(nil)
	}
	i := len(t.peaks) - 1
	h := t.peaks[i]
	for i--; i >= 0; i-- {
		h = tlog.NodeHash(t.peaks[i], h)
	}
	return h
}

// Clone is a tree that goes on from here by itself.
func (t *Tree) Clone() Tree { return Tree{t.size, append([]tlog.Hash(nil), t.peaks...)} }
