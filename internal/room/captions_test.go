package room

import (
	"strings"
	"testing"
)

// TestValidCaptions lets pages lead to HTTPS alone, and to nothing that a
// reader could take for another address.
func TestValidCaptions(t *testing.T) {
	for url, want := range map[string]bool{
		"https://captions.example":                                  true,
		"https://captions.example/room?id=7&lang=fr#now":            true,
		"https://captions.example:8443/room":                        true,
		"https://xn--bcher-kva.example/%D8%AA":                      true,
		"http://captions.example":                                   false,
		"HTTPS://captions.example":                                  false,
		"javascript:alert(1)":                                       false,
		"//captions.example":                                        false,
		"https://":                                                  false,
		"https:///room":                                             false,
		"https://captions.example@other.example":                    false,
		"https://key:word@captions.example":                         false,
		"https://captions.example/a b":                              false,
		"https://captions.example/\u202etxt":                        false,
		"https://captions.example\\other.example":                   false,
		"https://captions.example:8443x/":                           false,
		"https://captions.example/" + strings.Repeat("a", 300-25):   true,
		"https://captions.example/" + strings.Repeat("a", 300-25+1): false,
	} {
		if got := ValidCaptions(url); got != want {
			t.Errorf("%q: %v", url, got)
		}
	}
}
