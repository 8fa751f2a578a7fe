package standing

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// tolerance is by how much figures of pictures of the same votes may differ.
const tolerance = 2e-6

// Differs is where what a record says is not what was found, in a form that a
// person can look up: "groups.A.people: 41, found 42"; "" if it is the same.
// Counts and classes are compared exactly.
func Differs(said, found room.RecordStanding) string {
	return differs("", generic(said), generic(found))
}

func generic(r room.RecordStanding) (out any) {
	b, _ := json.Marshal(&r) // no type in it can fail
	_ = json.Unmarshal(b, &out)
	return out
}

func differs(path string, said, found any) string {
	x, isMap := said.(map[string]any)
	y, areMaps := found.(map[string]any)
	if isMap || areMaps {
		for _, name := range slices.Sorted(maps.Keys(merged(x, y))) {
			if d := differs(join(path, name), x[name], y[name]); d != "" {
				return d
			}
		}
		if isMap && areMaps || len(x)+len(y) == 0 {
			return ""
		}
	}
	a, isNumber := number(said)
	b, areNumbers := number(found)
	if said == nil && found == nil || isNumber && areNumbers && math.Abs(a-b) <= tolerance || !isNumber && !areNumbers && said == found {
		return ""
	}
	return fmt.Sprintf("%s: %s, found %s", path, say(said), say(found))
}

// number is a figure; zeroes are left out of records.
func number(x any) (float64, bool) {
	n, ok := x.(float64)
	return n, ok || x == nil
}

func merged(x, y map[string]any) map[string]any {
	out := map[string]any{}
	maps.Copy(out, x)
	maps.Copy(out, y)
	return out
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func say(x any) string {
	if x == nil {
		return "nothing"
	}
	return fmt.Sprint(x)
}
