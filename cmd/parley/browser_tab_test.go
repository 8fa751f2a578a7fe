package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a page may take to show what it should.
const patience = 15 * time.Second

//go:embed testdata/page.js
var pageScript string

// tab is one page in a browser of its own: its cookies are shared with nobody.
type tab struct {
	t     *testing.T
	ctx   context.Context
	name  string
	site  *site
	width int64
	high  int64
	touch bool
	plain bool // without JavaScript

	mu       sync.Mutex
	troubles []string
	excused  []string
}

// phoneTab and deskTab open an empty tab of a size.
func (s *site) phoneTab(t *testing.T, name string, width, height int64) *tab {
	return s.newTab(t, &tab{name: name, width: width, high: height, touch: true})
}

func (s *site) deskTab(t *testing.T, name string, width, height int64) *tab {
	return s.newTab(t, &tab{name: name, width: width, high: height})
}

func (s *site) newTab(t *testing.T, b *tab) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(s.chrome, chromedp.WithNewBrowserContext(), chromedp.WithListener(b.listen))
	b.t, b.ctx, b.site = t, ctx, s
	t.Cleanup(func() {
		cancel()
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, what := range b.troubles {
			t.Errorf("%s: %s", b.name, what)
		}
	})
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error { return nil }))
	b.size(b.width, b.high)
	b.dress("light")
	return b
}

// listen keeps what must not happen: an error on the console, a broken policy,
// a request to another host.
func (b *tab) listen(ev any) {
	switch ev := ev.(type) {
	case *runtime.EventConsoleAPICalled:
		if ev.Type == "error" || ev.Type == "assert" {
			b.trouble("console: %s", args(ev.Args))
		}
	case *runtime.EventExceptionThrown:
		b.trouble("exception: %s", (&chromedp.ExceptionError{ExceptionDetails: ev.ExceptionDetails}).Error())
	case *log.EventEntryAdded:
		if e := ev.Entry; e.Level == "error" || e.Source == "security" || e.Source == "violation" {
			b.trouble("%s: %s %s", e.Source, e.Text, e.URL)
		}
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(ev.Request.URL); err != nil || u.Scheme == "http" && "http://"+u.Host != b.site.base || u.Scheme == "https" {
			b.trouble("request to another host: %s", ev.Request.URL)
		}
	}
}

func args(all []*runtime.RemoteObject) string {
	var out []string
	for _, a := range all {
		out = append(out, strings.Trim(string(a.Value), `"`)+a.Description)
	}
	return strings.Join(out, " ")
}

func (b *tab) trouble(format string, v ...any) {
	what := fmt.Sprintf(format, v...)
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, x := range b.excused {
		if strings.Contains(what, x) {
			return
		}
	}
	b.troubles = append(b.troubles, what)
}

// excuse says which errors the test itself provokes from here on.
func (b *tab) excuse(what ...string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.excused = append(b.excused, what...)
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if b.name != "" && chromedp.FromContext(b.ctx).Target == nil {
		ctx = b.ctx // the first use ties the tab's life to this context
	}
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatalf("%s: %v", b.name, err)
	}
}

func (b *tab) size(width, height int64) {
	b.t.Helper()
	var opts []chromedp.EmulateViewportOption
	if b.touch {
		opts = append(opts, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	b.do(chromedp.EmulateViewport(width, height, opts...))
}

// dress sets the colour scheme. Nothing moves by itself, so that what is
// measured stands still.
func (b *tab) dress(scheme string) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
		},
	}); err != nil {
		b.t.Fatal(err)
	}
}

// to opens an address of the site, "/j" or a whole URL.
func (b *tab) to(path string) {
	b.t.Helper()
	if strings.HasPrefix(path, "/") {
		path = b.site.base + path
	}
	b.do(chromedp.Navigate(path))
}

// eval runs a script beside testdata/page.js.
func eval[T any](b *tab, js string) (T, error) {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T]("(() => {"+pageScript+"\nreturn "+js+"})()"))
}

// must is eval of what cannot fail.
func must[T any](b *tab, js string) T {
	b.t.Helper()
	v, err := eval[T](b, js)
	if err != nil {
		b.t.Fatalf("%s: %s: %v", b.name, js, err)
	}
	return v
}

// until waits until ok says yes; say tells what is missing.
func (b *tab) until(ok func() bool, say func() string) {
	b.t.Helper()
	for end := time.Now().Add(patience); !ok(); time.Sleep(40 * time.Millisecond) {
		if time.Now().After(end) {
			b.shot("failed")
			b.t.Fatalf("%s: %s\nThe page says:\n%s", b.name, say(), b.text("body"))
		}
	}
}

// text is what can be read in the first element of a selector.
func (b *tab) text(css string) string {
	s, err := eval[string](b, fmt.Sprintf("document.querySelector(%q)?.innerText ?? ''", css))
	if err != nil {
		return err.Error()
	}
	return s
}

func quoted(s string) string {
	q, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string is always JSON
	}
	return string(q)
}

// in narrows a search to the innermost element that css finds and that has the
// text in it.
type in struct{ css, text string }

func args3(name string, where []in) string {
	var w in
	if len(where) > 0 {
		w = where[0]
	}
	return quoted(name) + "," + quoted(w.css) + "," + quoted(w.text)
}

// spot is where a control can be pressed; Why says what hinders it.
type spot struct {
	Why  string
	X, Y float64
}

// reach waits until a control can be used and gives its place. how is point,
// focused or choose of testdata/page.js.
func (b *tab) reach(how, name string, where []in, more ...string) spot {
	b.t.Helper()
	js := fmt.Sprintf("%s(find(%s)%s)", how, args3(name, where), strings.Join(append([]string{""}, more...), ","))
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

// press taps or clicks the control of that name.
func (b *tab) press(name string, where ...in) {
	b.t.Helper()
	at := b.reach("point", name, where)
	if b.touch {
		b.do(chromedp.TapXY(at.X, at.Y))
		return
	}
	b.do(chromedp.MouseClickXY(at.X, at.Y))
}

// fill types into the field of that label, in place of what was there.
func (b *tab) fill(label, text string, where ...in) {
	b.t.Helper()
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
	b.reach("choose", label, where, quoted(option))
}

// key presses a single key, as the desk takes them.
func (b *tab) key(k string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(k))
}

// see waits until the words can be read somewhere on the page, or in a part.
func (b *tab) see(words string, where ...in) {
	b.t.Helper()
	w := in{css: "body"}
	if len(where) > 0 {
		w = where[0]
	}
	js := fmt.Sprintf("squeeze(part(%s, %s)?.innerText ?? '').toLowerCase().includes(%s)", quoted(w.css), quoted(w.text), quoted(strings.ToLower(words)))
	b.until(func() bool { ok, err := eval[bool](b, js); return ok && err == nil },
		func() string { return fmt.Sprintf("does not show %q %v", words, where) })
}

// unseen waits until the words are nowhere on the page.
func (b *tab) unseen(words string) {
	b.t.Helper()
	js := fmt.Sprintf("!squeeze(document.body.innerText).toLowerCase().includes(%s)", quoted(strings.ToLower(words)))
	b.until(func() bool { ok, err := eval[bool](b, js); return ok && err == nil },
		func() string { return fmt.Sprintf("still shows %q", words) })
}
