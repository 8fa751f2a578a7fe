package main

import (
	"bytes"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"parley/internal/room"
)

// testBefore is the desk before a session: the check reaches each point that is
// done, without being loaded again, and the paper fits one page.
func (s *site) testBefore(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.deskTab(t, "before", 1440, 900)
	desk.to(made.Link(room.Moderator))
	check := s.deskTab(t, "check", 1440, 900)
	check.to(made.Link(room.Moderator))
	check.to("/r/" + string(made.Room) + "/check")
	check.see("News arrives at once.", in{css: "#stream"})
	check.see("Join with a phone on the hall's network, by the code on the screen.", in{css: "#onsite"})
	check.see("Open the screen on the projector's computer.", in{css: "#screen"})
	check.audit("check")
	check.at360("check")
	phone := s.phoneTab(t, "check-phone", 360, 740)
	phone.join(made.Codes.Onsite, "I am in the room")
	check.see("It joined and follows the room.", in{css: "#onsite"})
	check.excuse("ERR_INTERNET_DISCONNECTED")
	check.offline(true)
	check.see("It does not answer. Is this computer on the network? It is asked again by itself.", in{css: "#server"})
	check.audit("check-offline")
	check.offline(false)
	check.see("It joined and follows the room.", in{css: "#onsite"})

	desk.unfold("#stage summary")
	desk.press("Paper to print")
	desk.see("How the floor works")
	desk.audit("sheet")
	desk.at360("sheet")
	printed, err := chromedp.Call(desk.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true)})
	fatal(t, err)
	if n := bytes.Count(printed.Data, []byte("/Type /Page\n")); n != 1 {
		t.Errorf("the sheet prints on %d pages", n)
	}
}
