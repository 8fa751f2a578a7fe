package stand

import (
	"slices"
	"strings"
)

// connected is of how many statements, answered in both files, the weakest link is by
// which all files hang together, each linked as strongly as it can be. Files that hang
// together with no others are refused by name.
func (x *joining) connected() (least int, err error) {
	shared := make([][]int, len(x.of))
	for f := range shared {
		shared[f] = make([]int, len(x.of))
	}
	for _, one := range x.all {
		for _, f := range one.answered {
			for _, g := range one.answered {
				shared[f][g]++
			}
		}
	}
	together := x.largest(shared)
	if len(together) < len(x.of) {
		var others []string
		for f, s := range x.of {
			if !together[f] {
				others = append(others, s.File)
			}
		}
		return 0, refused("no statement whose answers count in %s has answers that count in the other files: groups would tell the files apart, "+
			"not people. Leave out what stands apart, or check that the statements' texts are the same", strings.Join(others, ", "))
	}
	links := []int{}
	in := map[int]bool{0: true}
	for len(in) < len(x.of) {
		to, most := 0, 0
		for f := range in {
			for g, n := range shared[f] {
				if !in[g] && (n > most || n == most && g < to) {
					to, most = g, n
				}
			}
		}
		in[to], links = true, append(links, most)
	}
	return slices.Min(links), nil
}

// largest is the most files that hang together, the first of them where there are two.
func (x *joining) largest(shared [][]int) (most map[int]bool) {
	for f := range shared {
		if reached := reach(shared, f); len(reached) > len(most) {
			most = reached
		}
	}
	return most
}

// reach is the files that hang together with one.
func reach(shared [][]int, from int) map[int]bool {
	in, next := map[int]bool{from: true}, []int{from}
	for len(next) > 0 {
		f := next[0]
		next = next[1:]
		for g, n := range shared[f] {
			if n > 0 && !in[g] {
				in[g], next = true, append(next, g)
			}
		}
	}
	return in
}
