package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/internal/room"
	"parley/internal/words"
)

// leastPercent is from how many answers on percentages are written.
const leastPercent = 20

// stood is where the room stood in the last picture; nil where fewer voted than
// groups need.
func (b *builder) stood() *Stood {
	p := b.s.Standing
	if p == nil {
		if !b.s.EnoughVoted() {
			return nil
		}
		rests, why := []string{b.latest()}, "report.stood.early"
		if b.s.Info.Rehearsal {
			why = "standing.rehearsal"
		}
		return &Stood{Said: []Sentence{b.sentence(why, rests, nil)}, Groups: []StandingGroup{}, Classes: []StandingClass{}, Rests: rests}
	}
	rests := b.last(thePicture, room.StandingType)
	out := &Stood{People: p.People, Votes: p.Votes, At: b.when(p.At), Engine: p.Engine, Groups: []StandingGroup{}, Rests: rests}
	for _, letter := range p.Letters {
		if g, ok := p.Groups[string(letter)]; ok {
			out.Groups = append(out.Groups, b.standingGroup(string(letter), g))
		}
	}
	out.Classes = b.standingClasses(out)
	out.Said = b.stoodSaid(out)
	if len(out.Groups) > 0 {
		out.Map = MapOf(out.Groups, b.t)
	}
	return out
}

func (b *builder) stoodSaid(s *Stood) []Sentence {
	said := []Sentence{b.sentence("report.stood.made", s.Rests, words.Args{"n": s.People, "votes": s.Votes, "when": s.At, "version": s.Engine})}
	if len(s.Groups) == 0 {
		said = append(said, b.sentence("report.stood.one", s.Rests, nil))
	} else {
		var groups []string
		for _, g := range s.Groups {
			groups = append(groups, b.t.T("report.stood.sized", words.Args{"letter": g.Letter, "n": g.People}))
		}
		said = append(said, b.sentence("report.stood.groups", s.Rests, words.Args{"n": len(groups), "groups": b.t.List(groups)}))
	}
	if len(s.Classes) > 0 {
		said = append(said, b.sentence("report.stood.sum", s.Rests, words.Args{"classes": b.stoodSum(s.Classes)}))
	}
	return append(said, b.sentence("report.stood.checked", append(s.Rests[:len(s.Rests):len(s.Rests)], "check"), words.Args{"command": "parley verify"}))
}

// stoodSum says how many statements stand how.
func (b *builder) stoodSum(classes []StandingClass) string {
	var out []string
	for _, c := range classes {
		out = append(out, fmt.Sprintf("%s (%d)", b.inShort(c.Class), len(c.Statements)))
	}
	return strings.Join(out, b.t.T("word.semicolon"))
}

// inShort is a class in a few words. A report has no more answers to come.
func (b *builder) inShort(c room.StandingClass) string {
	if c == room.ClassShort {
		return b.t.T("report.stood.undecided")
	}
	return b.t.T("standing.class." + string(c))
}

// stoodNow is in a few words how a statement stands in the last picture, and its
// record: what most agree with can be what groups are apart on. "" where the picture
// says nothing of it.
func (b *builder) stoodNow(id room.ItemID) (class string, rests []string) {
	if b.s.Standing == nil || b.s.Standing.Statements[id].Class == "" {
		return "", nil
	}
	return b.inShort(b.s.Standing.Statements[id].Class), b.last(thePicture, room.StandingType)
}

func (b *builder) standingGroup(letter string, g room.StandingGroup) StandingGroup {
	out := StandingGroup{
		Letter: letter, Name: b.t.T("stand.group", words.Args{"letter": letter}), People: g.People, Agrees: g.Agrees,
		X: g.X, Y: g.Y, SX: g.SX, SY: g.SY, R: g.R, Holds: []StandingHold{},
		Said: b.sized(letter, g),
	}
	for id, h := range g.Holds {
		x := b.s.Statements[id]
		if x == nil || x.Hidden != nil || !b.shows(x) {
			continue
		}
		kind := ""
		if x.Kind.IsTitle() {
			kind = b.t.T("kind." + string(x.Kind))
		}
		out.Holds = append(out.Holds, StandingHold{
			Statement: id, Kind: kind, Text: b.text(x.Text), Answer: h.Answer, Own: h.Own, Rest: h.Rest, Low: h.Low, High: h.High,
			Said: b.held(letter, b.s.Standing.Cells[id].By, h), rank: h.Rank,
		})
	}
	slices.SortFunc(out.Holds, func(a, b StandingHold) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.Statement, b.Statement))
	})
	return out
}

// sized says how many are in a group, and which share of its answers agrees if
// enough of them are shown.
func (b *builder) sized(letter string, g room.StandingGroup) string {
	var all room.Tally
	for _, c := range b.s.Standing.Cells {
		all = all.Plus(c.By[letter])
	}
	if all.N() < leastPercent {
		return b.t.T("standing.people", words.Args{"n": g.People})
	}
	return b.t.T("report.stood.group", words.Args{"n": g.People, "share": b.share(g.Agrees)})
}

