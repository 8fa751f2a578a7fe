package main

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// draw is a number made of a seed and of names: the same for the same.
func draw(seed uint64, names ...string) uint64 {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %q", seed, names))
	return binary.BigEndian.Uint64(sum[:])
}

// half is true for one of two draws.
func half(draw uint64) bool { return draw>>63 == 0 }

// conversation is a table to measure, by the name that its line has.
type conversation struct {
	title string
	*votes
}

// conversations is the table itself, or its parts so many times.
func (v *votes) conversations(title string, parts int) []conversation {
	if parts == 0 {
		return []conversation{{title, v}}
	}
	var out []conversation
	for seed := range uint64(parts) {
		for _, part := range v.parts(seed) {
			if len(part.list) >= leastVotes {
				out = append(out, conversation{fmt.Sprintf("%.16s, %s %d", title, part.title, seed+1), part.votes})
			}
		}
	}
	return out
}

// parts are conversations made of one: with half of its people, half of its
// statements, half of its votes, and with few votes of most people and many of some,
// as conversations have that are open to all.
func (v *votes) parts(seed uint64) (out []conversation) {
	for _, part := range []struct {
		title string
		keeps func(vote) bool
	}{
		{"people", func(x vote) bool { return half(draw(seed, x.participant)) }},
		{"statements", func(x vote) bool { return half(draw(seed, x.statement)) }},
		{"votes", func(x vote) bool { return half(draw(seed, x.participant, x.statement)) }},
		{"few each", v.fewEach(seed)},
	} {
		var list []vote
		for _, x := range v.list {
			if part.keeps(x) {
				list = append(list, x)
			}
		}
		out = append(out, conversation{part.title, votesOf(list)})
	}
	return out
}

// fewEach keeps of everybody as many votes as the logarithm of which is normal: nine
// in the middle, three or fewer of one in five.
func (v *votes) fewEach(seed uint64) func(vote) bool {
	of := map[string][]vote{}
	for _, x := range v.list {
		of[x.participant] = append(of[x.participant], x)
	}
	kept := map[vote]bool{}
	for who, list := range of {
		luck := func(x vote) uint64 { return draw(seed, "few", who, x.statement) }
		slices.SortFunc(list, func(x, y vote) int { return cmp.Compare(luck(x), luck(y)) })
		n := math.Exp(2.2 + rand.New(rand.NewPCG(seed, draw(seed, who))).NormFloat64())
		for _, x := range list[:min(len(list), max(1, int(n)))] {
			kept[x] = true
		}
	}
	return func(x vote) bool { return kept[x] }
}
