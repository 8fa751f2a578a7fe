package main

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/internal/room"
)

// testKeyboard takes a moderator, a participant and a panellist through what
// they do most with Tab, Enter and single keys, and looks at each stop.
func (s *site) testKeyboard(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	api := s.moderator(t, made)
	api.do("session.start", room.None{})
	api.say("A map on the wall is worth ten on a phone.")

	d := s.deskTab(t, "desk-keyboard", 1440, 900)
	d.to(made.Link(room.Moderator))
	d.see("The queue")
	d.tabTo("Skip to what this page is for")
	d.key(kb.Enter)
	d.holdsFocus("#floor")
	// A hand without a name is two presses; with words to recognise its owner by
	// it is the words and the same two.
	d.stroke('r')
	d.holdsFocus("#ask-label")
	d.key(kb.Enter)
	d.see("Somebody", in{css: ".queue"})
	d.holdsFocus("#floor")
	d.stroke('l')
	d.holdsFocus("#ask-label")
	d.typed("green coat")
	d.key(kb.Enter)
	d.see("green coat", in{css: ".queue"})
	d.stroke('r')
	d.holdsFocus("#ask-label")
	d.walked("a dialog")
	d.key(kb.Escape)
	d.holdsFocus("#floor")
	d.walked("desk")

	p := s.deskTab(t, "phone-keyboard", 390, 844)
	p.join(made.Codes.Online, "I am online")
	p.see("Tell the moderators silently")
	p.walked("phone")
	p.enter("Raise hand")
	p.see("You are number", in{css: ".hand .place"})
	p.enter("Agree", in{"article.vote", "A map on the wall"})
	p.see("Recorded.", in{"article.vote", "A map on the wall"})

	b := s.deskTab(t, "speaker-keyboard", 390, 844)
	b.to(made.Link(room.Speaker))
	b.enter("Write a card")
	b.tabTo("In one sentence")
	b.typed("A bench outlasts its paint.")
	b.enter("Save the card")
	b.see("Bring it up", in{"#cards li", "A bench outlasts its paint."})
	b.walked("speaker")
}

// typed types as somebody would, letter for letter.
func (b *tab) typed(text string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(text))
}

// stroke is key for one that the page takes for itself. key would send the
// letter apart, which a keyboard does not once a page has taken the key: it
// would land in the dialog that the key opened.
func (b *tab) stroke(key rune) {
	b.t.Helper()
	b.answered()
	for _, e := range kb.Encode(key) {
		if e.Type == kb.KeyChar {
			continue
		}
		if _, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, *e); err != nil {
			b.t.Fatal(err)
		}
	}
}

// tabTo presses Tab until the control of that name has the focus.
func (b *tab) tabTo(name string, where ...in) {
	b.t.Helper()
	there := "!!" + b.control(name, where)
	b.until(func() bool { ok, err := eval[bool](b, there); return ok && err == nil }, func() string { return "there is no " + name })
	js := "document.activeElement === " + b.control(name, where)
	for range 200 {
		if must[bool](b, js) {
			return
		}
		b.typed(kb.Tab)
	}
	b.t.Fatalf("%s: Tab does not reach %q", b.name, name)
}

// enter tabs to a control and presses it.
func (b *tab) enter(name string, where ...in) {
	b.t.Helper()
	b.tabTo(name, where...)
	b.key(kb.Enter)
}

// holdsFocus waits until the focus is on what the selector finds.
func (b *tab) holdsFocus(css string) {
	b.t.Helper()
	b.until(func() bool {
		ok, err := eval[bool](b, "document.activeElement?.matches("+quoted(css)+")")
		return ok && err == nil
	}, func() string { return "the focus is not on " + css })
}

// walked goes through the page, or the open dialog, with Tab alone.
func (b *tab) walked(state string) {
	b.t.Helper()
	n := must[int](b, "walk()")
	b.do(chromedp.KeyEvent(strings.Repeat(kb.Tab, n+5)))
	if wrong := must[[]string](b, "walked()"); len(wrong) > 0 {
		b.t.Errorf("%s, %s, by keyboard:\n  %s", b.name, state, strings.Join(wrong, "\n  "))
	}
}
