package room

import "testing"

func TestNamesThatPassForAnothers(t *testing.T) {
	for _, c := range []struct {
		name string
		like bool
	}{
		{"Amber Seat", true},
		{"AMBER  seat!", true},
		{"Ａmber Séat", true},
		{"\u0410mber Seat", true},       // Cyrillic A
		{"Amb\u0435r S\u0435at", true},  // Cyrillic e
		{"\u0391\u039cber Seat", true},  // Greek A and M
		{"Amber\u200bSeat\u2060", true}, // nothing to be seen between
		{"\u202eAmber Seat", true},      // a mark of direction
		{"Amber Seats", false},
		{"Ember Seat", false},
	} {
		if got := skeleton(c.name) == skeleton("Amber Seat"); got != c.like {
			t.Errorf("%q passes for it: %t", c.name, got)
		}
	}
	if skeleton("AIice 0") != skeleton("Alice O") {
		t.Error("capital I passes for l, and zero for O")
	}
}

func TestATextIsSeen(t *testing.T) {
	for body, want := range map[string]bool{
		"": false, " \n\t": false, "\u200b": false, "\u2060\u00ad": false, "\u202e": false, "\u0301": false, "\x00": false,
		"x": true, "\u200bx": true, "是": true, "؟": true, "🙂": true,
	} {
		if visible(body) != want {
			t.Errorf("%q is seen: %t", body, !want)
		}
	}
}
