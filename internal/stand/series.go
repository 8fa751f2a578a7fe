package stand

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"parley/internal/votetable"
)

// fewShared is below how many statements that connect files a report says so.
const fewShared = 5

// Series makes one source of several: votes of rooms and tables that have statements in
// common. One source alone is itself. The order of the sources moves nothing.
//
//   - Nobody is looked for in two files: who came to two rooms is two people.
//   - Statements are one where their texts are, after Unicode NFC and with white space
//     made single, and where they ask the same by the same kind of answers. Of two in
//     one file the first is joined with those of other files, and the second stands
//     alone. A table's statement without a text is the one that has its id in other
//     tables.
//   - Polis numbers the statements of each conversation anew: its tables are refused.
//   - One room, or one table, twice is refused: the same people would count twice.
//   - Files that no statement connects, answered in both, are refused: groups would tell
//     the rooms apart, not people.
//   - Beside rooms, a table's answers to a statement are read where five people or more
//     of it answered.
//   - People are parted by file, unless by a column: common ground must hold in each
//     file in which the statement was answered.
//
// An error that the files are to blame for is an [*Error] or a [*votetable.Error].
func Series(of []*Source) (*Source, error) {
	if len(of) == 1 {
		return of[0], nil
	}
	keys, err := apart(of)
	if err != nil {
		return nil, err
	}
	x := &joining{of: ordered(of, keys), outs: map[string]bool{}, at: map[subject]*subjected{}, leftOut: make([]int, len(of))}
	x.subjects()
	x.name()
	least, err := x.connected()
	if err != nil {
		return nil, err
	}
	s, err := x.source()
	if err != nil {
		return nil, err
	}
	if least < fewShared {
		s.note("few_shared", least, 0)
	}
	return s, x.declare(s)
}

// apart refuses what is no file of a series beside the others. It gives the others'
// keys.
func apart(of []*Source) (keys map[*Source]string, err error) {
	seen := map[string]string{}
	keys = map[*Source]string{}
	for _, s := range of {
		if s.form == votetable.PolisVotes || s.form == votetable.PolisMatrix {
			return nil, refused("%s is an export of Polis, which numbers the statements of every conversation anew: "+
				"the same number is another statement in each. Make it a table participant,statement,vote in which "+
				"an id means the same in every file", s.File)
		}
		key := s.key()
		if first, twice := seen[key]; twice {
			return nil, refused("%s and %s are the same: the same people would count twice", first, s.File)
		}
		seen[key], keys[s] = s.File, key
	}
	return keys, nil
}

// key is the same for two files of one room, and for two tables of the same votes.
func (s *Source) key() string {
	if len(s.files) == 1 {
		return string(s.files[0].room.id)
	}
	h := sha256.New()
	word := func(w string) {
		h.Write(binary.AppendUvarint(nil, uint64(len(w))))
		h.Write([]byte(w))
	}
	for i := range s.all.Participants() {
		word(s.all.Participant(i))
		for _, c := range s.all.Row(i) {
			word(s.all.Statement(c.Statement()) + strconv.Itoa(int(c.Answer())))
		}
	}
	return string(h.Sum(nil))
}

// ordered is the sources in an order that hangs on what they are: rooms by day, then
// tables.
func ordered(of []*Source, keys map[*Source]string) []*Source {
	of = slices.Clone(of)
	day := func(s *Source) string { return cmp.Or(s.dayOfRoom(), "–") } // after all digits
	slices.SortFunc(of, func(a, b *Source) int {
		return cmp.Or(strings.Compare(day(a), day(b)), strings.Compare(a.Title, b.Title), strings.Compare(a.File, b.File), strings.Compare(keys[a], keys[b]))
	})
	return of
}

// dayOfRoom is the day of a room; "" of a table.
func (s *Source) dayOfRoom() string {
	if len(s.files) == 1 {
		return s.files[0].Day
	}
	return ""
}