// held says how much more often a group answers so than the others: in shares
// where enough answered for them, else in words.
func (b *builder) held(letter string, cells map[string]room.Tally, h room.StandingHold) string {
	var rest room.Tally
	for other, t := range cells {
		if other != letter {
			rest = rest.Plus(t)
		}
	}
	key := "report.stood.hold." + string(h.Answer)
	if cells[letter].N() < leastPercent || rest.N() < leastPercent {
		return b.t.T(key+".words", nil)
	}
	return b.t.T(key, words.Args{
		"own": b.share(h.Own), "rest": b.share(h.Rest),
		"low": int(math.Round(100 * h.Low)), "high": int(math.Round(100 * h.High)),
	})
}

// share is a part of a whole in whole percent, on one line.
func (b *builder) share(x float64) string {
	return strings.ReplaceAll(b.t.T("stand.percent", words.Args{"n": int(math.Round(100 * x))}), " ", "\u00a0")
}

// standingClasses are the statements by how they stand; classes without any are
// left out, and so is the title: no class answers a question.
func (b *builder) standingClasses(s *Stood) []StandingClass {
	out := []StandingClass{}
	for _, class := range room.StandingClasses {
		heading, what := "report.stood.h."+string(class), "report.stood.what."+string(class)
		if len(s.Groups) == 0 {
			heading, what = "report.stood.h.one."+string(class), "report.stood.what.one."+string(class)
		}
		c := StandingClass{Class: class, Heading: b.t.T(heading), What: b.t.T(what)}
		for _, id := range b.s.StatementOrder {
			x, of := b.s.Statements[id], b.s.Standing.Statements[id]
			if of.Class == class && !x.Kind.IsTitle() && x.Hidden == nil && b.shows(x) {
				c.Statements = append(c.Statements, b.standingOf(x, of))
			}
		}
		slices.SortStableFunc(c.Statements, func(a, b StandingOf) int {
			if a.Confirmed != b.Confirmed {
				return cmp.Compare(first(b.Confirmed), first(a.Confirmed))
			}
			return cmp.Compare(uint(a.More-1), uint(b.More-1)) // 0 is beyond, or unknown
		})
		if len(c.Statements) > 0 {
			out = append(out, c)
		}
	}
	return out
}

func first(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (b *builder) standingOf(x *room.Statement, of room.StandingOf) StandingOf {
	out := StandingOf{Statement: x.ID, Text: b.text(x.Text), Lang: x.Lang, Confirmed: of.Confirmed, More: of.More, Beyond: of.Beyond, Said: b.sureness(of)}
	if !b.s.Standing.Grouped() {
		out.Cells = b.everybody(of.Class, b.s.Shown(x))
	} else if cells, ok := b.s.Standing.Cells[x.ID]; ok {
		if out.Cells = b.cells(of.Class, cells.By, b.s.Standing.Letters); cells.At != b.s.Standing.At {
			out.At = b.when(cells.At)
		}
	}
	return out
}

// sureness says how sure a class is, or what would decide it.
func (b *builder) sureness(of room.StandingOf) string {
	switch {
	case of.Confirmed:
		return b.t.T("report.stood.confirmed")
	case of.Class == room.ClassCommonFor || of.Class == room.ClassCommonAgainst:
		return b.t.T("report.stood.provisional")
	case of.Beyond:
		return b.t.T("report.stood.beyond")
	case of.More > 0 && !b.s.Standing.Grouped():
		return b.t.T("report.stood.more.one", words.Args{"n": of.More})
	case of.More > 0:
		return b.t.T("report.stood.more", words.Args{"n": of.More})
	case of.Class == room.ClassShort:
		return b.t.T("report.stood.more.unknown")
	}
	return ""
}

// everybody is the figures that are published of a statement, where there are no
// groups; none where there are no figures.
func (b *builder) everybody(class room.StandingClass, shown room.Shown) []StandingCell {
	if shown.Tally == nil {
		return nil
	}
	said, rest := b.cell(class, *shown.Tally)
	return []StandingCell{{"", b.t.T("report.stood.everybody"), *shown.Tally, said, rest}}
}

// cells are the groups' answers in the order of the letters.
func (b *builder) cells(class room.StandingClass, by map[string]room.Tally, letters string) (out []StandingCell) {
	for _, l := range letters {
		t := by[string(l)]
		said, rest := b.cell(class, t)
		out = append(out, StandingCell{string(l), b.t.T("stand.group", words.Args{"letter": string(l)}), t, said, rest})
	}
	return out
}

// cell says first the answer that the class is about.
func (b *builder) cell(class room.StandingClass, t room.Tally) (said, rest string) {
	about, n := "agree", t.Agree
	switch class {
	case room.ClassCommonAgainst:
		about, n = "disagree", t.Disagree
	case room.ClassUnsure:
		about, n = "unsure", t.Unsure
	}
	said = b.t.T("report.stood.cell."+about, words.Args{"k": n, "all": t.N()})
	if t.N() >= leastPercent {
		said += " (" + b.share(float64(n)/float64(t.N())) + ")"
	}
	return said, b.t.T("report.stood.rest."+about, words.Args{"a": t.Agree, "d": t.Disagree, "c": t.Unsure})
}
