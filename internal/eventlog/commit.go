package eventlog

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"unicode/utf8"

	"parley/internal/room"

	"github.com/go-json-experiment/json/jsontext"
)

// A commit holds at most MaxRecords records and its encoding at most MaxBytes
// bytes. [Cost] tells beforehand how much of MaxBytes a record takes.
const (
	MaxRecords = 512
	MaxBytes   = 256 << 10
)

// ErrTooLarge is the error of an append of no records, of more than
// [MaxRecords] or of more than [MaxBytes]; nothing was stored.
var ErrTooLarge = errors.New("eventlog: a commit holds 1 to 512 records and at most 256 KiB")

const (
	leafDomain   = "RTLEAF-V01\x00"
	commitDomain = "RTCOMMIT-V01\x00"

	// frame is more than a commit's encoding takes beside its records.
	frame = 192
	// shallow is a length at which JSON cannot be nested too deeply to be read
	// back from inside a commit: each level takes a byte, readers stop at 10,000.
	shallow = 8 << 10
)

var b64 = base64.RawURLEncoding.Strict()

// Leaf is the Merkle leaf of a record: SHA-256("RTLEAF-V01" ‖ 0 ‖ salt ‖
// record). Without the salt it says nothing about the record.
func Leaf(salt [16]byte, record []byte) [32]byte {
	h := sha256.New()
	h.Write([]byte(leafDomain))
	h.Write(salt[:])
	h.Write(record)
	var leaf [32]byte
	h.Sum(leaf[:0])
	return leaf
}

// Leaf is the record's Merkle leaf.
func (s *Stored) Leaf() [32]byte { return Leaf(s.Salt, s.Record) }

// HashCommit is the hash that chains commits: SHA-256("RTCOMMIT-V01" ‖ 0 ‖ seq
// ‖ prev ‖ first ‖ n ‖ the n leaves), numbers in 8 bytes, big-endian. It is made
// of leaves so that the chain can be checked where records are withheld.
func HashCommit(seq room.Seq, prev [32]byte, first room.Index, leaves [][32]byte) [32]byte {
	h := sha256.New()
	h.Write([]byte(commitDomain))
	var n [8]byte
	put := func(v uint64) { binary.BigEndian.PutUint64(n[:], v); h.Write(n[:]) }
	put(uint64(seq))
	h.Write(prev[:])
	put(uint64(first))
	put(uint64(len(leaves)))
	for i := range leaves {
		h.Write(leaves[i][:])
	}
	return [32]byte(h.Sum(nil))
}

// Cost is an upper bound of the bytes that the record takes in a commit's
// encoding. Records whose costs add up to at most [Space] fit in one commit.
func Cost(r *room.Record) int {
	names := quoted(r.Type) + quoted(string(r.By.Kind)) + quoted(r.By.ID) + quoted(string(r.Cmd))
	return 192 + names + len(r.Payload) + len(r.Facts) + b64.EncodedLen(len(r.Sig))
}

// quoted is at least what s takes as a JSON string, without its quotes.
func quoted(s string) int {
	n := len(s)
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			n += 5
		}
	}
	return n
}

// Space is what a commit has for records: see [Cost].
const Space = MaxBytes - frame

