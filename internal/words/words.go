// Package words is the text of pages, reports and notices: one flat catalogue
// a language (web/i18n/<language>.json), the same that the pages' scripts use.
//
// A message holds {name} placeholders. A message that depends on a number has
// one key for each plural form of its language (CLDR): key_one, key_other, …;
// the number is the argument "n".
package words

import (
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/go-json-experiment/json"
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// Args are the values of a message's placeholders.
type Args map[string]any

// Book is every catalogue there is.
type Book struct {
	langs   []string // sorted, "en" first
	pages   map[string]*Words
	matcher language.Matcher
}

// Words is the catalogue of one language.
type Words struct {
	Lang string // BCP 47
	Dir  string // ltr or rtl
	tag  language.Tag
	msgs map[string]string

	plain *Words
}

// Load reads every *.json of fsys. Every catalogue must have the keys of
// English, up to plural forms.
func Load(fsys fs.FS) (*Book, error) {
	names, err := fs.Glob(fsys, "*.json")
	if err != nil {
		return nil, err
	}
	b := &Book{pages: map[string]*Words{}}
	for _, name := range names {
		w, err := load(fsys, name)
		if err != nil {
			return nil, err
		}
		b.pages[w.Lang] = w
		b.langs = append(b.langs, w.Lang)
	}
	en := b.pages["en"]
	if en == nil {
		return nil, fmt.Errorf("words: no catalogue for en")
	}
	sort.Slice(b.langs, func(i, j int) bool {
		return b.langs[i] == "en" || b.langs[j] != "en" && b.langs[i] < b.langs[j]
	})
	tags := make([]language.Tag, len(b.langs))
	for i, l := range b.langs {
		tags[i] = b.pages[l].tag
		if err := b.pages[l].covers(en); err != nil {
			return nil, err
		}
	}
	b.matcher = language.NewMatcher(tags)
	return b, nil
}

func load(fsys fs.FS, name string) (*Words, error) {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	lang := strings.TrimSuffix(path.Base(name), ".json")
	tag, err := language.Parse(lang)
	if err != nil {
		return nil, fmt.Errorf("words: %s: %w", name, err)
	}
	w := &Words{Lang: lang, Dir: "ltr", tag: tag}
	if err := json.Unmarshal(raw, &w.msgs); err != nil {
		return nil, fmt.Errorf("words: %s: %w", name, err)
	}
	switch s, _ := tag.Script(); s.String() {
	case "Arab", "Hebr", "Thaa", "Syrc":
		w.Dir = "rtl"
	}
	w.plain = &Words{Lang: w.Lang, Dir: w.Dir, tag: tag, msgs: map[string]string{}}
	w.plain.plain = w.plain
	for key, msg := range w.msgs {
		w.plain.msgs[key] = unsigned.Replace(msg)
	}
	return w, nil
}

// unsigned takes out the signs that isolate what stands between them from the
// direction of the words around.
var unsigned = strings.NewReplacer("\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "")

// Plain is the same catalogue for what is no page: its messages have no signs of
// direction around names. Those that somebody typed are no part of a message.
func (w *Words) Plain() *Words { return w.plain }

// covers says whether w has a message for every key of en.
func (w *Words) covers(en *Words) error {
	for key := range en.msgs {
		base, form := cutForm(key)
		if form != "" {
			key = base + "_other"
		}
		if _, ok := w.msgs[key]; !ok {
			return fmt.Errorf("words: %s has no %q", w.Lang, key)
		}
	}
	return nil
}

var forms = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two",
	plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

func cutForm(key string) (base, form string) {
	i := strings.LastIndexByte(key, '_')
	if i < 0 {
		return key, ""
	}
	for _, f := range forms {
		if key[i+1:] == f {
			return key[:i], f
		}
	}
	return key, ""
}

// Languages lists the catalogues' languages, English first.
func (b *Book) Languages() []string { return b.langs }

// In is the catalogue that fits the wanted languages best, given in order of
// preference, each a tag or an Accept-Language value; English when none does.
func (b *Book) In(wanted ...string) *Words {
	_, i := language.MatchStrings(b.matcher, wanted...)
	return b.pages[b.langs[i]]
}

// Has says whether there is a message for the key.
func (w *Words) Has(key string) bool {
	_, ok := w.msgs[key]
	if !ok {
		_, ok = w.msgs[key+"_other"]
	}
	return ok
}

// T is the message of a key with its placeholders filled. A key without a
// message comes back as itself, so that a page shows where words are missing.
func (w *Words) T(key string, args ...Args) string {
	var a Args
	if len(args) > 0 {
		a = args[0]
	}
	msg, ok := w.msgs[key]
	if n, is := a["n"].(int); is {
		if m, has := w.msgs[key+"_"+w.form(n)]; has {
			msg, ok = m, true
		} else if m, has := w.msgs[key+"_other"]; has {
			msg, ok = m, true
		}
	}
	if !ok {
		return key
	}
	if len(a) == 0 || !strings.Contains(msg, "{") {
		return msg
	}
	pairs := make([]string, 0, 2*len(a))
	for k, v := range a {
		pairs = append(pairs, "{"+k+"}", fmt.Sprint(v))
	}
	return strings.NewReplacer(pairs...).Replace(msg)
}

// List is several things one after another.
func (w *Words) List(all []string) string { return strings.Join(all, w.T("word.comma")) }

func (w *Words) form(n int) string {
	if n < 0 {
		n = -n
	}
	return forms[plural.Cardinal.MatchPlural(w.tag, n, 0, 0, 0, 0)]
}

// All is every message, for a page's inlined catalogue.
func (w *Words) All() map[string]string { return w.msgs }

// Pairs are arguments as a template writes them: a name, its value, a name, …
func Pairs(kv ...any) Args {
	out := Args{}
	for i := 0; i+1 < len(kv); i += 2 {
		if k, ok := kv[i].(string); ok {
			out[k] = kv[i+1]
		}
	}
	return out
}
