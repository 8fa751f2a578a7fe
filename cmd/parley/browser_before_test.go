package main

import (
	"bytes"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"parley/internal/room"
)

// testBefore is the desk before a session: the paper fits one page.
func (s *site) testBefore(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.deskTab(t, "before", 1440, 900)
	desk.to(made.Link(room.Moderator))
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
