package main

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"parley/internal/room"
)

// testHall is a hall's network: the server at a name by plain HTTP, which browsers
// trust less than the machine's own address. They name no origin by themselves there,
// and have no clipboard. All that comes in by a form gets in, and links can be copied.
func (s *site) testHall(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	own := *s
	own.base = strings.Replace(s.base, "127.0.0.1", hallName, 1)
	const ignored = "Cross-Origin-Opener-Policy header has been ignored"
	d := own.deskTab(t, "desk-hall", 1440, 900)
	phone := own.phoneTab(t, "phone-hall", 360, 740)
	for _, b := range []*tab{d, phone} {
		b.excuse(ignored)
	}
	d.to(made.Link(room.Moderator))
	if must[bool](d, "isSecureContext") {
		t.Error("the browser trusts the hall's name")
	}
	phone.join(made.Codes.Onsite, "I am in the room")
	phone.press("Raise hand")
	d.see("Guest 1", in{css: "#queue"})

	code := d.handed("Remote on your phone")
	remote := own.phoneTab(t, "remote-hall", 360, 740)
	remote.excuse(ignored)
	remote.to("/j/" + code)
	remote.press("Open the Remote")
	remote.see("Guest 1")

	d.addHub("Harbour library", atTheHub)
	d.press("Copy", in{css: "#queue"})
	d.see("Copied.")
	helper := own.deskTab(t, "helper-hall", 1024, 768)
	helper.excuse(ignored)
	helper.to("/j/" + d.handed("Helper code"))
	helper.press("Help now")
	helper.see("Guest 1")

	for range 7 { // more than a browser has connections to one server by plain HTTP
		d.opensUnseen("/r/" + string(made.Room) + "/desk")
	}
	d.press("Start the session")
	d.see("Introduce the topic", in{css: ".step"})
}

// opensUnseen opens a page in the same browser that nobody looks at, and for which the
// time passes in which that is noticed.
func (b *tab) opensUnseen(path string) {
	b.t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx)
	b.t.Cleanup(cancel)
	const hidden = `Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
		const later = setTimeout;
		globalThis.setTimeout = (f, ms, ...more) => later(f, ms >= 20000 ? 0 : ms, ...more);`
	fatal(b.t, chromedp.Do(ctx))
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: hidden}); err != nil {
		b.t.Fatal(err)
	}
	t := &tab{t: b.t, ctx: ctx, name: b.name + "-unseen", site: b.site, speech: b.speech}
	t.to(path + "?lang=" + b.site.lang)
	t.see("Live", in{css: "p.live"})
}
