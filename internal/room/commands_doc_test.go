package room

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestEveryKeyOfTheDeskSaysHowItIsTakenBack holds the table of undo and final to
// the commands that seats may send.
func TestEveryKeyOfTheDeskSaysHowItIsTakenBack(t *testing.T) {
	for name := range commands {
		_, listed := undos[name]
		if roles, _, _ := Roles(name); listed != (len(roles) > 0) {
			t.Errorf("%s: in the table %t, sent by seats %t", name, listed, len(roles) > 0)
		}
	}
	for name, u := range undos {
		for _, by := range append(slices.Clone(u.by), Bare(name)) {
			if roles, _, _ := Roles(by + "/1"); by != itself && len(roles) == 0 {
				t.Errorf("%s is taken back by %s, which no seat sends", name, by)
			}
		}
		if u.back != nil && len(u.by) == 0 {
			t.Errorf("%s is final and taken back", name)
		}
	}
}

const commandsPage = "../../docs/spec/commands.md"

// TestCommandsPage holds the page to the table; -rewrite writes it.
func TestCommandsPage(t *testing.T) {
	old, err := os.ReadFile(commandsPage)
	if err != nil {
		t.Fatal(err)
	}
	intro, _, _ := strings.Cut(string(old), "| Command |")
	want := intro + undoRows()
	if want == string(old) {
		return
	}
	if f := flag.Lookup("rewrite"); f == nil || f.Value.String() != "true" {
		t.Fatalf("%s is not what the table says: run this test with -rewrite", commandsPage)
	}
	if err := os.WriteFile(commandsPage, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

func undoRows() string {
	var b strings.Builder
	b.WriteString("| Command | Taken back by |\n|---|---|\n")
	for _, name := range slices.Sorted(maps.Keys(undos)) {
		fmt.Fprintf(&b, "| `%s` | %s |\n", Bare(name), undos[name].words())
	}
	return b.String()
}

// words is the table's second column.
func (u undoing) words() string {
	said := "final"
	if len(u.by) > 0 {
		said = "`" + strings.Join(u.by, "`, `") + "`"
	}
	if slices.Equal(u.by, []string{itself}) {
		said = "again"
	}
	if u.say == "" {
		return said
	}
	if len(u.by) == 0 {
		return said + ": " + u.say
	}
	return said + ", " + u.say
}
