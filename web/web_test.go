package web

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func files(t *testing.T, pattern string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(filepath.Dir(pattern), func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(p, filepath.Ext(pattern)) {
			out = append(out, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) == 0 {
		t.Fatalf("no files like %s", pattern)
	}
	return out
}

// A lock that records addresses would tie the build to one registry.
func TestLockRecordsNoAddresses(t *testing.T) {
	if strings.Contains(read(t, "package-lock.json"), `"resolved"`) {
		t.Error("package-lock.json records where packages came from; install with the .npmrc beside it")
	}
}

var physical = regexp.MustCompile(`(?m)(^|[\s;{(-])(left|right|top-left|top-right|margin-left|padding-right|text-align:\s*(left|right))\s*[:;,)]|(margin|padding|border)-(left|right|top|bottom)\b|(^|[\s;{])(width|height|min-width|max-width|min-height|max-height|top|bottom)\s*:`)

// Pages are read in both directions: sizes and edges are logical.
func TestStylesAreLogical(t *testing.T) {
	for _, f := range files(t, "css/.css") {
		for i, line := range strings.Split(read(t, f), "\n") {
			if strings.Contains(line, "@media") {
				continue
			}
			if m := physical.FindString(line); m != "" {
				t.Errorf("%s:%d: %q is bound to one writing direction", f, i+1, strings.TrimSpace(m))
			}
		}
	}
}

var inline = regexp.MustCompile(`\sstyle=|\son[a-z]+="|<style|<script>|javascript:|https?://`)

// A style given as an object goes through the style's own interface, which the
// policy allows.
var asText = regexp.MustCompile(`style=("|\{[^{])|[iI]nnerHTML`)

// The content policy refuses inline style and script; pages ask nobody else.
func TestMarkupKeepsThePolicy(t *testing.T) {
	for _, f := range files(t, "templates/.html") {
		if m := inline.FindString(read(t, f)); m != "" {
			t.Errorf("%s has %q", f, m)
		}
	}
	for _, f := range files(t, "src/.tsx") {
		if m := asText.FindString(read(t, f)); m != "" {
			t.Errorf("%s sets markup or style as text: %s", f, m)
		}
	}
}

var (
	calls = regexp.MustCompile(`\bt\("([a-z][a-z0-9_.-]+)"`)
	tags  = regexp.MustCompile(`\{\{-?\s*(?:[a-z]+ )*\(?t "([a-z][a-z0-9_.-]+)"`)
)

// Every message that a page names by its key is in the catalogue.
func TestWordsOfPagesExist(t *testing.T) {
	var en map[string]string
	if err := json.Unmarshal([]byte(read(t, "i18n/en.json")), &en); err != nil {
		t.Fatal(err)
	}
	has := func(key string) bool {
		_, ok := en[key]
		_, plural := en[key+"_other"]
		return ok || plural
	}
	named := 0
	check := func(f string, re *regexp.Regexp) {
		for _, m := range re.FindAllStringSubmatch(read(t, f), -1) {
			named++
			if !has(m[1]) {
				t.Errorf("%s: no message %q", f, m[1])
			}
		}
	}
	for _, f := range slices.Concat(files(t, "src/.tsx"), files(t, "src/.ts")) {
		check(f, calls)
	}
	for _, f := range files(t, "templates/.html") {
		check(f, tags)
	}
	if named < 100 {
		t.Errorf("only %d messages found: the search is wrong", named)
	}
}
