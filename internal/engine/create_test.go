package engine_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"parley/internal/engine"
	"parley/internal/engine/enginetest"
	"parley/internal/eventlog"
	"parley/internal/eventlog/faulty"
	"parley/internal/eventlog/memory"
	"parley/internal/room"

	"github.com/go-json-experiment/json/jsontext"
)

func TestCreateIsOneCommit(t *testing.T) {
	h := enginetest.Start(t, nil)
	head, err := h.Log.Head(bg, h.Room)
	if err != nil || head.Seq != 1 || head.Index != 2 {
		t.Errorf("head %+v, %v", head, err)
	}
	if _, err := h.Engine.Create(bg, h.Room, h.Opening(h.Room, enginetest.Epoch)); !errors.Is(err, engine.ErrExists) {
		t.Errorf("created twice: %v", err)
	}
}

func TestCreateRefused(t *testing.T) {
	h := enginetest.Start(t, nil)
	h.Clock.Advance(time.Hour)
	id := room.NewRoomID([16]byte{1})
	now := h.Clock.Now().Unix()
	denied := room.Prepared{Type: "question.now/1", By: room.ActorSeat, Payload: jsontext.Value(`{"question":7}`)}
	for name, commands := range map[string][]room.Prepared{
		"nothing":           nil,
		"a command refused": append(h.Opening(id, now), denied),
		"not opened":        {denied},
		"another room":      h.Opening(h.Room, now),
		"epoch long past":   h.Opening(id, now-61),
		"epoch to come":     h.Opening(id, now+1),
	} {
		if _, err := h.Engine.Create(bg, id, commands); code(err) == "" {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := h.Log.Head(bg, id); !errors.Is(err, eventlog.ErrNoRoom) {
			t.Errorf("%s: something is stored", name)
		}
	}
	if _, err := h.Engine.Create(bg, id, h.Opening(id, now)); err != nil {
		t.Errorf("after the refusals: %v", err)
	}
}

func TestCreateMeetsFaults(t *testing.T) {
	log := faulty.Wrap(memory.New())
	h := enginetest.Start(t, func(c *engine.Config) { c.Log = log })
	stop := keepMoving(h)
	defer stop()
	for i, faults := range [][]faulty.Fault{
		{faulty.Lost}, {faulty.Lost, faulty.Lost}, {faulty.StoredLost}, {faulty.Lost, faulty.StoredLost},
	} {
		id := room.NewRoomID([16]byte{byte(i), 1})
		log.Next(faults...)
		if _, err := h.Engine.Create(bg, id, h.Opening(id, h.Clock.Now().Unix())); err != nil {
			t.Errorf("%v: %v", faults, err)
		}
		if head, err := log.Head(bg, id); err != nil || head.Seq != 1 {
			t.Errorf("%v: head %+v, %v", faults, head, err)
		}
	}
}

func TestDelete(t *testing.T) {
	h := enginetest.Start(t, nil)
	h.Join(room.Online)
	if err := h.Engine.Delete(bg, h.Room); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Try(h.Desk, "question.now/1", room.QuestionNow{}); !errors.Is(err, eventlog.ErrNoRoom) {
		t.Errorf("a command to a deleted room: %v", err)
	}
	if err := h.Engine.Delete(bg, h.Room); err != nil {
		t.Errorf("deleted again: %v", err)
	}
	if _, err := h.Engine.Create(bg, h.Room, h.Opening(h.Room, h.Clock.Now().Unix())); err != nil {
		t.Errorf("a room of the same id: %v", err)
	}
}

type shelf = engine.Texts

// visited has somebody look at the room while its texts are deleted.
type visited struct {
	shelf
	visit func() error
	met   error
}

func (v *visited) Delete(ctx context.Context, id room.RoomID) error {
	v.met = v.visit()
	return v.shelf.Delete(ctx, id)
}

// TestNobodyOpensARoomThatIsBeingDeleted: whoever comes meanwhile finds no room, and
// nothing is told as trouble.
func TestNobodyOpensARoomThatIsBeingDeleted(t *testing.T) {
	var texts visited
	h := enginetest.Start(t, func(c *engine.Config) {
		texts.shelf, c.Texts = c.Texts, &texts
		c.Trouble = func(_ room.RoomID, err error) { t.Errorf("told as trouble: %v", err) }
	})
	look := func() error {
		return h.Engine.View(bg, h.Room, func(*room.State, room.Texts, room.Seconds) {})
	}
	texts.visit = look
	if err := look(); err != nil {
		t.Fatal(err)
	}
	if err := h.Engine.Delete(bg, h.Room); err != nil || !errors.Is(texts.met, eventlog.ErrNoRoom) {
		t.Errorf("deleted: %v; looked at meanwhile: %v", err, texts.met)
	}
	if err := look(); !errors.Is(err, eventlog.ErrNoRoom) {
		t.Errorf("looked at afterwards: %v", err)
	}
}

func TestClosed(t *testing.T) {
	h := enginetest.Start(t, nil)
	h.Join(room.Online)
	h.Engine.Close()
	h.Engine.Close()
	if _, err := h.Try(h.Desk, "question.now/1", room.QuestionNow{}); !errors.Is(err, engine.ErrStopped) && !errors.Is(err, engine.ErrClosed) {
		t.Errorf("a command after Close: %v", err)
	}
	h.Engine.OnCommit(func(room.RoomID, room.Index) { t.Error("told after Close") })()
}
