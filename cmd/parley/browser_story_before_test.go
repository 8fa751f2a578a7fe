package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/internal/loadtest"
)

const (
	hostBody  = "Northern host body"
	startWord = "northern-lights"
)

// startCodesOf is a file with the start code of a host body.
func startCodesOf(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "codes")
	fatal(t, os.WriteFile(file, []byte(startWord+" - "+hostBody+"\n"), 0o600))
	return file
}

// pasted reads the proposal. The moderator is rapporteur too.
func (p *story) pasted() {
	p.t.Helper()
	d := p.desk
	d.to("/")
	d.fill("The proposal's text", string(loadtest.Proposal))
	d.press("Read it")
	d.fill("Languages of the session", d.site.lang)
	d.press("Rapporteur", in{"fieldset", "Workshop Office"})
	d.excuse("status of 422")
	d.fill("Start code of this server", "southern-cross")
	d.press("Rehearse first")
	d.see("That start code is not the one of this server.")
	d.fill("Start code of this server", startWord)
}

// rehearsed begins the session in a rehearsal, which the server throws away a day
// after its end, before the eyes of who has it open.
func (p *story) rehearsed() {
	p.t.Helper()
	p.desk.press("Rehearse first")
	p.desk.see("Rehearsal", in{css: "h1"})
	c := p.console
	c.excuse("status of 410")
	c.to(p.desk.finds(`document.querySelector("a.primary")?.href ?? ""`))
	c.see("Rehearsal", in{css: "#app h1 .badge"})
	c.press("Start the session", in{css: ".step"})
	c.see("Introduce the topic", in{css: ".step"})
	p.clock.ahead(26 * time.Hour)
	c.see("This room was deleted, as its notice promised.", in{css: "p.live"})
}

// opened opens the room, the screen's page and the console, and lets two phones in.
func (p *story) opened() {
	p.t.Helper()
	d := p.desk
	d.press("Open the real room")
	d.unseen("Open the real room")
	d.see("The room is open", in{css: "h1"})
	for i := range p.codes {
		p.codes[i] = d.codeAt(i)
	}
	p.screen.to(d.linkOf("Screen"))
	p.neverShows(p.screen)
	moderator := d.linkOf("Workshop Office")
	p.console.to(moderator)
	p.console.press("Console", in{css: "header"})
	c := p.site.client(p.t)
	fatal(p.t, c.Sit(p.t.Context(), moderator))
	p.api = &moderatorClient{p.t, c}
	p.room.join(p.codes[0], "I am in the room")
	p.online.join(p.codes[1], "I am online")
	d.press("Open the desk")
	d.see("Start the session", in{css: ".step"})
}

// looked reads the paper, looks whether all of it is there, and adds hub and
// Remote.
func (p *story) looked() {
	p.t.Helper()
	d := p.desk
	d.unfold("#stage summary")
	d.press("Paper to print")
	d.see("How the floor works")
	d.to("/r/" + string(p.api.Room()) + "/check")
	d.see("A screen shows the room.")
	d.see("News arrives at once.")
	d.until(func() bool { return strings.Count(d.text("main"), p.said("It joined and follows the room.")) == 2 },
		func() string { return "does not see both phones" })
	d.press("Open the desk")
	p.hub.to(d.addHub("Harbour library", atTheHub))
	p.remote = p.site.pairUp(p.t, d)
}

// said is a sentence of the catalogue in the language of the tabs.
func (p *story) said(english string) string {
	p.t.Helper()
	en := p.site.book.In("en").All()
	for key, text := range en {
		if text == english {
			return p.site.book.In(p.site.lang).T(key)
		}
	}
	p.t.Fatalf("no message is %q", english)
	return ""
}
