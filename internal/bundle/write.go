package bundle

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"io"

	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/texts"
	"parley/internal/translog"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Texts finds texts with their salts: see [texts.Vault.Salted]. The room's must
// be loaded.
type Texts interface {
	Salted(r room.RoomID, t room.Text) (texts.Body, bool)
}

// Write writes the bundle of a room as its log stands, its head signed with the
// room's key.
func Write(ctx context.Context, w io.Writer, log eventlog.Log, known Texts, key ed25519.PrivateKey, id room.RoomID) error {
	out := writer{w: bufio.NewWriter(w)}
	out.json(header{Version, holds, id})
	var tree translog.Tree
	var named []room.Text
	seen := map[room.Text]bool{}
	commits := 0
	for c, err := range log.Read(ctx, id, 1) {
		if err != nil {
			return err
		}
		out.line(c.Append(nil))
		tree.AddCommit(&c)
		commits++
		for _, t := range textsOf(&c) {
			if !seen[t] {
				seen[t], named = true, append(named, t)
			}
		}
	}
	held := 0
	for _, t := range named {
		if b, ok := known.Salted(id, t); ok {
			out.json(text{b.Text, base64.RawURLEncoding.EncodeToString(b.Salt[:]), b.Body})
			held++
		}
	}
	head, err := translog.Sign(key, tree.Head(id))
	if err != nil {
		return err
	}
	out.json(end{string(head), commits, held})
	return out.flush()
}

// textsOf lists the commitments that the records of a commit hold.
func textsOf(c *eventlog.Commit) (ts []room.Text) {
	for i := range c.Records {
		if r, err := room.ParseRecord(c.Records[i].Record); err == nil {
			ts = append(ts, room.TextsIn(r.Type, r.Payload)...)
		}
	}
	return ts
}

// writer writes lines until the first error.
type writer struct {
	w   *bufio.Writer
	err error
}

func (w *writer) line(b []byte) {
	if w.err != nil {
		return
	}
	if bytes.IndexByte(b, '\n') >= 0 {
		w.err = errors.New("bundle: a record has a line break")
		return
	}
	_, err := w.w.Write(append(b, '\n'))
	w.err = err
}

func (w *writer) json(v any) {
	b, err := encode(v)
	if err != nil && w.err == nil {
		w.err = err
	}
	w.line(b)
}

func (w *writer) flush() error {
	if w.err != nil {
		return w.err
	}
	return w.w.Flush()
}

// encode is the one encoding of a line that is no commit.
func encode(v any) ([]byte, error) {
	return json.Marshal(v, json.Deterministic(true), jsontext.EscapeForJS(false), jsontext.EscapeForHTML(false))
}
