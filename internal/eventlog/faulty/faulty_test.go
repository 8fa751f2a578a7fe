package faulty

import (
	"context"
	"errors"
	"testing"

	"parley/internal/eventlog"
	"parley/internal/eventlog/logtest"
	"parley/internal/eventlog/memory"
)

func TestFaults(t *testing.T) {
	ctx, r := context.Background(), logtest.NewRoom(1)
	for _, c := range []struct {
		fault  Fault
		err    error
		stored bool
	}{
		{None, nil, true}, {Lost, eventlog.ErrUnknown, false}, {StoredLost, eventlog.ErrUnknown, true},
		{Refused, ErrRefused, false}, {Conflict, eventlog.ErrConflict, false},
	} {
		l := Wrap(memory.New())
		l.Next(c.fault)
		if _, err := l.Append(ctx, r, eventlog.Head{}, logtest.Records(1, 1, 200)); !errors.Is(err, c.err) {
			t.Errorf("fault %d: %v, want %v", c.fault, err, c.err)
		}
		if h, _ := l.Head(ctx, r); (h.Seq == 1) != c.stored {
			t.Errorf("fault %d: head %+v, stored should be %v", c.fault, h, c.stored)
		}
		if n := l.Left(); n != 0 {
			t.Errorf("fault %d: %d faults left", c.fault, n)
		}
		h, _ := l.Head(ctx, r)
		if _, err := l.Append(ctx, r, h, logtest.Records(2, 1, 200)); err != nil {
			t.Errorf("append after fault %d: %v", c.fault, err)
		}
	}
}
