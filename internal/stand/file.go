package stand

import (
	"slices"
	"strconv"
	"strings"

	"parley/internal/opinion"
	"parley/internal/room"
)

// File is one of several files that a report is of, or a room's export. Figures
// are of what the report shows.
type File struct {
	Name       string `json:"name"` // the room's title, or the table's name; no two have the same
	File       string `json:"file"`
	Day        string `json:"day,omitzero"`  // a room's: on which its session began, where it was held
	Room       bool   `json:"room,omitzero"` // a room's export, not a table
	People     int    `json:"people"`
	Statements int    `json:"statements"`
	Votes      int    `json:"votes"`            // on statements of which every file's counts may be shown
	LeftOut    int    `json:"leftOut,omitzero"` // public statements of a room of which nothing may be read, see [room.Elsewhere]; beside rooms, those of a table that fewer than five answered
}

// OfRooms says whether a room's export is among the files.
func (m *Model) OfRooms() bool {
	return slices.ContainsFunc(m.Files, func(f File) bool { return f.Room })
}

// file is a file with what only the making of a report needs.
type file struct {
	File
	room *roomFile // nil of a table
}

// roomFile is what is known of a room's statements, by their ids.
type roomFile struct {
	id      room.RoomID
	meaning map[string]string // what is asked with the text, and by which scale
	order   map[string]int    // as written
	said    map[string]*room.Elsewhere
}

// ofRooms says whether a room's export is among the files.
func (s *Source) ofRooms() bool {
	return slices.ContainsFunc(s.files, func(f file) bool { return f.room != nil })
}

// inFile names a participant of one file of a series.
func inFile(file int, participant string) string { return strconv.Itoa(file) + ":" + participant }

// fileOf is the file of a participant.
func (s *Source) fileOf(participant string) int {
	if len(s.files) < 2 {
		return 0
	}
	number, _, _ := strings.Cut(participant, ":")
	file, _ := strconv.Atoi(number)
	return file
}

// byFile is the answers to every statement by file.
func (s *Source) byFile(r *opinion.Rows) []opinion.Partition {
	return parted(r, len(s.files), func(row int) int { return s.fileOf(r.Participant(row)) })
}

// parted is the answers to every statement by class; class says a row's.
func parted(r *opinion.Rows, classes int, class func(row int) int) []opinion.Partition {
	out := make([]opinion.Partition, r.Statements())
	for j := range out {
		out[j] = make(opinion.Partition, classes)
	}
	for i := range r.Participants() {
		c := class(i)
		for _, v := range r.Row(i) {
			(*Counts)(&out[v.Statement()][c]).add(v.Answer())
		}
	}
	return out
}

// filesOf are the files as a report lists them; shown says whether a statement's counts
// are.
func (s *Source) filesOf(r *opinion.Rows, shown func(statement int) bool) (out []File) {
	if len(s.files) == 0 {
		return nil
	}
	for _, f := range s.files {
		out = append(out, f.File)
	}
	if len(out) == 1 {
		out[0].Name, out[0].File = s.Title, s.File
	}
	for i := range r.Participants() {
		out[s.fileOf(r.Participant(i))].People++
	}
	for j, by := range s.byFile(r) {
		for f, v := range by {
			if v.N() > 0 {
				out[f].Statements++
			}
			if shown(j) && telling(by, fewest) {
				out[f].Votes += v.N()
			}
		}
	}
	return out
}

// stoodIn is the numbers, from 1, of the files of a series in which a statement was
// answered.
func (s *Source) stoodIn(id string) (numbers []int) {
	for _, f := range s.in[id] {
		numbers = append(numbers, f+1)
	}
	return numbers
}
