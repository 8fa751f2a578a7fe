package web

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

var formNames = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two",
	plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

func catalogue(t *testing.T, file string) map[string]string {
	t.Helper()
	m := map[string]string{}
	if err := json.Unmarshal([]byte(read(t, file)), &m); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return m
}

// translations are the catalogues other than the English one.
func translations(t *testing.T) map[string]map[string]string {
	t.Helper()
	all := map[string]map[string]string{}
	for _, f := range files(t, "i18n/.json") {
		lang := strings.TrimSuffix(strings.TrimPrefix(f, "i18n/"), ".json")
		if lang != "en" {
			all[lang] = catalogue(t, f)
		}
	}
	if len(all) == 0 {
		t.Fatal("no catalogue but the English one")
	}
	return all
}

// pluralForms are the forms that a language uses for whole numbers.
func pluralForms(lang string) []string {
	used := map[string]bool{}
	for n := range 1001 {
		used[formNames[plural.Cardinal.MatchPlural(language.Make(lang), n, 0, 0, 0, 0)]] = true
	}
	return slices.Sorted(maps.Keys(used))
}

// ofPlural is the base and the form of a key that is a form of a plural message.
func ofPlural(en map[string]string, key string) (base, form string, ok bool) {
	i := strings.LastIndexByte(key, '_')
	if i < 0 {
		return "", "", false
	}
	base, form = key[:i], key[i+1:]
	_, one := en[base+"_one"]
	_, other := en[base+"_other"]
	return base, form, one && other
}

// foreign are the messages that only other languages have: what a proposal
// lacks the parser says in English itself.
const foreign = "finding."

// Every language has exactly the keys of English, a plural message in every
// form that the language has.
func TestCataloguesAreWhole(t *testing.T) {
	en := catalogue(t, "i18n/en.json")
	for lang, words := range translations(t) {
		want := map[string]bool{}
		for key := range en {
			base, _, ok := ofPlural(en, key)
			if !ok {
				want[key] = true
				continue
			}
			for _, form := range pluralForms(lang) {
				want[base+"_"+form] = true
			}
		}
		for key := range want {
			if _, ok := words[key]; !ok {
				t.Errorf("%s has no %q", lang, key)
			}
		}
		for key := range words {
			if !want[key] && !strings.HasPrefix(key, foreign) {
				t.Errorf("%s has %q, which English has not", lang, key)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

func placeholders(text string) []string {
	all := placeholder.FindAllString(text, -1)
	slices.Sort(all)
	return slices.Compact(all)
}

// A translation fills in what English fills in. The forms for none, one and
// two may say the number in words, and none has no parts.
func TestCataloguesFillTheSame(t *testing.T) {
	en := catalogue(t, "i18n/en.json")
	for lang, words := range translations(t) {
		for key, text := range words {
			if strings.HasPrefix(key, foreign) {
				continue
			}
			source, inWords := key, false
			if base, form, ok := ofPlural(en, key); ok {
				source, inWords = base+"_other", form == "zero" || form == "one" || form == "two"
			}
			got, want := placeholders(text), placeholders(en[source])
			if inWords {
				want = slices.DeleteFunc(want, func(p string) bool { return !slices.Contains(got, p) })
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s %q fills %q, English %q", lang, key, got, want)
			}
		}
	}
}

// alike are the messages that are the same in every language.
var alike = []string{"side.", "links.sheet.code"}

// latin finds a word of English: names of formats, keys and examples that stay
// are in kept.
var (
	latin = regexp.MustCompile(`[A-Za-z]{2,}(/[A-Za-z]+)?`)
	kept  = []string{"Speaker", "Moderator", "Format", "Policy", "Question", "HTTP", "https", "HTML", "Markdown", "MiB", "UTC", "Africa/Nairobi", "Europe/Warsaw", "QR", "en", "fr"}
)

// No English is left in a language of another script.
func TestNoEnglishIsLeft(t *testing.T) {
	en := catalogue(t, "i18n/en.json")
	for lang, words := range translations(t) {
		tag := language.Make(lang)
		script, _ := tag.Script()
		for key, text := range words {
			if text == en[key] && !slices.Contains(alike, key) {
				t.Errorf("%s %q is still English: %s", lang, key, text)
			}
			if script.String() == "Latn" {
				continue
			}
			for _, word := range latin.FindAllString(placeholder.ReplaceAllString(text, ""), -1) {
				if !slices.Contains(kept, word) {
					t.Errorf("%s %q has the English word %q: %s", lang, key, word, text)
				}
			}
		}
	}
}

// A sentence on a page keeps the direction of a name from its own words; what is
// copied into a chat is the words alone.
func TestNamesAreIsolated(t *testing.T) {
	all := translations(t)
	all["en"] = catalogue(t, "i18n/en.json")
	for lang, words := range all {
		for key, text := range words {
			isolates := strings.ContainsAny(text, "\u2066\u2067\u2068\u2069")
			switch {
			case strings.HasPrefix(key, "chat."):
				if isolates {
					t.Errorf("%s %q brings signs into a chat that nobody sees: %q", lang, key, text)
				}
			default:
				for _, of := range []string{"when", "day", "key"} {
					if strings.HasPrefix(key, "report.") && lang == "ar" && strings.Contains(text, "{"+of+"}") && !strings.Contains(text, "\u2066{"+of+"}\u2069") {
						t.Errorf("%s %q lets the %s be turned round: %q", lang, key, of, text)
					}
				}
				for _, of := range []string{"name", "text", "acts", "reason"} {
					inReport := strings.HasPrefix(key, "report.") // in which people's words stand inside sentences too
					if (of == "name" || inReport) && strings.Contains(text, "{"+of+"}") && !strings.Contains(text, "\u2068{"+of+"}\u2069") {
						t.Errorf("%s %q does not isolate the %s: %q", lang, key, of, text)
					}
				}
			}
		}
	}
}