// Pack makes the commit that follows after, with a salt from salts for each
// record, and its encoding. It refuses records that could not be read back, and
// [ErrTooLarge].
func Pack(after Head, rs []room.Record, salts io.Reader) (Commit, []byte, error) {
	if len(rs) == 0 || len(rs) > MaxRecords {
		return Commit{}, nil, ErrTooLarge
	}
	c := Commit{Seq: after.Seq + 1, Prev: after.Hash, First: after.Index + 1, Records: make([]Stored, len(rs))}
	drawn := make([]byte, 16*len(rs))
	if _, err := io.ReadFull(salts, drawn); err != nil {
		return Commit{}, nil, fmt.Errorf("eventlog: no salts: %w", err)
	}
	size := frame
	for i := range rs {
		if err := check(&rs[i]); err != nil {
			return Commit{}, nil, err
		}
		c.Records[i].Salt = [16]byte(drawn[16*i:])
		size += Cost(&rs[i])
	}
	spans := make([][2]int, len(rs))
	b := c.encode(make([]byte, 0, size), func(b []byte, i int) []byte {
		start := len(b)
		b = rs[i].Append(b)
		spans[i] = [2]int{start, len(b)}
		return b
	})
	if len(b) > MaxBytes {
		return Commit{}, nil, ErrTooLarge
	}
	deep := false
	for i := range rs {
		c.Records[i].Record = b[spans[i][0]:spans[i][1]:spans[i][1]]
		deep = deep || len(c.Records[i].Record) > shallow
	}
	if deep {
		if _, err := Unpack(b); err != nil {
			return Commit{}, nil, errors.New("eventlog: a record is nested too deeply")
		}
	}
	c.Hash = c.hash()
	return c, b, nil
}

// Again is the encoding of a commit that was made elsewhere, and the head that it
// makes after after. It refuses what would not be read back: [ErrBroken],
// [ErrTooLarge].
func (c *Commit) Again(after Head) (Head, []byte, error) {
	if len(c.Records) == 0 || len(c.Records) > MaxRecords {
		return Head{}, nil, ErrTooLarge
	}
	b := c.Append(nil)
	if len(b) > MaxBytes {
		return Head{}, nil, ErrTooLarge
	}
	again, err := Unpack(b)
	if err != nil {
		return Head{}, nil, err
	}
	head, err := after.Next(&again)
	return head, b, err
}

// check refuses a record that [room.ParseRecord] would not read back: once
// stored, it would keep the room from ever opening again.
func check(r *room.Record) error {
	_, err := room.ParseActor(string(r.By.Kind) + ":")
	switch {
	case r.V != room.RecordVersion:
	case err != nil:
	case !utf8.ValidString(r.Type) || !utf8.ValidString(r.By.ID) || !utf8.ValidString(string(r.Cmd)):
	case !single(r.Payload) || !single(r.Facts):
	default:
		return nil
	}
	return errors.New("eventlog: record is not of the record's form")
}

// single says whether v is one strict JSON value and nothing around it.
func single(v jsontext.Value) bool {
	return len(v) > 0 && v[0] > ' ' && v[len(v)-1] > ' ' && v.IsValid()
}

func (c *Commit) hash() [32]byte {
	leaves := make([][32]byte, len(c.Records))
	for i := range c.Records {
		leaves[i] = c.Records[i].Leaf()
	}
	return HashCommit(c.Seq, c.Prev, c.First, leaves)
}

// Append writes the commit's one and only encoding (docs/spec/log.md): strict
// JSON in a fixed order of members, records byte for byte. The hash is not in
// it: it follows from the rest.
func (c *Commit) Append(b []byte) []byte {
	size := frame
	for i := range c.Records {
		size += len(c.Records[i].Record) + 48
	}
	return c.encode(slices.Grow(b, size), func(b []byte, i int) []byte { return append(b, c.Records[i].Record...) })
}

// encode writes the commit with what record writes for its i-th record.
func (c *Commit) encode(b []byte, record func(b []byte, i int) []byte) []byte {
	b = append(b, `{"v":1,"seq":`...)
	b = strconv.AppendUint(b, uint64(c.Seq), 10)
	b = append(b, `,"prev":"`...)
	b = b64.AppendEncode(b, c.Prev[:])
	b = append(b, `","first":`...)
	b = strconv.AppendUint(b, uint64(c.First), 10)
	b = append(b, `,"records":[`...)
	for i := range c.Records {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"salt":"`...)
		b = b64.AppendEncode(b, c.Records[i].Salt[:])
		b = append(b, `","record":`...)
		b = record(b, i)
		b = append(b, '}')
	}
	return append(b, `]}`...)
}
