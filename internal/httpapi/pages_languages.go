package httpapi

import (
	"net/http"

	"parley/internal/words"
)

const langCookie = "parley-lang"

// words is the catalogue for a visitor: ?lang=, else the cookie, else what the
// browser asks for.
func (s *pageShell) words(r *http.Request) *words.Words {
	var wanted []string
	if c, err := r.Cookie(langCookie); err == nil {
		wanted = append(wanted, c.Value)
	}
	return s.wordsIn(r, wanted)
}

// wordsIn is the catalogue for a page of its own languages, in order of
// preference: ?lang=, else one of those, else what the browser asks for.
func (s *pageShell) wordsIn(r *http.Request, own []string) *words.Words {
	var wanted []string
	if l := r.URL.Query().Get("lang"); l != "" {
		wanted = append(wanted, l)
	}
	return s.book.In(append(append(wanted, own...), r.Header.Get("Accept-Language"))...)
}

// wordsOf is the catalogue for a page.
func (s *pageShell) wordsOf(r *http.Request, p page) *words.Words {
	if p.Own != nil {
		return s.wordsIn(r, p.Own)
	}
	return s.words(r)
}

// keepLanguage has the visitor's next pages be in the language that was asked
// for.
func (s *pageShell) keepLanguage(w http.ResponseWriter, r *http.Request, lang string) {
	if r.URL.Query().Get("lang") == "" {
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: langCookie, Value: lang, Path: "/", MaxAge: 365 * 24 * 3600,
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: s.secure || r.TLS != nil,
	})
}

// tongue is a language that a page can be read in instead.
type tongue struct {
	Lang, Dir string
	Name      string // in that language
	Href      string // the same page in it
}

// others are the languages that a page can be switched to. The answer to a form
// has no address of its own: only where sending the form again is harmless can
// it be switched, and then with all that was typed.
func (s *pageShell) others(r *http.Request, lang string, again bool) (out []tongue) {
	if r.Method != http.MethodGet && !again {
		return nil
	}
	for _, l := range s.book.Languages() {
		if l == lang {
			continue
		}
		q := r.URL.Query()
		q.Set("lang", l)
		w := s.book.In(l)
		out = append(out, tongue{Lang: w.Lang, Dir: w.Dir, Name: w.T("language.name"), Href: r.URL.Path + "?" + q.Encode()})
	}
	return out
}
