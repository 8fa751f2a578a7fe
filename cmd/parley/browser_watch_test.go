package main

import (
	"fmt"
	"strings"
	"testing"
)

// testWatch provokes what no page may do: the tests beside this one would see
// it.
func (s *site) testWatch(t *testing.T) {
	t.Parallel()
	b := s.phoneTab(t, "watch", 360, 740)
	b.to("/j")
	for _, x := range []struct{ js, seen string }{
		{`console.error("a page complains")`, "a page complains"},
		{`setTimeout(() => { throw new Error("a page fails") })`, "a page fails"},
		{`document.body.append(Object.assign(new Image(), { src: "/favicon.ico" }))`, "404"},
		{`document.body.append(Object.assign(new Image(), { src: "http://elsewhere.invalid/x.png" }))`, "img-src"},
		{`document.body.setAttribute("style", "color: red")`, "style-src"},
	} {
		must[bool](b, fmt.Sprintf("(%s, true)", x.js))
		b.until(func() bool { return strings.Contains(strings.Join(b.taken(), "\n"), x.seen) },
			func() string { return "nobody noticed " + x.js })
	}
	must[bool](b, `(document.querySelector("button").replaceChildren(), document.querySelector("button").style.width = "500px", true)`)
	if n := b.sideways(); n < 100 {
		t.Errorf("a page of 500 px is %d px wider than one of 360", n)
	}
	if found := b.violations("button-name"); len(found) != 1 {
		t.Errorf("a button without a name: axe found %q", found)
	}
	b.taken()
}

// taken are the troubles so far, which are then forgiven.
func (b *tab) taken() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.troubles
	b.troubles = nil
	return out
}
