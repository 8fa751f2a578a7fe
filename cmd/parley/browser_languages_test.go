package main

import (
	"testing"

	"parley/internal/loadtest"
	"parley/internal/room"
)

// testLanguages switches every kind of page to another language, and loses
// nothing by it.
func (s *site) testLanguages(t *testing.T) {
	t.Parallel()
	langs := s.book.Languages()
	other := langs[0]
	if other == s.lang {
		other = langs[1]
	}

	b := s.deskTab(t, "languages-start", 1440, 900)
	b.to("/")
	b.fill("The proposal's text", string(loadtest.Proposal))
	b.press("Read it")
	b.fill("Title", "A title that was changed")
	b.turnTo(other)
	b.see("What was read", in{css: "h1"})
	b.holds("Title", "A title that was changed")

	made := s.open(t)
	p := s.phoneTab(t, "languages-phone", 360, 740)
	p.to("/j/" + made.Codes.Online)
	p.turnTo(other)
	p.press("I am online")
	p.press("Join")
	p.see("Live", in{css: "p.live"})
	p.press("Me", in{css: "nav"})
	p.turnTo(s.lang)
	p.see("Live", in{css: "p.live"})

	d := s.deskTab(t, "languages-desk", 1366, 768)
	d.to(made.Link(room.Moderator))
	d.see("Live", in{css: "p.live"})
	d.turnTo(other)
	d.see("Start the session")
	d.to("/r/" + string(made.Room) + "/report")
	d.speech = newSpeech(s.book, s.lang) // the report speaks the room's
	d.turnTo(other)
	d.see("Draft: the session is not closed yet.")

	h := s.deskTab(t, "languages-screen", 1920, 1080)
	h.to(made.Link(room.Screen))
	h.see("Starts soon")
	h.turnTo(other)
	h.see("Starts soon")
}

// turnTo switches the page to another language, which whoever reads none of it
// finds by its own name.
func (b *tab) turnTo(lang string) {
	b.t.Helper()
	speech := newSpeech(b.site.book, lang)
	b.press(speech.own.T("language.name"))
	b.until(func() bool {
		now, err := eval[string](b, "document.documentElement.lang")
		return err == nil && now == lang
	}, func() string { return "is not in " + lang })
	b.speech = speech
}
