package httpapi

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley/internal/proposal"
)

// unsaid finds what stayed of a key, or of a value that no fact filled.
var unsaid = regexp.MustCompile(`\{[a-z]+\}|finding\.`)

// What is found in any of the parser's examples is said in the page's language
// with all that it holds.
func TestFindingsInEveryLanguage(t *testing.T) {
	s := testShell(t)
	files, err := filepath.Glob(filepath.Join("..", "proposal", "testdata", "*.*"))
	must(t, err)
	said := map[string]bool{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		must(t, err)
		res, err := proposal.Read(src)
		for _, lang := range s.book.Languages()[1:] {
			if err != nil {
				if x := refusedBecause(s.book.In(lang), err); x == err.Error() || unsaid.MatchString(x) {
					t.Errorf("%s, %s: %s", file, lang, x)
				}
				continue
			}
			for _, f := range res.Findings {
				x := newFinding(s.book.In(lang), f)
				if x.Lang != lang || unsaid.MatchString(x.Say+x.Do) {
					t.Errorf("%s, %s, %s: %q %q", file, lang, f.Rule, x.Say, x.Do)
				}
				said[f.Rule] = true
			}
		}
	}
	if len(said) < 20 {
		t.Errorf("only %d rules are met", len(said))
	}
}

// Every rule of the parser has words in every language, met by an example or
// not.
func TestRulesHaveWordsInEveryLanguage(t *testing.T) {
	s := testShell(t)
	files, err := filepath.Glob(filepath.Join("..", "proposal", "*.go"))
	must(t, err)
	rules := map[string]bool{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		must(t, err)
		for _, m := range regexp.MustCompile(`"((?:any|igf|igf-\d+)/[a-z-]+)", ?("|Sev)`).FindAllStringSubmatch(string(src), -1) {
			rules[m[1]] = true
		}
	}
	if len(rules) < 30 {
		t.Fatalf("only %d rules found: the search is wrong", len(rules))
	}
	for _, lang := range s.book.Languages()[1:] {
		say := s.book.In(lang)
		for _, rule := range slices.Sorted(maps.Keys(rules)) {
			key := "finding." + strings.ReplaceAll(rule, "/", ".")
			one := false
			for k := range say.All() {
				one = one || k == key || strings.HasPrefix(k, key+".") && k != key+".do"
			}
			if !one || !say.Has(key+".do") {
				t.Errorf("%s: no words for %s", lang, rule)
			}
		}
	}
}
