package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"parley/internal/eventlog"
	"parley/internal/room"
	"parley/internal/translog"
)

// tombstone is what stays of a deleted room.
type tombstone struct {
	Room    room.RoomID `json:"room"`
	Commits room.Seq    `json:"commits"`
	Records room.Index  `json:"records"`
	Head    string      `json:"head"` // hash of the last commit, hex
	Deleted string      `json:"deleted"`
}

func (n *node) tombstone(id room.RoomID) string {
	return filepath.Join(n.tombstones, string(id)+".json")
}

// buried says whether the room has a tombstone: what is left of it is to go.
func (n *node) buried(id room.RoomID) bool {
	_, err := os.Stat(n.tombstone(id))
	return err == nil
}

// delete removes a room, once its tombstone is on disk. A deletion that is cut
// short is finished when the directory is opened next.
func (n *node) delete(ctx context.Context, id room.RoomID) error {
	if !n.buried(id) {
		if err := n.bury(ctx, id); err != nil {
			return err
		}
	}
	return n.remove(ctx, id)
}

// bury writes the room's tombstone; it is on disk on return.
func (n *node) bury(ctx context.Context, id room.RoomID) error {
	head, err := n.db.Log().Head(ctx, id)
	if err != nil {
		return err
	}
	stone, err := json.Marshal(tombstone{id, head.Seq, head.Index, hex.EncodeToString(head.Hash[:]), n.clock.Now().UTC().Format(time.RFC3339)})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(n.tombstones, 0o700); err != nil {
		return err
	}
	unfinished := n.tombstone(id) + ".new"
	if err := writeSynced(unfinished, append(stone, '\n')); err != nil {
		return err
	}
	if err := os.Rename(unfinished, n.tombstone(id)); err != nil {
		return err
	}
	return errors.Join(syncDir(n.tombstones), syncDir(n.data))
}

// remove removes what there is of a room: the texts' keys first, then the texts
// and the log, and at last, when nothing else is left, the signing key.
func (n *node) remove(ctx context.Context, id room.RoomID) error {
	if err := n.engine.Delete(ctx, id); err != nil && !errors.Is(err, eventlog.ErrNoRoom) {
		return err
	}
	if err := errors.Join(n.exports.Delete(id), n.backups.Delete(id), n.erasures.Delete(id)); err != nil {
		return err
	}
	return n.keys.Delete(id)
}

// finishDeletions takes up deletions that were cut short: of rooms that have a
// tombstone and a signing key.
func (n *node) finishDeletions(ctx context.Context) (gone []room.RoomID, err error) {
	stones, readErr := os.ReadDir(n.tombstones)
	if readErr != nil && !errors.Is(readErr, fs.ErrNotExist) {
		return nil, readErr
	}
	for _, stone := range stones {
		id := room.RoomID(strings.TrimSuffix(stone.Name(), ".json"))
		if !id.Valid() {
			continue
		}
		if _, noKey := n.keys.Load(id); errors.Is(noKey, translog.ErrNoKey) {
			continue
		}
		if delErr := n.remove(ctx, id); delErr != nil {
			err = errors.Join(err, fmt.Errorf("room %s: %w", id, delErr))
			continue
		}
		gone = append(gone, id)
	}
	return gone, err
}

func writeSynced(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
