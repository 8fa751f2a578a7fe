package web

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	claimRow = regexp.MustCompile(`(?m)^\t\t"(\w+)": "(.*)",$`)
	guestRow = regexp.MustCompile(`"(\w+)": "([^"]*\{n\}[^"]*)"`)
)

// TestNamesOfTheTableAreRefused: what the catalogues call those at the table, and
// guests, is what the room refuses as a guest's name.
func TestNamesOfTheTableAreRefused(t *testing.T) {
	src := read(t, "../internal/room/claims.go")
	claimed, guests := map[string][]string{}, map[string]string{}
	for _, m := range claimRow.FindAllStringSubmatch(src, -1) {
		for w := range strings.SplitSeq(strings.ReplaceAll(m[2], "،", ","), ",") {
			claimed[m[1]] = append(claimed[m[1]], strings.TrimSpace(w))
		}
	}
	for _, m := range guestRow.FindAllStringSubmatch(src, -1) {
		guests[m[1]] = m[2]
	}
	all := translations(t)
	all["en"] = catalogue(t, "i18n/en.json")
	for lang, words := range all {
		for _, role := range []string{"organizer", "moderator", "online-moderator", "rapporteur", "speaker"} {
			name, _, _ := strings.Cut(words["role."+role], "(")
			if !slices.Contains(claimed[lang], name) {
				t.Errorf("%s: a guest may be called %q", lang, name)
			}
		}
		if guests[lang] != words["word.guest"] {
			t.Errorf("%s: a guest is %q, the room refuses %q of others", lang, words["word.guest"], guests[lang])
		}
	}
}
