package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// retentionEvery is how often a server looks for rooms whose day has come.
const retentionEvery = time.Hour

// keepPromises deletes rooms on the day that their notice promised, until ctx
// ends.
func (n *node) keepPromises(ctx context.Context, stderr io.Writer) {
	for {
		gone, err := n.deleteDue(ctx)
		for _, id := range gone {
			fmt.Fprintf(stderr, "parley: room %s was deleted, as its notice promised\n", id)
		}
		if err != nil && ctx.Err() == nil {
			fmt.Fprintf(stderr, "parley: deleting rooms whose time is over: %v\n", err)
		}
		select {
		case <-n.clock.After(retentionEvery):
		case <-ctx.Done():
			return
		}
	}
}

// deleteDue deletes every room whose retention, counted from its close, is
// over. A tombstone stays.
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
			due = s.Session.Phase == room.Closed && n.clock.Now().Unix() >= retentionEnd(s)
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

// retentionEnd is the Unix second from which the room is to be gone.
func retentionEnd(s *room.State) int64 {
	return s.Info.Epoch + int64(s.Session.ClosedAt) + int64(s.Info.Policy.Retention)*24*3600
}

// tombstone is what stays of a deleted room.
type tombstone struct {
	Room    room.RoomID `json:"room"`
	Commits room.Seq    `json:"commits"`
	Records room.Index  `json:"records"`
	Head    string      `json:"head"` // hash of the last commit, hex
	Deleted string      `json:"deleted"`
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
	if err := os.WriteFile(filepath.Join(n.tombstones, string(id)+".json"), append(stone, '\n'), 0o600); err != nil {
		return err
	}
	if err := n.engine.Delete(ctx, id); err != nil {
		return err
	}
	return n.keys.Delete(id)
}
