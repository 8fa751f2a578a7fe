package main

import (
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Tabs of a site with keys are used by keyboard alone: press, fill and choose go by
// Tab, letters, arrows, Space and Enter here.

// longest is the longest text, in bytes, that is typed; longer ones are pasted.
const longest = 80

// presses is how often a key is pressed; less than none it is the one that goes the
// other way. Why says what hinders it.
type presses struct {
	Why string
	N   int
}

// steps presses the key that leads on, or the one that leads back, as often as js
// says, until it says that the control of that name is met.
func (b *tab) steps(js, name string, where []in, press func(n int)) {
	b.t.Helper()
	var at presses
	b.until(func() bool {
		var err error
		if at, err = eval[presses](b, js); err != nil {
			at = presses{Why: err.Error()}
		}
		if at.Why == "" && at.N != 0 {
			press(at.N)
		}
		return at == presses{}
	}, func() string { return fmt.Sprintf("keys do not reach %q %v: %+v", name, where, at) })
}

// goTo presses Tab, or Shift and Tab, until a control can be used and has the focus.
func (b *tab) goTo(name string, where []in) {
	b.t.Helper()
	b.steps("way("+b.control(name, where)+")", name, where, func(n int) {
		if n < 0 {
			b.do(chromedp.KeyEvent(strings.Repeat(kb.Tab, -n), chromedp.KeyModifiers(chromedp.ModifierShift)))
			return
		}
		b.typed(strings.Repeat(kb.Tab, n))
	})
}

// strike goes to a control and presses it: by Space what is ticked, by Enter the rest.
func (b *tab) strike(name string, where []in) {
	b.t.Helper()
	js, key := "held("+b.control(name, where)+")", ""
	b.until(func() bool {
		b.answered()
		b.goTo(name, where)
		var err error
		key, err = eval[string](b, js)
		return err == nil && key != ""
	}, func() string { return fmt.Sprintf("%q %v does not keep the focus", name, where) })
	b.typed(key)
}

// turn goes to the radio button of that name, in the group that has the focus.
func (b *tab) turn(name string, where []in) {
	b.t.Helper()
	control := b.control(name, where)
	b.steps("toRadio("+control+")", name, where, b.arrows)
	if !must[bool](b, control+".checked") {
		b.typed(" ")
	}
	b.until(func() bool { return must[bool](b, control+".checked") }, func() string { return name + " is not chosen" })
}

// arrows presses the arrow down, or up, so often.
func (b *tab) arrows(n int) {
	b.t.Helper()
	key := kb.ArrowDown
	if n < 0 {
		key, n = kb.ArrowUp, -n
	}
	b.typed(strings.Repeat(key, n))
}

// write goes to a field and types in place of what was there. What is long, or has
// lines, is pasted.
func (b *tab) write(label, text string, where []in) {
	b.t.Helper()
	b.goTo(label, where)
	b.do(chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	b.typed(kb.Delete)
	if len(text) > longest || strings.Contains(text, "\n") {
		b.inserted(text)
	} else {
		b.typed(text)
	}
	js := fmt.Sprintf("((el) => el === document.activeElement && el.value === %s)(%s)", quoted(text), b.control(label, where))
	b.until(func() bool { ok, err := eval[bool](b, js); return ok && err == nil }, func() string {
		return fmt.Sprintf("%q %v does not hold what was typed", label, where)
	})
}

// pick goes to a list and to an option of it.
func (b *tab) pick(label, option string, where []in) {
	b.t.Helper()
	b.goTo(label, where)
	b.steps(fmt.Sprintf("toOption(%s, %s)", b.control(label, where), b.exactly(option)), label, where, b.arrows)
}

// outside leaves the fields, where keys are letters.
func (b *tab) outside() {
	b.t.Helper()
	b.until(func() bool {
		out, err := eval[bool](b, `!document.activeElement?.matches("input, textarea, select")`)
		if err == nil && !out {
			b.typed(kb.Tab)
		}
		return err == nil && out
	}, func() string { return "has fields and nothing else" })
}
