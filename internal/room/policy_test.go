package room

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestEveryCommandHasRights holds that the table of rights and the commands
// name each other.
func TestEveryCommandHasRights(t *testing.T) {
	for name := range commands {
		if _, ok := rights[name]; !ok {
			t.Errorf("nobody may send %s", name)
		}
	}
	for name := range rights {
		if _, ok := commands[name]; !ok {
			t.Errorf("%s has rights and is no command", name)
		}
	}
}

// TestFloorParametersArePublished holds that the rule's page names every
// parameter and its value.
func TestFloorParametersArePublished(t *testing.T) {
	page, err := os.ReadFile("../../docs/spec/floor.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for line := range strings.SplitSeq(string(page), "\n") {
		if cells := strings.Split(line, "|"); len(cells) == 5 {
			names, values := strings.Split(cells[1], ","), strings.Split(strings.TrimSuffix(strings.TrimSpace(cells[2]), " s"), ",")
			for i := range min(len(names), len(values)) {
				rows[strings.Trim(names[i], " `")] = strings.Trim(values[i], " `s%")
			}
		}
	}
	v := reflect.ValueOf(DefaultPolicy().Floor)
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("json")
		if want := fmt.Sprint(v.Field(i)); rows[name] != want {
			t.Errorf("%s is %s, the page says %q", name, want, rows[name])
		}
	}
}
