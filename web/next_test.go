package web

import (
	"os/exec"
	"testing"
)

// What is drawn is put first while nobody looks, once its statement is there and no
// other that was drawn is; one that is hidden meanwhile makes the page do nothing.
func TestDrawnWhileNobodyLooks(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "node", "testdata/next.mjs").Output()
	if want := `["","a","a","a","a","b"]`; err != nil || string(out) != want {
		t.Errorf("%v: first are %s, not %s", err, out, want)
	}
}
