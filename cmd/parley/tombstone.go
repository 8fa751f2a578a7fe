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

// deletedOn is the day on which the room was deleted, "2026-11-23"; "" for a room
// without a tombstone.
func (n *node) deletedOn(id room.RoomID) string {
	b, err := os.ReadFile(n.tombstone(id))
	if err != nil {
		return ""
	}
	var stone tombstone
	if json.Unmarshal(b, &stone) != nil || len(stone.Deleted) < len(time.DateOnly) {
		return ""
	}
	return stone.Deleted[:len(time.DateOnly)]
}

// graves are the rooms that have a tombstone, in the order of their ids.
func (n *node) graves() (ids []room.RoomID, err error) {
	stones, err := os.ReadDir(n.tombstones)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, stone := range stones {
		if id := room.RoomID(strings.TrimSuffix(stone.Name(), ".json")); id.Valid() {
			ids = append(ids, id)
		}
	}
	return ids, nil
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
	ids, err := n.graves()
	for _, id := range ids {
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
