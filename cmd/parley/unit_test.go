package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestTheServiceUnit has systemd's own checker read the shipped unit, with the
// running test in the place of the installed binary, and call its settings.
func TestTheServiceUnit(t *testing.T) {
	b, err := os.ReadFile("../../deploy/parley.service")
	if err != nil {
		t.Fatal(err)
	}
	call := ""
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "ExecStart=/usr/local/bin/parley "); ok {
			call = rest
		}
	}
	words := strings.Fields(strings.NewReplacer("%d", t.TempDir(), "%S", t.TempDir()).Replace(call))
	if len(words) == 0 || words[0] != "serve" {
		t.Fatalf("the unit starts %q", call)
	}
	var c Config
	for i, w := range words {
		if w == "-config" {
			if err := os.WriteFile(words[i+1], nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if done, code := parse(c.flags("serve", t.Output()), words[1:]); done || c.Data == "" {
		t.Errorf("the unit's call is refused with %d", code)
	}
	checker, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Fatal("systemd-analyze is not installed: run make tools first")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	unit := filepath.Join(t.TempDir(), "parley.service")
	if err := os.WriteFile(unit, []byte(strings.ReplaceAll(string(b), "ExecStart=/usr/local/bin/parley", "ExecStart="+self)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"verify", unit}, {"security", "--offline=true", "--threshold=20", unit}} {
		if said, err := exec.Command(checker, args...).CombinedOutput(); err != nil || args[0] == "verify" && len(said) > 0 {
			t.Errorf("systemd-analyze %s: %v\n%s", args[0], err, said)
		}
	}
}
