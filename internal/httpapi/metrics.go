package httpapi

import (
	"errors"

	"parley/internal/engine"
	"parley/internal/room"
)

// Metrics counts. Its methods are called from any goroutine and must not wait.
type Metrics interface {
	// Command: outcome is "accepted", "repeated", "refused" or "failed".
	Command(name, outcome string)
	Refused(code room.Code)
}

type noMetrics struct{}

func (noMetrics) Command(string, string) {}
func (noMetrics) Refused(room.Code)      {}

// outcomeOf is what became of a command, for the metrics.
func outcomeOf(a engine.Answer, err error) string {
	var refused *room.Error
	switch {
	case errors.As(err, &refused):
		return "refused"
	case err != nil:
		return "failed"
	case a.Repeat:
		return "repeated"
	}
	return "accepted"
}

// Streams is how many pages follow a room just now, by audience.
func (s *Server) Streams() map[string]int {
	out := map[string]int{}
	for to, n := range s.hub.Watchers() {
		out[string(to)] = n
	}
	return out
}
