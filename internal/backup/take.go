package backup

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"parley/internal/bundle"
	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/texts"
	"parley/internal/translog"
)

// Errors of taking a room in; nothing was changed.
var (
	ErrExists = errors.New("the data directory has that room already")
	ErrOver   = errors.New("the day on which the room was to be deleted has come")
)

// Target is a data directory that takes rooms in. No server may use it
// meanwhile.
type Target struct {
	Log     eventlog.Log
	Texts   *texts.Vault
	Keys    *translog.Keys
	Exports *bundle.Ledger
	Backups *bundle.Ledger
	// Erased says whether a text of the room was erased, here or elsewhere.
	Erased func(r room.RoomID, t room.Text) bool
	// Over says whether the room's day has come.
	Over func(s *room.State) bool
	// Seed draws the randomness of one command.
	Seed func() [32]byte
	Now  time.Time
	// Incoming is a directory with a file for each room that is not whole yet;
	// it is made when it is first written to.
	Incoming string
}

// Taken is what became of a room that was taken in.
type Taken struct {
	Room    room.RoomID
	Title   string         // "" when it did not come along
	Records room.Index     // of the copy
	Texts   int            // that came along
	Lost    map[string]int // texts that did not, by room.LostErased and so on
}

// Check says why the room cannot be taken in: [ErrExists], [ErrOver]; nil when it
// can. It changes nothing.
func (t *Target) Check(ctx context.Context, c *Copy) error {
	_, err := t.prepare(ctx, c)
	return err
}

func (t *Target) prepare(ctx context.Context, c *Copy) (*incoming, error) {
	if err := t.free(ctx, c.Room); err != nil {
		return nil, err
	}
	in, err := t.fold(ctx, c)
	if err != nil {
		return nil, err
	}
	if t.Over(in.state) {
		return nil, ErrOver
	}
	return in, nil
}

// free is nil when nothing of the room is in the data directory.
func (t *Target) free(ctx context.Context, id room.RoomID) error {
	if _, err := t.Log.Head(ctx, id); err == nil {
		return ErrExists
	} else if !errors.Is(err, eventlog.ErrNoRoom) {
		return err
	}
	if _, err := t.Keys.Load(id); !errors.Is(err, translog.ErrNoKey) {
		return errors.Join(ErrExists, err)
	}
	if has, err := t.Texts.Has(id); has || err != nil {
		return errors.Join(ErrExists, err)
	}
	return nil
}

// Take takes the room in. The copy was audited: what its server did wrong stays
// wrong here. The room is there whole, with its own record of where it came from,
// or not at all.
func (t *Target) Take(ctx context.Context, c *Copy) (*Taken, error) {
	in, err := t.prepare(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := t.begin(c.Room); err != nil {
		return nil, err
	}
	if err := t.store(ctx, c, in); err != nil {
		return nil, errors.Join(err, t.undo(context.WithoutCancel(ctx), c.Room))
	}
	return &Taken{Room: c.Room, Title: in.title(), Records: in.records, Texts: len(in.bodies), Lost: in.count()}, nil
}

func (t *Target) store(ctx context.Context, c *Copy, in *incoming) error {
	if err := t.Texts.Put(ctx, c.Room, in.bodies); err != nil {
		return err
	}
	var head eventlog.Head
	var err error
	for i := range c.Commits {
		if head, err = t.Log.Take(ctx, c.Room, head, &c.Commits[i]); err != nil {
			return err
		}
	}
	key, err := t.Keys.Create(c.Room)
	if err != nil {
		return err
	}
	rs, err := t.goOn(c, in, key.Public().(ed25519.PublicKey))
	if err != nil {
		return err
	}
	for len(rs) > 0 {
		n := fits(rs)
		if head, err = t.Log.Append(ctx, c.Room, head, rs[:n]); err != nil {
			return err
		}
		rs = rs[n:]
	}
	if err := t.note(c); err != nil {
		return err
	}
	return t.end(c.Room)
}

// note lists the other copies that the copy knows of, and itself. They stay listed
// whatever becomes of the room: somebody has the files.
func (t *Target) note(c *Copy) error {
	return errors.Join(noteAll(t.Exports, c.Room, c.Exports), noteAll(t.Backups, c.Room, c.Backups))
}

func noteAll(in *bundle.Ledger, id room.RoomID, copies []bundle.Made) error {
	known, err := in.List(id)
	for _, made := range copies {
		if err == nil && !slices.Contains(known, made) {
			err = in.Note(id, made)
		}
	}
	return err
}

// fits is how many of the records go into one commit, at least one.
func fits(rs []room.Record) (n int) {
	for cost := 0; n < len(rs) && n < eventlog.MaxRecords; n++ {
		if cost += eventlog.Cost(&rs[n]); n > 0 && cost > eventlog.Space {
			break
		}
	}
	return n
}

// goOn is the records with which the room goes on here.
func (t *Target) goOn(c *Copy, in *incoming, pub ed25519.PublicKey) ([]room.Record, error) {
	r, err := in.decide(t.Seed, "room.restore/1", room.RestoreRoom{
		At: t.Now.Unix(), Head: string(c.Head), Key: base64.RawURLEncoding.EncodeToString(pub),
	})
	rs := []room.Record{r}
	for _, why := range []string{room.LostErased, room.LostExpired, room.LostAbsent} {
		for lost := in.lost[why]; len(lost) > 0 && err == nil; {
			n := min(len(lost), room.MaxLost)
			r, err = in.decide(t.Seed, "text.lose/1", room.LoseTexts{Texts: lost[:n], Why: why})
			rs, lost = append(rs, r), lost[n:]
		}
	}
	return rs, err
}

func (t *Target) marker(id room.RoomID) string { return filepath.Join(t.Incoming, string(id)) }

// begin marks the room as not whole, durably.
func (t *Target) begin(id room.RoomID) error {
	if err := os.MkdirAll(t.Incoming, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(t.marker(id), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), syncDir(t.Incoming), syncDir(filepath.Dir(t.Incoming)))
}

// end takes the mark away: the room is whole.
func (t *Target) end(id room.RoomID) error {
	if err := os.Remove(t.marker(id)); err != nil {
		return err
	}
	return syncDir(t.Incoming)
}

// undo removes what was taken in of a room, texts' keys first.
func (t *Target) undo(ctx context.Context, id room.RoomID) error {
	err := errors.Join(t.Texts.Delete(ctx, id), t.Log.Delete(ctx, id), t.Keys.Delete(id))
	if err == nil {
		err = t.end(id)
		if errors.Is(err, fs.ErrNotExist) { // taken away before, but not surely on disk
			err = syncDir(t.Incoming)
		}
	}
	if err != nil {
		return fmt.Errorf("what was taken in of room %s is removed when the directory is opened next: %w", id, err)
	}
	return nil
}

// Abandon removes rooms that an earlier Take could not finish, since the program
// ended. Call it before anything else uses the directory.
func (t *Target) Abandon(ctx context.Context) (err error) {
	marks, readErr := os.ReadDir(t.Incoming)
	if readErr != nil && !errors.Is(readErr, fs.ErrNotExist) {
		return readErr
	}
	for _, m := range marks {
		if id := room.RoomID(m.Name()); id.Valid() {
			err = errors.Join(err, t.undo(ctx, id))
		}
	}
	return err
}
