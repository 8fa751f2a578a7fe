package memory

import (
	"testing"

	"parley/internal/eventlog"
	"parley/internal/eventlog/logtest"
	"parley/internal/room"
)

func TestLog(t *testing.T) {
	logtest.Run(t, func(*testing.T) logtest.Store {
		l := New()
		return logtest.Store{
			Log:    l,
			Reopen: func() eventlog.Log { return l },
			Damage: func(r room.RoomID, seq room.Seq, change func([]byte) []byte) eventlog.Log {
				l.Damage(r, seq, change)
				return l
			},
		}
	})
}
