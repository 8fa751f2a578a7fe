package room

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// dumbNext is the rule again, written from docs/spec/floor.md without a thought
// for speed or for what the state's own code does: each sentence filters the
// hands that are left.
func dumbNext(s *State) (ItemID, bool) {
	hands := dumbEligible(s, false)
	if len(hands) == 0 {
		hands = dumbEligible(s, true)
	}
	if firsts := keep(hands, func(h *Hand) bool { return dumbFirst(s, h) }); len(firsts) > 0 {
		hands = firsts
	}
	for _, side := range dumbSides(s) {
		here := keep(hands, func(h *Hand) bool { return s.Who(h.Person).Side == side })
		if len(here) > 0 {
			return dumbInside(s, side, here), true
		}
	}
	return "", false
}

func keep(hands []*Hand, ok func(*Hand) bool) (out []*Hand) {
	for _, h := range hands {
		if ok(h) {
			out = append(out, h)
		}
	}
	return out
}

func dumbEligible(s *State, outToo bool) (out []*Hand) {
	var able []*Hand
	for _, h := range s.Floor.Hands {
		muted := false
		for id := h.Person; id != ""; id = s.People[id].Into {
			muted = muted || s.People[id].Muted || s.People[id].Banned
		}
		if !muted && (s.Floor.Block == nil || h.Question == s.Floor.Block.Question) {
			able = append(able, h)
		}
	}
	return keep(able, func(h *Hand) bool {
		who := s.Who(h.Person)
		older := keep(able, func(o *Hand) bool { return s.Who(o.Person) == who && o.Index < h.Index })
		return (outToo || !h.Out) && (who.Kind == AHub || len(older) == 0)
	})
}

// dumbService is the audience's turns: who, side and line.
func dumbService(s *State) (out []*Turn) {
	for _, t := range s.Floor.Turns {
		if (t.Kind == AudienceTurn || t.Kind == OverrideTurn) && !t.Void {
			out = append(out, t)
		}
	}
	return out
}

func dumbFirst(s *State, h *Hand) bool {
	who := s.Who(h.Person)
	turns := dumbService(s)
	if who.Kind == AHub {
		online := slices.DeleteFunc(turns, func(t *Turn) bool { return t.Side != Online })
		turns = online[len(online)/3*3:]
	}
	return !slices.ContainsFunc(turns, func(t *Turn) bool { return s.Who(t.Person) == who })
}

func dumbSides(s *State) []Side {
	turns := dumbService(s)
	if len(turns) == 0 {
		return []Side{Online, Onsite}
	}
	last := turns[len(turns)-1].Side
	if f := s.Floor.Favour; f != "" {
		two := len(turns) > 1 && last == f && turns[len(turns)-2].Side == f
		if two {
			return []Side{f.Other(), f}
		}
		return []Side{f, f.Other()}
	}
	return []Side{last.Other(), last}
}

func dumbInside(s *State, side Side, hands []*Hand) ItemID {
	if side == Online {
		var last []*Turn
		for _, t := range dumbService(s) {
			if t.Side == Online {
				last = append(last, t)
			}
		}
		last = last[max(0, len(last)-2):]
		single := keep(hands, func(h *Hand) bool { return s.Who(h.Person).Kind != AHub })
		if len(single) > 0 {
			hands = keep(hands, func(h *Hand) bool {
				who := s.Who(h.Person)
				return who.Kind != AHub || !slices.ContainsFunc(last, func(t *Turn) bool { return t.Person == who.ID })
			})
		}
	}
	served := func(h *Hand) (n int) {
		for i, t := range dumbService(s) {
			if t.Side == side && t.Line == dumbLine(s, h) {
				n = i + 1
			}
		}
		return n
	}
	oldest := slices.MinFunc(hands, func(a, b *Hand) int {
		if x, y := served(a), served(b); x != y {
			return x - y
		}
		return int(a.Index) - int(b.Index)
	})
	line := keep(hands, func(h *Hand) bool { return dumbLine(s, h) == dumbLine(s, oldest) })
	return slices.MinFunc(line, func(a, b *Hand) int {
		x, y := dumbLot(s, a), dumbLot(s, b)
		switch {
		case x != nil && y != nil:
			return bytes.Compare(x, y)
		case x != nil:
			return -1
		case y != nil:
			return 1
		}
		return int(a.Index) - int(b.Index)
	}).ID
}

func dumbLine(s *State, h *Hand) string {
	who := s.Who(h.Person)
	if who.Kind == AHub {
		return "hub:" + string(who.ID)
	}
	if who.Side == Onsite && slices.Contains(s.Floor.Mics, who.Line) {
		return who.Line
	}
	return ""
}

func dumbLot(s *State, h *Hand) []byte {
	who := s.Who(h.Person)
	if !h.Lot || who.Moved {
		return nil
	}
	b, err := hex.DecodeString(s.Info.LotSeed + string(who.ID))
	if err != nil {
		panic(err)
	}
	sum := sha256.Sum256(b)
	return sum[:]
}
