package main

import (
	"strings"
	"testing"

	"parley/internal/audit"
)

// TestVerifyTellsOfPictures: of a room that recorded where it stands verify says how
// often, of another nothing.
func TestVerifyTellsOfPictures(t *testing.T) {
	for pictures, want := range map[int]string{0: "", 1: "stood: 1 picture, made", 2: "stood: 2 pictures, made"} {
		var out strings.Builder
		printAudit(&out, &audit.Report{Room: "r", Pictures: pictures})
		if said := strings.Contains(out.String(), "stood"); said != (want != "") || !strings.Contains(out.String(), want) {
			t.Errorf("%d pictures: %s", pictures, out.String())
		}
	}
}
