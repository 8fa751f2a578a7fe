package bundle

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"io"

	"parley/internal/eventlog"
	"parley/internal/texts"

	"github.com/go-json-experiment/json"
)

// Read reads a bundle and refuses, with a [*FormError], whatever [Write] would
// not have written so. Other errors are those of r.
func Read(r io.Reader) (*Bundle, error) {
	in := reader{r: bufio.NewReaderSize(r, 64<<10), left: MaxSize}
	b := &Bundle{}
	var h header
	line, err := in.next()
	if err != nil {
		return nil, err
	}
	switch {
	case !strict(line, &h):
		return nil, in.wrong("this is no bundle of a room")
	case h.Bundle != Version:
		return nil, in.wrong("a bundle of another version")
	case h.Holds != holds && h.Holds != holdsNoTexts || !h.Room.Valid():
		return nil, in.wrong("the first line is not of its form")
	}
	b.Room, b.Bare = h.Room, h.Holds == holdsNoTexts
	for {
		line, err := in.next()
		if err != nil {
			return nil, err
		}
		switch {
		case bytes.HasPrefix(line, []byte(`{"v":`)) && len(b.Texts) == 0:
			c, err := eventlog.Unpack(line)
			if err != nil {
				return nil, in.wrong("bytes that are no commit in its one encoding")
			}
			b.Commits = append(b.Commits, c)
		case bytes.HasPrefix(line, []byte(`{"text":`)) && !b.Bare:
			t, ok := readText(line)
			if !ok {
				return nil, in.wrong("a text that is not of its form")
			}
			b.Texts = append(b.Texts, t)
		default:
			return b, in.end(b, line)
		}
	}
}

func readText(line []byte) (b texts.Body, ok bool) {
	var t text
	if !strict(line, &t) || !t.Text.Valid() {
		return b, false
	}
	salt, err := base64.RawURLEncoding.Strict().DecodeString(t.Salt)
	if err != nil || len(salt) != 32 {
		return b, false
	}
	return texts.Body{Text: t.Text, Salt: [32]byte(salt), Body: t.Body}, true
}

// strict decodes a line that is v's one encoding.
func strict(line []byte, v any) bool {
	if json.Unmarshal(line, v, json.RejectUnknownMembers(true)) != nil {
		return false
	}
	again, err := encode(v)
	return err == nil && bytes.Equal(again, line)
}

// reader takes a file apart into lines.
type reader struct {
	r    *bufio.Reader
	n    int // lines so far
	left int // bytes that may still come
}

func (r *reader) wrong(say string) error { return &FormError{r.n, say} }

// next is the next line without its end.
func (r *reader) next() ([]byte, error) {
	r.n++
	var line []byte
	for {
		part, err := r.r.ReadSlice('\n')
		line = append(line, part...)
		r.left -= len(part)
		switch {
		case len(line) > MaxLine || r.left < 0:
			return nil, r.wrong("longer than a bundle may be")
		case err == nil:
			return line[:len(line)-1], nil
		case errors.Is(err, io.EOF):
			return nil, r.wrong("the file ends before its last line is whole")
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, err
		}
	}
}

// end reads the last line.
func (r *reader) end(b *Bundle, line []byte) error {
	var e end
	if !strict(line, &e) {
		return r.wrong("neither a commit, a text nor the end, in this place")
	}
	if e.Commits != len(b.Commits) || e.Texts != len(b.Texts) {
		return r.wrong("the file does not hold as many commits and texts as it says")
	}
	b.Head = []byte(e.Head)
	r.n++
	if _, err := r.r.ReadByte(); err == nil {
		return r.wrong("something follows the last line")
	} else if !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}
