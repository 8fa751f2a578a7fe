package audit

import (
	"io"

	"parley/internal/room"
)

// Signed is a room as its server signed it: what its records make of it, and the
// texts that the file holds.
type Signed struct {
	State *room.State
	Texts room.Texts
}

// ReadSigned reads a bundle and checks that it is what the room's server signed.
// That is less than [VerifyFile] does: form, chain, tree, signature and texts, and
// not whether the server followed the room's rules. Where the file is not
// [Report.Whole] there is no room, and the report says what is wrong. Once stop, asked
// as by [VerifyUntil], has said true there is neither room nor report nor error.
func ReadSigned(file io.Reader, stop func() bool) (*Signed, *Report, error) {
	b, formless, err := read(file)
	if b == nil {
		return nil, formless, err
	}
	p := newReplay(b, stop)
	p.signedOnly = true
	switch {
	case !p.run():
		return nil, nil, nil
	case !p.r.Whole():
		return nil, p.r, nil
	}
	texts := func(t room.Text) (string, bool) {
		body, ok := p.held[t]
		return body, ok
	}
	return &Signed{p.s, texts}, p.r, nil
}
