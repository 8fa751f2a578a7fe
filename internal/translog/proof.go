package translog

import (
	"parley/internal/eventlog"
	"parley/internal/room"

	"golang.org/x/mod/sumdb/tlog"
)

// Proof shows that a record is in a tree: the hashes of RFC 6962's audit path,
// from the leaf up.
type Proof [][32]byte

// Prover follows a log and proves any of its records, in memory of 64 bytes a
// record. The zero Prover is that of a log without records.
type Prover struct {
	n      int64
	hashes []tlog.Hash
}

// AddCommit appends the leaves of a commit's records.
func (p *Prover) AddCommit(c *eventlog.Commit) error {
	for i := range c.Records {
		leaf := c.Records[i].Leaf()
		more, err := tlog.StoredHashes(p.n, leaf[:], p)
		if err != nil {
			return err
		}
		p.hashes = append(p.hashes, more...)
		p.n++
	}
	return nil
}

// ReadHashes is for package tlog.
func (p *Prover) ReadHashes(at []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(at))
	for i, x := range at {
		out[i] = p.hashes[x]
	}
	return out, nil
}

// Prove shows that record i, from 1, is in the tree as it stands.
func (p *Prover) Prove(i room.Index) (Proof, error) {
	path, err := tlog.ProveRecord(p.n, int64(i)-1, p)
	if err != nil {
		return nil, err
	}
	out := make(Proof, len(path))
	for k, h := range path {
		out[k] = h
	}
	return out, nil
}

// Check says whether record i, from 1, of the head's tree has that leaf.
func (p Proof) Check(h Head, i room.Index, leaf [32]byte) bool {
	if i < 1 || i > h.Size {
		return false
	}
	path := make(tlog.RecordProof, len(p))
	for k, x := range p {
		path[k] = x
	}
	return tlog.CheckRecord(path, int64(h.Size), h.Root, int64(i)-1, tlog.RecordHash(leaf[:])) == nil
}
