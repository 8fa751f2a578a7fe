package httpapi

import (
	"math"

	"parley/internal/engine"
	"parley/internal/room"
)

// Rates of one voice, ballot or seat for everything that it sends; a room sends for
// helpers who join.
var actorRates = map[room.ActorKind]rate{
	room.ActorVoice: rateVoice, room.ActorBallot: rateBallot, room.ActorSeat: rateSeat, room.ActorRoom: rateSeat,
}

// pace is how often one sender may do acts of a kind, beside its rate for
// everything: so many at once, and then one in so many seconds.
type pace struct {
	kind    string
	atOnce  int
	seconds float64
}

// The paces. Who was without a network sends everything at once, so each lets a
// few minutes' worth through; a seat pastes whole lists. Votes have the ballot's
// rate alone. docs/spec/moderation.md prints them.
var (
	voiceTexts   = pace{"texts", 8, 10}
	voiceHands   = pace{"hands", 10, 5}
	voiceSignals = pace{"signals", 8, 10}
	seatTexts    = pace{"texts", 60, 1}
)

// paceOf is the pace of a command; false where its sender's rate is enough.
func paceOf(by room.ActorKind, name string) (pace, bool) {
	if by == room.ActorSeat {
		return seatTexts, commandNames[shortName(name)].Texts
	}
	switch name {
	case "statement.add/1", "objection.make/1", "appeal.make/1", "voice.name/1":
		return voiceTexts, true
	case "hand.raise/1", "hand.lower/1", "order.ask/1":
		return voiceHands, true
	case "signal.send/1", "voice.access/1", "merge.object/1", "report.make/1", "warning.read/1":
		return voiceSignals, true
	}
	return pace{}, false
}

// paced refuses a command of somebody who sends too much, and says when to go
// on.
func (s *Server) paced(id room.RoomID, by room.Actor, c *engine.Command) error {
	key := string(id) + by.String()
	if most := actorRates[by.Kind]; !s.limits.take(key, most) {
		return slower(s.limits.wait(key, most))
	}
	p, ok := paceOf(by.Kind, c.Type)
	if !ok {
		return nil
	}
	key += p.kind
	if most := (rate{float64(p.atOnce), 1 / p.seconds}); !s.limits.take(key, most) {
		return slower(s.limits.wait(key, most))
	}
	return nil
}

// slower is the refusal of somebody who may go on after so many seconds.
func slower(seconds float64) error {
	return &refusal{code: CodeSlowDown, after: max(1, int(math.Ceil(seconds)))}
}
