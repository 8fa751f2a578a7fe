package web_test

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"parley/internal/room"
)

var (
	optionList = regexp.MustCompile(`(?ms)^(?:export )?const (\w+): readonly Option\[\] = \[(.*?)\];`)
	ownTable   = regexp.MustCompile(`(?ms)^const own\b.*?= \{\n(.*?)^\};`)
	ownRow     = regexp.MustCompile(`(?ms)^  "?([\w-]+)"?: (\w+|\[.*?\]),$`)
	choices    = regexp.MustCompile(`choice: "([\w-]+)"|\b(unsure)\b,`)
)

// The options that pages offer are the scale of the kind, in its order.
func TestOptionsAreTheScales(t *testing.T) {
	src, err := os.ReadFile("src/lib/kinds.ts")
	if err != nil {
		t.Fatal(err)
	}
	lists := map[string]string{}
	for _, m := range optionList.FindAllStringSubmatch(string(src), -1) {
		lists[m[1]] = m[2]
	}
	own := map[room.StatementKind]string{}
	for _, m := range ownRow.FindAllStringSubmatch(ownTable.FindStringSubmatch(string(src))[1], -1) {
		own[room.StatementKind(m[1])] = m[2]
	}
	if len(own) == 0 || lists["plain"] == "" {
		t.Fatal("the table is not found")
	}
	own[room.View] = "plain"
	for kind, row := range own {
		if list, named := lists[row]; named {
			row = list
		}
		var got []room.Answer
		for _, m := range choices.FindAllStringSubmatch(row, -1) {
			got = append(got, room.Answer(m[1]+m[2]))
		}
		if want := kind.Scale().Choices; !slices.Equal(got, want) {
			t.Errorf("%s: pages offer %v, the room takes %v", kind, got, want)
		}
	}
}
