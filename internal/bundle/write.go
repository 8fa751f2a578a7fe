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
	read, err := out.commits(ctx, log, id)
	if err != nil {
		return err
	}
	held := 0
	for _, t := range read.named {
		if b, ok := known.Salted(id, t); ok {
			out.json(text{b.Text, base64.RawURLEncoding.EncodeToString(b.Salt[:]), b.Body})
			held++
		}
	}
	return out.end(key, read, held)
}

// WriteBare writes a bundle without texts, for whoever keeps them elsewhere. It
// returns the log's head and the texts that the records name, in the order in
// which they first do.
func WriteBare(ctx context.Context, w io.Writer, log eventlog.Log, key ed25519.PrivateKey, id room.RoomID) (eventlog.Head, []room.Text, error) {
	out := writer{w: bufio.NewWriter(w)}
	out.json(header{Version, holdsNoTexts, id})
	read, err := out.commits(ctx, log, id)
	if err == nil {
		err = out.end(key, read, 0)
	}
	return read.head, read.named, err
}

// written is what was seen of a log while it was written.
type written struct {
	room     room.RoomID
	head     eventlog.Head
	tree     translog.Tree
	restored bool
	named    []room.Text
}

// commits writes the log's commits.
func (w *writer) commits(ctx context.Context, log eventlog.Log, id room.RoomID) (written, error) {
	out := written{room: id}
	seen := map[room.Text]bool{}
	for c, err := range log.Read(ctx, id, 1) {
		if err != nil {
			return out, err
		}
		w.line(c.Append(nil))
		out.head = c.Head()
		out.tree.AddCommit(&c)
		for i := range c.Records {
			r, err := room.ParseRecord(c.Records[i].Record)
			if err != nil {
				continue
			}
			out.restored = out.restored || r.Type == "room.restore/1"
			for _, t := range room.TextsIn(r.Type, r.Payload) {
				if !seen[t] {
					seen[t], out.named = true, append(out.named, t)
				}
			}
		}
	}
	return out, nil
}

// end signs the head and writes the last line.
func (w *writer) end(key ed25519.PrivateKey, read written, texts int) error {
	if len(key) != ed25519.PrivateKeySize {
		return errors.New("bundle: not a private key")
	}
	origin := translog.Origin(read.room)
	if read.restored {
		origin = translog.RestoredOrigin(read.room, key.Public().(ed25519.PublicKey))
	}
	head, err := translog.Sign(key, read.tree.Head(origin))
	if err != nil {
		return err
	}
	w.json(end{string(head), int(read.head.Seq), texts})
	return w.flush()
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
