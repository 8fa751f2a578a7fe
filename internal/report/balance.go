package report

import (
	"slices"
	"sort"

	"parley/internal/room"
	"parley/internal/words"
)

// balance words how the floor was shared between the sides and the groups of
// seats.
func (b *builder) balance() Balance {
	bal, as := b.s.Balance(b.now), []string{b.latest(), "turns"}
	var all room.Seconds
	turns, overrides, free := 0, 0, 0
	for _, x := range bal.Sides {
		all, turns, free = all+x.Seconds, turns+x.Turns, free+x.Free
		for _, n := range x.Overrides {
			overrides += n
		}
	}
	out := Balance{Sentences: []Sentence{}, Sides: []Share{}, Overrides: []Override{}}
	if turns == 0 {
		out.Sentences = append(out.Sentences, b.sentence("report.balance.none", as, nil))
	}
	for _, side := range []room.Side{room.Onsite, room.Online} {
		x, name := bal.Sides[side], b.t.T("side."+string(side))
		if turns > 0 {
			out.Sentences = append(out.Sentences, b.sentence("report.balance.side", as, words.Args{
				"side": name, "n": x.Turns, "time": duration(x.Seconds), "percent": percent(x.Seconds, all),
			}))
		}
		out.Sides = append(out.Sides, Share{string(side), name, x.Turns, x.First, duration(x.Seconds), x.Seconds, as})
		out.Overrides = append(out.Overrides, b.overrides(side, x.Overrides)...)
	}
	out.Sentences = append(out.Sentences, b.sentence("report.balance.table", as, words.Args{
		"time": duration(bal.Table), "panel": duration(bal.Panel),
	}))
	if turns > 0 && overrides > 0 {
		out.Sentences = append(out.Sentences, b.sentence("report.balance.overrides", as, words.Args{"n": overrides}))
	}
	// "Not heard yet" for a side that was behind is no override, and not the
	// rule's choice either.
	if free > 0 {
		out.Sentences = append(out.Sentences, b.sentence("report.balance.free", as, words.Args{"n": free}))
	}
	switch {
	case turns > 0 && overrides+free == 0:
		out.Sentences = append(out.Sentences, b.sentence("report.balance.rule", as, nil))
	case turns > overrides+free:
		out.Sentences = append(out.Sentences, b.sentence("report.balance.rule.rest", as, nil))
	}
	if n := b.corrected(); n > 0 {
		out.Sentences = append(out.Sentences, b.sentence("report.balance.corrected", as, words.Args{"n": n}))
	}
	out.Groups = b.shares(bal.Groups, "group.", room.StakeholderGroups)
	out.Regions = b.shares(bal.Regions, "region.", room.RegionalGroups)
	return out
}

// corrected is how many turns were put right.
func (b *builder) corrected() (n int) {
	for _, t := range b.s.Floor.Turns {
		if t.Corrected != nil && !t.Void {
			n++
		}
	}
	return n
}

// percent is a share of the audience's time, rounded to whole percent.
func percent(part, all room.Seconds) int {
	if all == 0 {
		return 0
	}
	return int((200*part + all) / (2 * all))
}

// overrides are the moderator's reasons for one side, with the turns.
func (b *builder) overrides(side room.Side, by map[string]int) []Override {
	var out []Override
	for why, n := range by {
		x := Override{b.t.T("reason." + publicReason(why)), b.t.T("side." + string(side)), n, []string{b.latest()}}
		for _, t := range b.s.Floor.Turns {
			if t.Kind == room.OverrideTurn && !t.Void && !t.Free && t.Side == side && t.Why == why {
				x.Rests = append(x.Rests, turnAnchor(t.N))
			}
		}
		out = append(out, x)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Reason < out[j].Reason })
	return out
}

// shares are the seats' groups in their published order; what is not known
// comes last.
func (b *builder) shares(m map[string]room.SeatBalance, prefix string, order []string) []Share {
	out := []Share{}
	for _, code := range append(slices.Clone(order), "") {
		x, ok := m[code]
		if !ok {
			continue
		}
		name := b.t.T("report.unknown")
		if code != "" {
			name = b.t.T(prefix + code)
		}
		out = append(out, Share{
			Code: code, Label: name, Turns: x.Turns, Time: duration(x.Seconds), Seconds: x.Seconds,
			Rests: []string{b.latest(), "turns"},
		})
	}
	return out
}
