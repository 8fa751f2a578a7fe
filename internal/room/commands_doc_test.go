package room

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestEveryKeyOfTheDeskSaysHowItIsTakenBack holds the page of undo and final to
// the commands that there are.
func TestEveryKeyOfTheDeskSaysHowItIsTakenBack(t *testing.T) {
	page, err := os.ReadFile("../../docs/spec/commands.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z.]+)` \\| .+ \\|$").FindAllStringSubmatch(string(page), -1) {
		if listed[row[1]] {
			t.Errorf("%s is there twice", row[1])
		}
		listed[row[1]] = true
	}
	for name := range commands {
		bare, _, _ := strings.Cut(name, "/")
		if roles, _, _ := Roles(name); listed[bare] != (len(roles) > 0) {
			t.Errorf("%s: on the page %t, sent by seats %t", name, listed[bare], len(roles) > 0)
		}
		delete(listed, bare)
	}
	for name := range listed {
		t.Errorf("%s is no command", name)
	}
	for _, m := range regexp.MustCompile("`([a-z]+\\.[a-z]+)`").FindAllStringSubmatch(string(page), -1) {
		if _, ok := commands[m[1]+"/1"]; !ok {
			t.Errorf("%s is no command", m[1])
		}
	}
}
