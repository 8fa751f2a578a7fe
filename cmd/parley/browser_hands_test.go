package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

func quoted(s string) string {
	q, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string is always JSON
	}
	return string(q)
}

// in narrows a search to the innermost element that css finds and that has the
// text in it. Like every word that a test presses or looks for, the text is
// English; speech puts it into the language of the tab.
type in struct{ css, text string }

// exactly and within are patterns, as scripts take them, for words that stand
// alone and for words that may stand inside others.
func (b *tab) exactly(words string) string {
	return fmt.Sprintf("new RegExp(%s)", quoted("^"+oneOf(b.speech.whole(words))+"$"))
}

func (b *tab) within(words, flags string) string {
	return fmt.Sprintf("new RegExp(%s, %s)", quoted(oneOf(b.speech.within(words))), quoted(flags))
}

// says tells whether what was read from the page is those words.
func (b *tab) says(words, read string) bool {
	return regexp.MustCompile("^" + oneOf(b.speech.whole(words)) + "$").MatchString(read)
}

// control is the control of a name, by find of testdata/page.js; without a name
// it is the place itself, for one whose name changes with the clock.
func (b *tab) control(name string, where []in) string {
	var w in
	if len(where) > 0 {
		w = where[0]
	}
	if name == "" {
		return "part(" + b.place(w) + ")"
	}
	return "find(" + b.exactly(name) + "," + b.place(w) + ")"
}

// place is where to look, as part of testdata/page.js takes it.
func (b *tab) place(w in) string { return quoted(w.css) + "," + b.within(w.text, "") }

// spot is where a control can be pressed; Why says what hinders it.
type spot struct {
	Why  string
	X, Y float64
}

// reach waits until a control can be used and gives its place. how is point,
// focused or choose of testdata/page.js.
func (b *tab) reach(how, name string, where []in, more ...string) spot {
	b.t.Helper()
	js := fmt.Sprintf("%s(%s%s)", how, b.control(name, where), strings.Join(append([]string{""}, more...), ","))
	var at spot
	b.until(func() bool {
		var err error
		if at, err = eval[spot](b, js); err != nil {
			at.Why = err.Error()
		}
		return at.Why == ""
	}, func() string { return fmt.Sprintf("%q %v %s", name, where, at.Why) })
	return at
}

// press taps or clicks the control of that name. A page may move between the
// look and the click; a click that would go elsewhere is caught and made again.
func (b *tab) press(name string, where ...in) {
	b.t.Helper()
	if b.plain {
		b.click(b.reach("point", name, where))
		return
	}
	hit := func() { b.click(b.reach("aimed", name, where)) }
	if b.keys {
		b.goTo(name, where)
		if must[bool](b, b.control(name, where)+"?.type === 'radio'") {
			b.turn(name, where)
			return
		}
		hit = func() { b.strike(name, where) }
	}
	var what string
	b.until(func() bool {
		hit()
		what = b.went()
		return what == "hit"
	}, func() string { return fmt.Sprintf("%q %v is missed: %s", name, where, what) })
}

// went says where the click went that was aimed: "hit" it met its control.
func (b *tab) went() (what string) {
	for range 125 { // a tap becomes a click late where much else is done
		var err error
		// A page that the click has left has no aim any more.
		if what, err = eval[string](b, "globalThis.aim ?? 'hit'"); err == nil && what != "armed" {
			break
		}
		time.Sleep(40 * time.Millisecond)
	}
	return what
}

func (b *tab) click(at spot) {
	b.t.Helper()
	if b.keys {
		b.t.Fatalf("%s is pointed at", b.name)
	}
	if b.touch {
		b.do(chromedp.TapXY(at.X, at.Y))
		return
	}
	b.do(chromedp.MouseClickXY(at.X, at.Y))
}

// fill types into the field of that label, in place of what was there.
func (b *tab) fill(label, text string, where ...in) {
	b.t.Helper()
	if b.keys {
		b.write(label, text, where)
		return
	}
	b.reach("focused", label, where)
	if text == "" {
		b.do(chromedp.KeyEvent("\b"))
		return
	}
	if _, err := chromedp.Call(b.ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
		b.t.Fatal(err)
	}
}

// choose picks an option of the list of that label.
func (b *tab) choose(label, option string, where ...in) {
	b.t.Helper()
	if b.keys {
		b.pick(label, option, where)
		return
	}
	b.reach("choose", label, where, b.exactly(option))
}

// answered waits until nothing that was done on the page waits for its answer. It may
// show before what came of it; but the same is not done again until then.
func (b *tab) answered() {
	b.t.Helper()
	b.until(func() bool {
		ok, err := eval[bool](b, `!document.querySelector("[aria-busy=true]")`)
		return ok && err == nil
	}, func() string { return "still waits for an answer" })
}

// key presses a single key, as the desk takes them, once what was done before it is
// answered.
func (b *tab) key(k string) {
	b.t.Helper()
	b.answered()
	b.do(chromedp.KeyEvent(k))
}

// see waits until the words can be read somewhere on the page, or in a part.
func (b *tab) see(words string, where ...in) {
	b.t.Helper()
	w := in{css: "body"}
	if len(where) > 0 {
		w = where[0]
	}
	b.until(func() bool { return b.reads(words, w) }, func() string { return fmt.Sprintf("does not show %q %v", words, where) })
}

// reads says whether the words can be read in a part of the page now.
func (b *tab) reads(words string, w in) bool {
	js := fmt.Sprintf("((el) => !!el && !!squeeze(el.innerText).match(%s))(part(%s))", b.within(words, "i"), b.place(w))
	ok, err := eval[bool](b, js)
	return ok && err == nil
}

// unseen waits until the words are nowhere on the page.
func (b *tab) unseen(words string) {
	b.t.Helper()
	js := fmt.Sprintf("!squeeze(document.body.innerText).match(%s)", b.within(words, "i"))
	b.until(func() bool { ok, err := eval[bool](b, js); return ok && err == nil },
		func() string { return fmt.Sprintf("still shows %q", words) })
}

// value is what stands in the field of a label.
func (b *tab) value(label string) string {
	b.t.Helper()
	return must[string](b, b.control(label, nil)+"?.value ?? ''")
}

// secretLink waits for the link that the desk shows once; the dialog that asked
// for it may still be closing.
func (b *tab) secretLink() (link string) {
	b.t.Helper()
	b.until(func() bool { link = b.value("Secret link"); return link != "" }, func() string { return "shows no link" })
	return link
}

func (b *tab) holds(label, want string) {
	b.t.Helper()
	b.until(func() bool { return b.value(label) == want }, func() string {
		return fmt.Sprintf("%q holds %q, not %q", label, b.value(label), want)
	})
}
