package metrics

import (
	"context"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"parley/internal/eventlog"
	"parley/internal/eventlog/faulty"
	"parley/internal/eventlog/logtest"
	"parley/internal/eventlog/memory"
	"parley/internal/room"
)

func (m *Metrics) text() string {
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	return w.Body.String()
}

func expect(t *testing.T, text string, lines ...string) {
	t.Helper()
	for _, l := range lines {
		if !strings.Contains(text, "\n"+l+"\n") {
			t.Errorf("%q is missing in:\n%s", l, regexp.MustCompile(`(?m)^(#|go_|process_).*\n`).ReplaceAllString(text, ""))
		}
	}
}

func TestFigures(t *testing.T) {
	m := New()
	m.Command("vote.cast/1", "accepted")
	m.Command("vote.cast/1", "accepted")
	m.Command("vote.cast/1", "refused")
	m.Refused(room.CodeClosed)
	m.Stopped()
	open := 0.0
	m.Gauge("parley_open_rooms", "Rooms in memory.", func() float64 { return open })
	m.ByAudience("parley_live_streams", "Pages that follow a room.", func() map[string]int { return map[string]int{"phone": 3, "desk": 1} })
	open = 2
	expect(t, m.text(),
		`parley_commands_total{outcome="accepted",type="vote.cast/1"} 2`,
		`parley_commands_total{outcome="refused",type="vote.cast/1"} 1`,
		`parley_refusals_total{code="closed"} 1`,
		`parley_rooms_stopped_total 1`,
		`parley_open_rooms 2`,
		`parley_live_streams{audience="desk"} 1`,
		`parley_live_streams{audience="phone"} 3`,
	)
}

// A commit that failed is no record stored.
func TestAppendsAreMeasured(t *testing.T) {
	m, ctx, r := New(), context.Background(), logtest.NewRoom(1)
	broken := faulty.Wrap(memory.New())
	l := m.Log(broken)
	head, err := l.Append(ctx, r, eventlog.Head{}, logtest.Records(1, 3, 200))
	if err != nil {
		t.Fatal(err)
	}
	broken.Next(faulty.Lost)
	if _, err := l.Append(ctx, r, head, logtest.Records(4, 1, 200)); err == nil {
		t.Fatal("a lost append was reported as stored")
	}
	expect(t, m.text(),
		`parley_commit_seconds_count{outcome="stored"} 1`,
		`parley_commit_seconds_count{outcome="failed"} 1`,
		`parley_records_total 3`,
	)
	if got, err := l.Head(ctx, r); err != nil || got != head {
		t.Errorf("behind the measuring log: %v, %v", got, err)
	}
}
