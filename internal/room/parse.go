package room

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// ParseRecord reads what [Record.Append] wrote and refuses anything that it
// would not write again to the same bytes. The record's payload and facts are
// parts of b.
func ParseRecord(b []byte) (Record, error) {
	if !jsontext.Value(b).IsValid() {
		return Record{}, errForm
	}
	return ParseStored(b)
}

var errForm = errors.New("room: record is not in its one encoding")

// ParseStored is [ParseRecord] for bytes that are known to be one strict JSON
// value, as the records of an unpacked commit are.
func ParseStored(b []byte) (Record, error) {
	p := parser{b: b}
	var r Record
	p.literal(`{"v":`)
	r.V = int(p.number())
	p.literal(`,"at":`)
	r.At = Seconds(p.number())
	p.literal(`,"type":`)
	r.Type = p.text()
	p.literal(`,"by":`)
	by := p.text()
	p.literal(`,"cmd":`)
	r.Cmd = CmdID(p.text())
	p.literal(`,"payload":`)
	r.Payload = p.value()
	p.literal(`,"sig":`)
	sig := p.text()
	p.literal(`,"facts":`)
	r.Facts = p.value()
	if len(p.b) > 0 && p.b[0] == ',' {
		p.literal(`,"made":`)
		made := Seconds(p.number())
		r.Made = &made
	}
	p.literal(`}`)
	if p.bad || len(p.b) > 0 {
		return Record{}, errForm
	}
	if r.V != RecordVersion {
		return Record{}, errors.New("room: record of version " + strconv.Itoa(r.V))
	}
	var err error
	if r.By, err = ParseActor(by); err != nil {
		return Record{}, err
	}
	if r.Sig, err = parseSig(sig); err != nil {
		return Record{}, err
	}
	return r, nil
}

func parseSig(s string) ([]byte, error) {
	if s == "" {
		return nil, nil
	}
	if strings.ContainsAny(s, "\r\n") { // which the decoder would pass over
		return nil, errors.New("room: record's signature is not base64url")
	}
	return base64.RawURLEncoding.Strict().DecodeString(s)
}

// parser takes a record apart from the front. After something that does not
// belong where it stands it is bad and yields only zeros.
type parser struct {
	b   []byte
	bad bool
}

// take is the next n bytes.
func (p *parser) take(n int) []byte {
	if p.bad || n > len(p.b) {
		p.bad = true
		return nil
	}
	b := p.b[:n:n]
	p.b = p.b[n:]
	return b
}

func (p *parser) literal(s string) {
	if string(p.take(len(s))) != s {
		p.bad = true
	}
}

func (p *parser) number() int64 {
	n := 0
	for n < len(p.b) && (p.b[n] == '-' || '0' <= p.b[n] && p.b[n] <= '9') {
		n++
	}
	digits := string(p.take(n))
	v, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || digits == "-0" { // JSON has no other spare sign or zero
		p.bad = true
	}
	return v
}

// text is the next string.
func (p *parser) text() string {
	raw := p.value()
	if len(raw) < 2 || raw[0] != '"' {
		p.bad = true
		return ""
	}
	if plain(raw) {
		return string(raw[1 : len(raw)-1])
	}
	s, err := jsontext.AppendUnquote(nil, raw)
	if err != nil || !bytes.Equal(appendString(nil, string(s)), raw) {
		p.bad = true
	}
	return string(s)
}

// plain says whether a string can be written in one way only, as it is.
func plain(s []byte) bool {
	for _, c := range s {
		if c < ' ' || c > '~' || c == '\\' {
			return false
		}
	}
	return true
}

// value is the next value, if no space stands before it. That it is strict JSON
// is known already; only its end is looked for.
func (p *parser) value() jsontext.Value {
	if p.bad || len(p.b) == 0 {
		p.bad = true
		return nil
	}
	switch p.b[0] {
	case '"':
		return p.take(stringEnd(p.b))
	case '{', '[':
		return p.take(bracketEnd(p.b))
	}
	return p.take(max(0, bytes.IndexAny(p.b, ",]} \t\r\n")))
}

// stringEnd is where the string that b begins with ends.
func stringEnd(b []byte) int {
	for n := 1; n < len(b); n++ {
		switch b[n] {
		case '\\':
			n++
		case '"':
			return n + 1
		}
	}
	return len(b)
}

// bracketEnd is where the array or object that b begins with ends.
func bracketEnd(b []byte) int {
	depth := 0
	for n := 0; n < len(b); n++ {
		switch b[n] {
		case '"':
			n += stringEnd(b[n:]) - 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return n + 1
			}
		}
	}
	return len(b)
}
