package room

import (
	"slices"
	"strings"
)

var labelWords = map[string]word{
	// known lists those in the meeting tool whose name the desk still has.
	"known": func(sc *script, _ args) (string, error) {
		var names []string
		for id, p := range sc.s.People {
			if p.Kind == InTool && p.Name != "" && !sc.s.gone[p.Name] {
				names = append(names, sc.name(id))
			}
		}
		slices.Sort(names)
		return "known: " + strings.Join(names, " "), nil
	},
	"erase-spoken": func(sc *script, a args) (string, error) {
		by := Actor{Kind: ActorRoom}
		if a.by["by"] != "" {
			by = sc.seats[a.by["by"]]
		}
		_, err := sc.try(by, "text.erase/1", &EraseText{Person: sc.ids[a.at(0)], Rule: EraseSpoken})
		return sc.did("the name of %s is gone", a.at(0)), err
	},
}
