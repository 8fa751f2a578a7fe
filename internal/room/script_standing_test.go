package room

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Pictures are made by hand: "picture A=1-30 B=31-60 s2=common-for" puts ballots
// into groups and says how statements stand, as of now; "record" sends it, later
// perhaps.
var standingWords = map[string]word{
	"picture": func(sc *script, a args) (string, error) {
		groups, classes := map[string][2]int{}, map[ItemID]StandingOf{}
		for key, value := range a.by {
			from, to, _ := strings.Cut(value, "-")
			first, _ := strconv.Atoi(from)
			last, _ := strconv.Atoi(to)
			switch {
			case len(key) == 1:
				groups[key] = [2]int{first, last}
			case key[0] == 's':
				class, confirmed := strings.CutSuffix(value, "!")
				classes[sc.item(key)] = StandingOf{Class: StandingClass(class), Confirmed: confirmed}
			}
		}
		sc.picture = pictureOf(sc.s, groups, classes)
		sc.picture.People = a.num("people", sc.picture.People)
		return fmt.Sprintf("of record %d: %s, free: %t", sc.picture.Upto, sc.pictureLine(sc.picture), sc.s.PictureFree()), nil
	},
	"record": func(sc *script, a args) (string, error) {
		by := Actor{Kind: ActorRoom}
		if a.by["by"] != "" {
			by = sc.by(a, "")
		}
		_, err := sc.try(by, StandingType, sc.picture)
		return sc.standingLine(), err
	},
	"standing": func(sc *script, _ args) (string, error) { return sc.standingLine(), nil },
}

// pictureOf is a picture of the state as it is, with groups of those of the ballots
// from … to that answered something, and cells wherever they may be.
func pictureOf(s *State, groups map[string][2]int, classes map[ItemID]StandingOf) *RecordStanding {
	p := &RecordStanding{Upto: s.Index, Engine: "1", Groups: map[string]StandingGroup{}, Statements: map[ItemID]StandingOf{}}
	letters := map[BallotID]string{}
	for letter, g := range groups {
		people := 0
		for i := g[0]; i <= g[1]; i++ {
			id := BallotID(ballotID(i).ID)
			if b := s.Ballots[id]; b != nil && b.Votes > 0 {
				letters[id] = letter
				people++
			}
		}
		p.Groups[letter] = StandingGroup{People: people, SX: 1, SY: 1}
		p.People += people
	}
	p.Letters = strings.Join(slices.SortedFunc(maps.Keys(groups), func(a, b string) int {
		return cmp.Or(-cmp.Compare(p.Groups[a].People, p.Groups[b].People), cmp.Compare(a, b))
	}), "")
	for x := range s.OpinionStatements() {
		p.Votes += x.raw.All.N()
	}
	for id, of := range classes {
		if cells := s.CellVotes(id); cells != nil {
			of.Cells = cells.By(p.Letters, func(b BallotID) (string, bool) { l, ok := letters[b]; return l, ok })
		}
		p.Statements[id] = of
	}
	cells := s.keptCells(p)
	for id, of := range p.Statements {
		if of.Cells != nil {
			cells[id] = StandingCells{By: of.Cells}
		}
	}
	if len(groups) == 1 {
		p.Groups = nil
	}
	for letter, g := range p.Groups {
		g.Agrees, g.Holds = Round6(Agreeing(cells, letter)), holdsOf(cells, letter)
		p.Groups[letter] = g
	}
	return p
}

// holdsOf is what a group says more often than the others by three tenths.
func holdsOf(cells map[ItemID]StandingCells, letter string) map[ItemID]StandingHold {
	out := map[ItemID]StandingHold{}
	for _, id := range slices.Sorted(maps.Keys(cells)) {
		for _, a := range []Answer{Agree, Disagree} {
			own, rest, ok := cells[id].Shares(letter, a)
			if _, already := out[id]; ok && !already && own > rest+.3 && len(out) < MaxHolds {
				out[id] = StandingHold{Answer: a, Rank: len(out) + 1, Own: Round6(own), Rest: Round6(rest), Low: .1, High: .9}
			}
		}
	}
	return out
}

// pictureLine tells statements with fresh cells.
func (sc *script) pictureLine(p *RecordStanding) string {
	out := []string{p.Letters}
	for i, id := range sc.s.StatementOrder {
		if cells := p.Statements[id].Cells; cells != nil {
			out = append(out, fmt.Sprintf("s%d %s", i+1, cellsLine(cells)))
		}
	}
	return strings.Join(out, "; ")
}

func (sc *script) standingLine() string {
	x := sc.s.Standing
	if x == nil {
		return "no picture"
	}
	out := []string{fmt.Sprintf("%d people in %s, of record %d", x.People, x.Letters, x.Upto)}
	for i, id := range sc.s.StatementOrder {
		of, ok := x.Statements[id]
		if !ok {
			continue
		}
		line := fmt.Sprintf("s%d %s", i+1, of.Class)
		if of.Confirmed {
			line += ", confirmed"
		}
		if c, ok := x.Cells[id]; ok {
			line += fmt.Sprintf("; of record %d %s", c.Upto, cellsLine(c.By))
		}
		for _, letter := range slices.Sorted(maps.Keys(x.Groups)) {
			if h, ok := x.Groups[letter].Holds[id]; ok {
				line += fmt.Sprintf("; %s holds %s %.2f > %.2f", letter, h.Answer, h.Own, h.Rest)
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func cellsLine(by map[string]Tally) string {
	var out []string
	for _, letter := range slices.Sorted(maps.Keys(by)) {
		t := by[letter]
		out = append(out, fmt.Sprintf("%s %d-%d-%d", letter, t.Agree, t.Disagree, t.Unsure))
	}
	return strings.Join(out, " ")
}
