package eventlog

import (
	"bytes"
	"strconv"

	"parley/internal/room"

	"github.com/go-json-experiment/json/jsontext"
)

// Unpack reads what [Commit.Append] wrote and refuses, with an [ErrBroken],
// anything that it would not write again to the same bytes. Of records it sees
// that each is one strict JSON value, no more. The commit's records are parts of
// one copy of b.
func Unpack(b []byte) (Commit, error) {
	if len(b) > MaxBytes {
		return Commit{}, broken("commit of more than %d bytes", MaxBytes)
	}
	r := reader{b: bytes.Clone(b)}
	var c Commit
	r.literal(`{"v":1,"seq":`)
	c.Seq = room.Seq(r.number())
	r.literal(`,"prev":"`)
	r.base64(c.Prev[:])
	r.literal(`","first":`)
	c.First = room.Index(r.number())
	r.literal(`,"records":[`)
	for !r.bad {
		var s Stored
		r.literal(`{"salt":"`)
		r.base64(s.Salt[:])
		r.literal(`","record":`)
		s.Record = r.value()
		r.literal(`}`)
		c.Records = append(c.Records, s)
		if bytes.HasPrefix(r.b, []byte(`]`)) {
			break
		}
		r.literal(`,`)
	}
	r.literal(`]}`)
	if r.bad || len(r.b) > 0 {
		return Commit{}, broken("bytes that are no commit in its one encoding")
	}
	if c.Seq == 0 || c.First == 0 || len(c.Records) > MaxRecords {
		return Commit{}, broken("commit with impossible numbers")
	}
	c.Hash = c.hash()
	return c, nil
}

// reader takes a commit apart from the front. After something that does not
// belong there it is bad and yields only zeros.
type reader struct {
	b   []byte
	bad bool
	src bytes.Buffer // of dec
	dec jsontext.Decoder
}

// take is the next n bytes.
func (r *reader) take(n int) []byte {
	if r.bad || n > len(r.b) {
		r.bad = true
		return nil
	}
	b := r.b[:n:n]
	r.b = r.b[n:]
	return b
}

func (r *reader) literal(s string) {
	if string(r.take(len(s))) != s {
		r.bad = true
	}
}

func (r *reader) number() uint64 {
	n := 0
	for n < len(r.b) && '0' <= r.b[n] && r.b[n] <= '9' {
		n++
	}
	digits := string(r.take(n))
	v, err := strconv.ParseUint(digits, 10, 64)
	if err != nil || digits[0] == '0' && digits != "0" {
		r.bad = true
	}
	return v
}

// base64 fills dst.
func (r *reader) base64(dst []byte) {
	src := r.take(b64.EncodedLen(len(dst)))
	if n, err := b64.Decode(dst, src); err != nil || n != len(dst) {
		r.bad = true
	}
}

// value is the next JSON value, without space around it.
func (r *reader) value() []byte {
	if r.bad {
		return nil
	}
	r.src = *bytes.NewBuffer(r.b)
	r.dec.Reset(&r.src)
	v, err := r.dec.ReadValue()
	if err != nil || r.dec.InputOffset() != int64(len(v)) {
		r.bad = true
		return nil
	}
	return r.take(len(v))
}
