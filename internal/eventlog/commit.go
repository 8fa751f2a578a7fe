package eventlog

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"unicode/utf8"

	"parley/internal/room"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A commit holds at most MaxRecords records and its encoding at most MaxBytes
// bytes. [Cost] tells beforehand how much of MaxBytes a record takes.
const (
	MaxRecords = 512
	MaxBytes   = 256 << 10
)

// CommitVersion is the version of the commit's form.
const CommitVersion = 1

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
	names := len(r.Type) + len(r.By.Kind) + len(r.By.ID) + len(r.Cmd)
	return 256 + 6*names + len(r.Payload) + len(r.Facts) + b64.EncodedLen(len(r.Sig))
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

// check refuses a record that [room.ParseRecord] would not read back: once
// stored, it would keep the room from ever opening again.
func check(r *room.Record) error {
	_, err := room.ParseActor(r.By.String())
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

// Head is the log's end when c is its last commit.
func (c *Commit) Head() Head {
	return Head{Seq: c.Seq, Index: c.First + room.Index(len(c.Records)) - 1, Hash: c.Hash}
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

// Unpack reads what [Commit.Append] wrote and refuses, with an [ErrBroken],
// anything that it would not write again to the same bytes. It does not look
// into records. The commit shares no memory with b.
func Unpack(b []byte) (Commit, error) {
	var w struct {
		V       int        `json:"v"`
		Seq     room.Seq   `json:"seq"`
		Prev    string     `json:"prev"`
		First   room.Index `json:"first"`
		Records []struct {
			Salt   string         `json:"salt"`
			Record jsontext.Value `json:"record"`
		} `json:"records"`
	}
	if len(b) > MaxBytes {
		return Commit{}, broken("commit of more than %d bytes", MaxBytes)
	}
	if err := json.Unmarshal(b, &w, json.RejectUnknownMembers(true)); err != nil {
		return Commit{}, broken("bytes that are no commit")
	}
	if w.V != CommitVersion {
		return Commit{}, broken("commit of version %d", w.V)
	}
	if len(w.Records) == 0 || len(w.Records) > MaxRecords || w.Seq == 0 || w.First == 0 {
		return Commit{}, broken("commit with impossible numbers")
	}
	c := Commit{Seq: w.Seq, First: w.First, Records: make([]Stored, len(w.Records))}
	ok := decode(c.Prev[:], w.Prev)
	for i := range w.Records {
		ok = ok && decode(c.Records[i].Salt[:], w.Records[i].Salt)
		c.Records[i].Record = w.Records[i].Record
	}
	if !ok || !bytes.Equal(c.Append(nil), b) {
		return Commit{}, broken("commit %d is not in its one encoding", w.Seq)
	}
	c.Hash = c.hash()
	return c, nil
}

// decode fills dst with what s encodes; false when it is not exactly that.
func decode(dst []byte, s string) bool {
	b, err := b64.DecodeString(s)
	return err == nil && len(b) == len(dst) && copy(dst, b) == len(dst)
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
