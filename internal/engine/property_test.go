package engine_test

import (
	"errors"
	"testing"

	"parley/internal/engine"
	"parley/internal/engine/enginetest"
	"parley/internal/eventlog/faulty"
	"parley/internal/eventlog/memory"
	"parley/internal/room"

	"pgregory.net/rapid"
)

// TestAcknowledgedIsStoredOnce plays commands, repeats, faults and restarts: what
// was acknowledged is in the log exactly once, where the answer said, with the
// facts that the answer gave; nothing is in it twice; and every repeat is
// answered like the first time.
func TestAcknowledgedIsStoredOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		log := faulty.Wrap(memory.New())
		h := enginetest.Start(t, func(c *engine.Config) { c.Log, c.Trouble = log, nil })
		defer func() { h.Engine.Close() }()
		stop := keepMoving(h)
		defer stop()
		var sent []engine.Command
		acked := map[room.CmdID]engine.Answer{}
		submit := func(c engine.Command) {
			a, err := h.Engine.Submit(bg, h.Room, c)
			before, known := acked[c.Cmd]
			switch {
			case errors.Is(err, engine.ErrStopped):
			case err != nil:
				rt.Fatalf("%s: %v", c.Type, err)
			case known && (!a.Repeat || a.Index != before.Index || a.At != before.At || string(a.Facts) != string(before.Facts)):
				rt.Fatalf("again %+v, before %+v", a, before)
			default:
				acked[c.Cmd] = a
			}
		}
		rt.Repeat(map[string]func(*rapid.T){
			"new": func(*rapid.T) {
				v := room.Actor{Kind: room.ActorVoice, ID: h.Source.ID()}
				c := h.Command(v, "voice.join/1", room.Join{Side: room.Online, Name: h.Say("somebody")})
				sent = append(sent, c)
				submit(c)
			},
			"again": func(rt *rapid.T) {
				if len(sent) > 0 {
					submit(rapid.SampledFrom(sent).Draw(rt, "command"))
				}
			},
			"fault": func(rt *rapid.T) {
				if log.Left() == 0 {
					log.Next(faulty.Fault(rapid.IntRange(int(faulty.Lost), int(faulty.Conflict)).Draw(rt, "fault")))
				}
			},
			"restart": func(*rapid.T) { h.Restart() },
		})
		checkAcked(rt, h, acked)
	})
}

func checkAcked(rt *rapid.T, h *enginetest.Hall, acked map[room.CmdID]engine.Answer) {
	at := map[room.CmdID]room.Index{}
	rs := h.Records()
	for i, r := range rs {
		if at[r.Cmd] != 0 {
			rt.Fatalf("command %s is in the log twice", r.Cmd)
		}
		at[r.Cmd] = room.Index(i + 1)
	}
	for id, a := range acked {
		if at[id] != a.Index || string(rs[a.Index-1].Facts) != string(a.Facts) {
			rt.Fatalf("command %s was answered %+v and stands at %d", id, a, at[id])
		}
	}
}
