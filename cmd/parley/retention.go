package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"parley/internal/room"
)

// retentionEvery is how often a server looks for rooms whose day has come.
const retentionEvery = time.Hour

// keepPromises deletes rooms on the day that their notice promised, until ctx
// ends, and calls told with each.
func (n *node) keepPromises(ctx context.Context, told func(room.RoomID)) {
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

// deleteDue deletes every room whose retention is over, and what is left of those
// that were deleted before. A tombstone stays.
func (n *node) deleteDue(ctx context.Context) (gone []room.RoomID, err error) {
	gone, err = n.finishDeletions(ctx)
	var ids []room.RoomID
	for id, readErr := range n.db.Log().Rooms(ctx) {
		if readErr != nil {
			return gone, errors.Join(err, readErr)
		}
		ids = append(ids, id)
	}
	for _, id := range ids {
		due := false
		// A room that cannot be opened is the keeper's to look at, not to lose.
		_ = n.engine.View(ctx, id, func(s *room.State, _ room.Texts, _ room.Seconds) {
			due = n.clock.Now().Unix() >= retentionEnd(s)
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
// record, whichever is later.
func retentionEnd(s *room.State) int64 {
	last := s.Now
	switch {
	case s.Session.Phase == room.Closed:
		last = s.Session.ClosedAt
	case s.Session.Timed:
		last = max(last, s.Session.End)
	case s.Info.Start > 0:
		last = max(last, room.Seconds(s.Info.Start-s.Info.Epoch)+s.Info.Seconds)
	}
	return s.Info.Epoch + int64(last) + int64(s.Info.Policy.Retention)*24*3600
}
