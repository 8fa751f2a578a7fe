package evidence

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"

	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/texts"
	"parley/internal/translog"
)

// Texts finds texts with their salts: see [texts.Vault.Salted]. The room's must
// be loaded.
type Texts interface {
	Salted(r room.RoomID, t room.Text) (texts.Body, bool)
}

// ErrNoPost: the room has no post of that id.
var ErrNoPost = errors.New("evidence: the room has no post of that id")

// gathered is what was taken from a log.
type gathered struct {
	tree     translog.Tree
	prover   translog.Prover
	restored bool

	kept  []Entry
	named []room.Text
	joins map[string]Entry // the newest of each voice, before the post
	post  *room.Record
	join  Entry // of the post's author
}

// Make gathers the evidence about a post from the room's log as it stands, its head
// signed with the room's key. [ErrNoPost] when there is no such post.
func Make(ctx context.Context, log eventlog.Log, known Texts, key ed25519.PrivateKey, id room.RoomID, item room.ItemID) (*File, error) {
	if len(key) != ed25519.PrivateKeySize {
		return nil, errors.New("evidence: not a private key")
	}
	g := gathered{joins: map[string]Entry{}}
	for c, err := range log.Read(ctx, id, 1) {
		if err == nil {
			err = g.commit(&c, item)
		}
		if err != nil {
			return nil, err
		}
	}
	if g.post == nil {
		return nil, ErrNoPost
	}
	f := &File{Evidence: Version, Holds: holds, Room: id, Item: item, Texts: []Text{}}
	if g.join.Record != "" {
		f.Guest = guestOf(g.join.Record)
	}
	for _, e := range g.kept {
		path, err := g.prover.Prove(e.Index)
		if err != nil {
			return nil, err
		}
		for _, h := range path {
			e.Proof = append(e.Proof, b64.EncodeToString(h[:]))
		}
		f.Records = append(f.Records, e)
	}
	for _, t := range g.named {
		if b, ok := known.Salted(id, t); ok {
			f.Texts = append(f.Texts, Text{b.Text, b64.EncodeToString(b.Salt[:]), b.Body})
		}
	}
	origin := translog.Origin(id)
	if g.restored {
		origin = translog.RestoredOrigin(id, key.Public().(ed25519.PublicKey))
	}
	head, err := translog.Sign(key, g.tree.Head(origin))
	f.Head = string(head)
	return f, err
}

var b64 = base64.RawURLEncoding.Strict()

// commit takes what belongs to the post from a commit.
func (g *gathered) commit(c *eventlog.Commit, item room.ItemID) error {
	for i := range c.Records {
		stored := &c.Records[i]
		r, err := room.ParseRecord(stored.Record)
		if err != nil {
			continue // verify says so of the whole room
		}
		g.record(&r, Entry{
			Index: c.First + room.Index(i), Record: string(stored.Record),
			Salt: b64.EncodeToString(stored.Salt[:]), Proof: []string{},
		}, item)
	}
	g.tree.AddCommit(c)
	return g.prover.AddCommit(c)
}

func (g *gathered) record(r *room.Record, e Entry, item room.ItemID) {
	switch {
	case r.Type == "voice.join/1" && g.post == nil:
		g.joins[r.By.ID] = e
	case r.Type == "room.open/1":
		g.kept = append(g.kept, e)
	case r.Type == "room.restore/1":
		g.restored = true
		g.kept = append(g.kept, e)
	case writes(r, item):
		g.post = r
		if g.join = g.joins[r.By.ID]; r.By.Kind == room.ActorVoice && g.join.Record != "" {
			g.insert(g.join)
		}
		g.joins = nil
		g.keep(r, e)
	case g.post != nil && about(r, item):
		g.keep(r, e)
	}
}

// keep keeps a record whose texts belong to the file.
func (g *gathered) keep(r *room.Record, e Entry) {
	g.kept = append(g.kept, e)
	for _, t := range room.TextsIn(r.Type, r.Payload) {
		if !contains(g.named, t) {
			g.named = append(g.named, t)
		}
	}
}

// insert puts the author's joining in its place.
func (g *gathered) insert(e Entry) {
	at := len(g.kept)
	for at > 0 && g.kept[at-1].Index > e.Index {
		at--
	}
	g.kept = append(g.kept[:at:at], append([]Entry{e}, g.kept[at:]...)...)
}
