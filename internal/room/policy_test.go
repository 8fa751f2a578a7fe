package room

import "testing"

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
