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
)

// retentionEvery is how often a server looks for rooms whose day has come.
const retentionEvery = time.Hour

// keepPromises deletes rooms on the day that their notice promised, until ctx
// ends, and calls told with each.
func (n *node) keepPromises(ctx context.Context, told func(room.RoomID)) {
	if err := n.finishDeletions(ctx); err != nil && ctx.Err() == nil {
		n.log.Error("finishing deletions", "error", err)
	}
	for {
		gone, err := n.deleteDue(ctx)
		for _, id := range gone {
			told(id)
			n.log.Info("a room was deleted, as its notice promised", "room", id)
		}
		if err != nil && ctx.Err() == nil {
			n.log.Error("deleting rooms whose time is over", "error", err)
		}
		select {
		case <-n.clock.After(retentionEvery):
		case <-ctx.Done():
			return
		}
	}
}

// deleteDue deletes every room whose retention is over. A tombstone stays.
func (n *node) deleteDue(ctx context.Context) (gone []room.RoomID, err error) {
	var ids []room.RoomID
	for id, readErr := range n.db.Log().Rooms(ctx) {
		if readErr != nil {
			return nil, readErr
		}
		ids = append(ids, id)
	}
	for _, id := range ids {
		due := false
		// A room that cannot be opened is the keeper's to look at, not to lose.
		_ = n.engine.View(ctx, id, func(s *room.State, _ room.Texts, _ room.Seconds) {
			end, ends := retentionEnd(s)
			due = ends && n.clock.Now().Unix() >= end
		})
		if !due {
			continue
		}
		if delErr := n.delete(ctx, id); delErr != nil {
			err = errors.Join(err, fmt.Errorf("room %s: %w", id, delErr))
			continue
		}
		gone = append(gone, id)
	}
	return gone, err
}

// retentionEnd is the Unix second from which the room is to be gone: its days
// after the close or, when nobody closes it, after its planned end and its last
// record. A room that waits for a beginning that nobody planned stays.
func retentionEnd(s *room.State) (end int64, ends bool) {
	last := s.Now
	switch {
	case s.Session.Phase == room.Closed:
		last = s.Session.ClosedAt
	case s.Session.Timed:
		last = max(last, s.Session.End)
	case s.Info.Start > 0:
		last = max(last, room.Seconds(s.Info.Start-s.Info.Epoch)+s.Info.Seconds)
	default:
		return 0, false
	}
	return s.Info.Epoch + int64(last) + int64(s.Info.Policy.Retention)*24*3600, true
}

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

// finishDeletions takes up deletions that were cut short: whatever has a
// tombstone is gone with its keys.
func (n *node) finishDeletions(ctx context.Context) (err error) {
	stones, readErr := os.ReadDir(n.tombstones)
	if readErr != nil && !errors.Is(readErr, fs.ErrNotExist) {
		return readErr
	}
	for _, stone := range stones {
		id := room.RoomID(strings.TrimSuffix(stone.Name(), ".json"))
		if !id.Valid() {
			continue
		}
		if delErr := n.engine.Delete(ctx, id); delErr != nil && !errors.Is(delErr, eventlog.ErrNoRoom) {
			err = errors.Join(err, fmt.Errorf("room %s: %w", id, delErr))
		}
		err = errors.Join(err, n.forget(id))
	}
	return err
}

// delete removes a room: the texts' keys first, then the texts, the log and the
// signing key. A deletion that was cut short is finished the next time.
func (n *node) delete(ctx context.Context, id room.RoomID) error {
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
	if err := os.WriteFile(n.tombstone(id), append(stone, '\n'), 0o600); err != nil {
		return err
	}
	if err := n.engine.Delete(ctx, id); err != nil {
		return err
	}
	return n.forget(id)
}

// forget removes what is kept of a room beside its log and its texts.
func (n *node) forget(id room.RoomID) error {
	return errors.Join(n.exports.Delete(id), n.keys.Delete(id), n.erasures.Delete(id))
}
