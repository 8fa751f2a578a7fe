package opinion

import (
	"strconv"

	"parley/internal/opinion/plant"
)

// planted makes a table of votes with four groups of people, and the group of
// every row: see [plant.Rows].
func planted(people, statements, each int, apart float64, seed uint64) (*Rows, []uint8) {
	out := &Rows{statements: make([]string, statements), participants: make([]string, people), ptr: make([]uint64, 1, people+1)}
	for j := range statements {
		out.statements[j] = strconv.Itoa(j)
	}
	out.codes = make([]Code, 0, people*each*11/10)
	groups := make([]uint8, people)
	plant.Rows(people, statements, each, apart, seed, func(i int, g uint8, votes []uint16) {
		for _, v := range votes {
			out.codes = append(out.codes, Code(v))
		}
		out.ptr = append(out.ptr, uint64(len(out.codes)))
		out.participants[i], groups[i] = strconv.Itoa(i), g
	})
	out.order()
	truth := make([]uint8, people)
	for row, name := range out.participants {
		i, _ := strconv.Atoi(name)
		truth[row] = groups[i]
	}
	return out, truth
}
