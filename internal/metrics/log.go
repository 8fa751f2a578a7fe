package metrics

import (
	"context"
	"time"

	"parley/internal/eventlog"
	"parley/internal/room"
)

// Log is l with its appends measured.
func (m *Metrics) Log(l eventlog.Log) eventlog.Log { return &measured{l, m} }

type measured struct {
	eventlog.Log
	m *Metrics
}

func (l *measured) Append(ctx context.Context, r room.RoomID, after eventlog.Head, rs []room.Record) (eventlog.Head, error) {
	began := time.Now()
	head, err := l.Log.Append(ctx, r, after, rs)
	outcome := "stored"
	if err != nil {
		outcome = "failed"
	} else {
		l.m.records.Add(float64(len(rs)))
	}
	l.m.commits.WithLabelValues(outcome).Observe(time.Since(began).Seconds())
	return head, err
}
