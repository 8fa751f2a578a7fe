package httpapi

import (
	"net/url"
	"strings"
	"testing"

	"parley/internal/room"
)

func isArabic(r reply) bool { return strings.Contains(r.body, `<html lang="ar" dir="rtl">`) }

// The language that was chosen stays; a page tells where it stands in others.
func TestLanguageIsChosenAndKept(t *testing.T) {
	x := newRoom(t)
	b := x.browser()
	if r := b.ok(b.get("/j")); isArabic(r) || !strings.Contains(r.body, `<a class="plain" href="/j?lang=ar" hreflang="ar" lang="ar">العربية</a>`) {
		t.Errorf("no way to Arabic: %s", r.body)
	}
	if r := b.do("GET", "/j", "", "", "Accept-Language", "ar-EG,en;q=0.5"); !isArabic(r) {
		t.Error("the browser's language is not taken")
	}
	if !isArabic(b.ok(b.get("/j?lang=ar"))) || !isArabic(b.ok(b.get("/"))) {
		t.Error("the choice is not kept")
	}
	r := b.do("GET", "/r/"+string(x.made.Room)+"/desk", "", "", "Accept", "text/html")
	if !isArabic(r) || !strings.Contains(r.body, "?lang=en") {
		t.Errorf("a refusal: %s", r.body)
	}
}

// The answer to a form is switched by sending the form again, so that nothing
// that was typed is lost; links that are shown once cannot be lost by it.
func TestLanguageOfAnAnswerToAForm(t *testing.T) {
	b := newSite(t).browser()
	src, _ := readExample(t, "2021-whole.txt")
	read := b.ok(b.values("/start", url.Values{"do": {"read"}, "source": {src}}))
	if !strings.Contains(read.body, `form="form" name="do" value="check" formaction="/start?lang=ar"`) {
		t.Error("no way to Arabic")
	}
	v := sent(t, []byte(read.body), "check")
	v.Set("plan.panel", "soon")
	wrong := b.values("/start?lang=ar", v)
	if !isArabic(wrong) || !strings.Contains(wrong.body, `value="soon"`) || !strings.Contains(wrong.body, `formaction="/start?lang=en"`) {
		t.Errorf("switched: %.2000s", wrong.body)
	}
	v.Set("plan.panel", "20")
	v.Set("do", "open")
	links := b.ok(b.values("/start", v))
	if !isArabic(links) || strings.Contains(links.body, "hreflang") {
		t.Error("the links can be left for another language")
	}
}

// The screen speaks the room's language, or the one of its own address; what
// the desk beside it speaks is another matter.
func TestLanguageOfTheScreen(t *testing.T) {
	x := newRoom(t)
	b := x.browser()
	b.get(x.linkOf(room.Moderator))
	path := "/r/" + string(x.made.Room)
	if !isArabic(b.ok(b.get(path + "/desk?lang=ar"))) {
		t.Error("the desk is not Arabic")
	}
	if isArabic(b.ok(b.get(path + "/screen"))) {
		t.Error("the screen of a room in English is Arabic")
	}
	if !isArabic(b.ok(b.get(path + "/screen?lang=ar"))) {
		t.Error("the screen cannot be Arabic")
	}
	b.ok(b.get(path + "/screen?lang=en"))
	if !isArabic(b.ok(b.get(path + "/desk"))) {
		t.Error("the screen's language changed the desk's")
	}
	draft := b.ok(b.get(path + "/report"))
	if isArabic(draft) || !strings.Contains(draft.body, `<a href="?lang=ar" hreflang="ar" lang="ar">العربية</a>`) {
		t.Error("the report is not in the room's language with a way to others")
	}
}
