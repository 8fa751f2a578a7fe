package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"parley/internal/view"
)

// counts notes from now on how often a key is pressed, and whether the page is
// pointed at.
func (b *tab) counts() {
	b.t.Helper()
	must[bool](b, `(() => {
		globalThis.pressed = globalThis.pointed = 0;
		addEventListener("keydown", () => globalThis.pressed++, true);
		for (const kind of ["pointerdown", "mousedown", "touchstart"]) addEventListener(kind, () => globalThis.pointed++, true);
		return true;
	})()`)
}

func (b *tab) counted(what string) int {
	b.t.Helper()
	return must[int](b, "globalThis."+what)
}

// inserted is text that a paste puts where the cursor is.
func (b *tab) inserted(text string) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
		b.t.Fatal(err)
	}
}

// addHub adds a hub at the desk by keys, and gives its link.
func (b *tab) addHub(name string, people int) string {
	b.t.Helper()
	b.enter("Add a hub")
	b.holdsFocus("#ask-name")
	b.typed(name)
	b.tabTo("People there")
	b.key(kb.Delete)
	b.typed(fmt.Sprint(people))
	b.key(kb.Enter)
	b.see("Send this link to " + name + ". It is shown only now.")
	return b.secretLink()
}

// follows waits until the desk shows the queue and the turn that the room has,
// and its last call was answered: the next call goes by what it shows.
func (b *tab) follows(m *moderatorClient) (v *view.View) {
	b.t.Helper()
	b.until(func() bool {
		v = m.desk()
		ok, err := eval[bool](b, fmt.Sprintf(`document.querySelectorAll(".queue .hand").length === %d && !!document.querySelector("#floor .running") === %t && !document.querySelector("#floor [aria-busy=true]")`,
			len(v.Queue.Hands), v.Floor.Running != nil))
		return ok && err == nil || b.rests()
	}, func() string { return "does not follow the room" })
	return v
}

// reports looks for the lines of counts of a text in the report: the room's, the
// chat's and the hub's.
func (b *tab) reports(text, hall, chat, hub string) {
	b.t.Helper()
	at := in{"article.outcome, .statements li", text}
	js := fmt.Sprintf(`[...part(%s).querySelectorAll("tbody tr")].map((r) => squeeze(r.innerText))`, b.place(at))
	rows := must[[]string](b, js)
	for line, want := range map[string]string{"Hands counted in the room": hall, "Counted in the chat": chat, "Counted at Harbour library": hub} {
		if !slices.ContainsFunc(rows, func(row string) bool {
			name, found := strings.CutSuffix(row, " "+want)
			return found && b.says(line, name)
		}) {
			b.t.Errorf("%s has no line %q with %s: %q", text, line, want, rows)
		}
	}
}
