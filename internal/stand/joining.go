package stand

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"parley/internal/opinion"
	"parley/internal/room"
	"parley/internal/votetable"
)

// subject is what makes two statements one.
type subject struct {
	text, meaning string
	id            string // of a table's without a text
	alone         string // of the second of its kind in a file: which it is
}

// subjected is a statement of the series.
type subjected struct {
	subject
	name     string // its id in the series
	answered []int  // those in which somebody answered it
}

// joining is a series in the making.
type joining struct {
	of      []*Source
	outs    map[string]bool // statements of tables that were moderated out
	at      map[subject]*subjected
	all     []*subjected   // in the order of their names
	places  [][]*subjected // by file and place of a statement in it; nil where its votes do not count
	leftOut []int          // by file: statements that too few answered
}

// subjects finds the statements of the series, and for each file which of them are its
// own. Where rooms are among the files, statements that fewer than five answered in a
// table are none of its: less the rooms' figures, all answers would be theirs.
func (x *joining) subjects() {
	least := 1
	if slices.ContainsFunc(x.of, (*Source).ofRooms) {
		least = fewest
	}
	for f, s := range x.of {
		answered := make([]int, s.all.Statements())
		for i := range s.all.Participants() {
			for _, c := range s.all.Row(i) {
				answered[c.Statement()]++
			}
		}
		mine, places := map[subject]bool{}, make([]*subjected, s.all.Statements())
		for _, j := range s.written() {
			id := s.all.Statement(j)
			if s.hidden(j) {
				x.outs[id] = true
				continue
			}
			what := s.subject(id)
			if mine[what] {
				what.alone = inFile(f, id)
			}
			mine[what] = true
			one := x.at[what]
			if one == nil {
				one = &subjected{subject: what}
				x.at[what], x.all = one, append(x.all, one)
			}
			switch n := answered[j]; {
			case n >= least:
				one.answered = append(one.answered, f)
			case n > 0:
				x.leftOut[f]++
				continue
			}
			places[j] = one
		}
		x.places = append(x.places, places)
	}
}

// written is the places of the statements in the order in which they were written, as
// far as that is known, else of their ids.
func (s *Source) written() (places []int) {
	for j := range s.all.Statements() {
		places = append(places, j)
	}
	if len(s.files) == 1 {
		order := s.files[0].room.order
		slices.SortFunc(places, func(a, b int) int { return order[s.all.Statement(a)] - order[s.all.Statement(b)] })
	}
	return places
}

func (s *Source) subject(id string) subject {
	what := subject{text: plain(s.Comments[id].Text)}
	if len(s.files) == 1 {
		what.meaning = s.files[0].room.meaning[id]
	} else if what.text == "" {
		what.id = id
	}
	return what
}

// plain is a text without what does not matter when texts are compared.
func plain(text string) string { return strings.Join(strings.Fields(norm.NFC.String(text)), " ") }

// name gives the statements ids that hang on what they say. Those without a text keep
// their own.
func (x *joining) name() {
	slices.SortFunc(x.all, func(a, b *subjected) int {
		return cmp.Or(strings.Compare(a.text, b.text), strings.Compare(a.meaning, b.meaning),
			cmp.Compare(len(a.id), len(b.id)), strings.Compare(a.id, b.id), strings.Compare(a.alone, b.alone))
	})
	taken := map[string]bool{}
	for _, one := range x.all {
		if one.name = one.id; one.id != "" {
			taken[one.id] = true
		}
	}
	number := 0
	for _, one := range x.all {
		for one.name == "" {
			if number++; !taken[strconv.Itoa(number)] {
				one.name = strconv.Itoa(number)
			}
		}
	}
}

// source is the votes of all files.
func (x *joining) source() (*Source, error) {
	s := &Source{Comments: map[string]votetable.Comment{}, out: len(x.outs), in: map[string][]int{}}
	var b opinion.Builder
	for _, one := range x.all {
		if b.Statement(one.name) != nil {
			return nil, refused("there are %d statements, and at most %d are read", len(x.all), opinion.MaxStatements)
		}
		if one.text != "" {
			s.Comments[one.name] = votetable.Comment{Text: one.text}
		}
		s.in[one.name] = one.answered
	}
	for f, of := range x.of {
		for i := range of.all.Participants() {
			who := inFile(f, of.all.Participant(i))
			for _, c := range of.all.Row(i) {
				if one := x.places[f][c.Statement()]; one != nil {
					if err := b.Vote(who, one.name, c.Answer()); err != nil {
						return nil, err
					}
				}
			}
		}
		s.files = append(s.files, x.file(f))
		for _, n := range of.Notes {
			if n.Code != "undeclared" {
				n.File = of.File
				s.Notes = append(s.Notes, n)
			}
		}
	}
	s.all = b.Rows()
	return s, nil
}

// file is a file of the series, with what is known of a room's statements under their
// new names.
func (x *joining) file(f int) file {
	of := x.of[f]
	out := file{File: File{File: of.File, Name: x.unlike(f), LeftOut: x.leftOut[f]}}
	if len(of.files) == 0 {
		return out
	}
	was := of.files[0]
	out.Day, out.Room, out.LeftOut = was.Day, true, was.LeftOut+out.LeftOut
	out.room = &roomFile{id: was.room.id, said: map[string]*room.Elsewhere{}}
	for j, one := range x.places[f] {
		if one == nil {
			continue
		}
		out.room.said[one.name] = was.room.said[of.all.Statement(j)]
	}
	return out
}

// unlike is what a report calls a file: its title, and where another has the same, as
// much more as tells it from all others.
func (x *joining) unlike(f int) string {
	for _, mine := range x.of[f].names() {
		if !slices.ContainsFunc(x.of, func(s *Source) bool { return s != x.of[f] && slices.Contains(s.names(), mine) }) {
			return mine
		}
	}
	return fmt.Sprintf("%s (%s, %d)", x.of[f].Title, x.of[f].File, f+1)
}

// names is what a source may be called, the shortest first.
func (s *Source) names() []string {
	return []string{s.Title, fmt.Sprintf("%s (%s)", s.Title, cmp.Or(s.dayOfRoom(), s.File)), fmt.Sprintf("%s (%s)", s.Title, s.File)}
}

// declare parts people by what they declared, else by file.
func (x *joining) declare(s *Source) error {
	if x.of[0].declared == nil {
		s.declared = &declarations{byFile: s.byFile}
		people := make([]int, len(s.files))
		for i := range s.all.Participants() {
			people[s.fileOf(s.all.Participant(i))]++
		}
		for f, n := range people {
			s.declared.groups = append(s.declared.groups, DeclaredGroup{Name: s.files[f].Name, People: n})
		}
		return nil
	}
	s.declared = &declarations{column: x.of[0].declared.column, of: map[string]string{}}
	for f, of := range x.of {
		for who, group := range of.declared.of {
			s.declared.of[inFile(f, who)] = group
		}
	}
	return s.sortDeclared()
}
