package main

import (
	"context"
	_ "embed"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long a page may take to show what it should: on two cores beside
// four browsers' pages and everything else that is tested.
const patience = time.Minute

//go:embed testdata/page.js
var pageScript string

// tab is one page in a browser of its own: its cookies are shared with nobody.
type tab struct {
	t      *testing.T
	ctx    context.Context
	name   string
	site   *site
	speech *speech
	width  int64
	high   int64
	touch  bool
	plain  bool // without JavaScript
	keys   bool // whoever uses it has a keyboard alone

	mu       sync.Mutex
	troubles []string
	asked    int // how often the browser asked before it left a page
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
	b.t, b.ctx, b.site, b.speech, b.keys = t, ctx, s, s.speech, s.keys
	b.name += "-" + s.lang
	t.Cleanup(func() {
		cancel()
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, what := range b.troubles {
			t.Errorf("%s: %s", b.name, what)
		}
	})
	// The first use opens the tab and ties its life to this very context.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{
		Headers: network.Headers{"Accept-Language": s.lang},
	}); err != nil {
		t.Fatal(err)
	}
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
	case *page.EventJavascriptDialogOpening:
		b.mu.Lock()
		b.asked++
		b.mu.Unlock()
		go b.leave()
	case *network.EventRequestWillBeSent:
		if u, err := url.Parse(ev.Request.URL); err != nil || u.Scheme == "http" && "http://"+u.Host != b.site.base || u.Scheme == "https" {
			b.trouble("request to another host: %s", ev.Request.URL)
		}
	}
}

// leave says yes to the browser that asks before it leaves a page.
func (b *tab) leave() {
	if _, err := chromedp.Call(b.ctx, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true}); err != nil {
		b.trouble("leaving: %v", err)
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

// dress sets the colour scheme, and colours forced upon the page where forced
// says "active". Nothing moves by itself, so that what is measured stands still.
func (b *tab) dress(scheme string, forced ...string) {
	b.t.Helper()
	colours := "none"
	if len(forced) > 0 {
		colours = forced[0]
	}
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
			{Name: "forced-colors", Value: colours},
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
	// A new tab may still be about to show its empty page when it is asked for
	// another: what is looked at must be the site's, and whole.
	var seen string
	b.until(func() bool {
		var err error
		seen, err = eval[string](b, `document.readyState + " " + location.origin`)
		return err == nil && seen == "complete "+b.site.base
	}, func() string { return path + " does not load: " + seen })
}

// eval runs a script beside testdata/page.js.
func eval[T any](b *tab, js string) (T, error) {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T]("(() => {"+pageScript+"\nreturn "+js+"})()"))
}

// settled does what a page that is just being shown in another process can
// interrupt: the browser then no longer knows the page it was asked about.
func (b *tab) settled(do func() error) {
	for range 100 {
		if err := do(); err == nil || !strings.Contains(err.Error(), "context") && !strings.Contains(err.Error(), "navigated") {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// must is eval of what cannot fail.
func must[T any](b *tab, js string) (v T) {
	b.t.Helper()
	var err error
	b.settled(func() error {
		v, err = eval[T](b, js)
		return err
	})
	if err != nil {
		b.t.Fatalf("%s: %s: %v", b.name, js, err)
	}
	return v
}

// finds waits until a script gives a text that is not empty: the page may still be
// coming in.
func (b *tab) finds(js string) (text string) {
	b.t.Helper()
	var err error
	b.until(func() bool {
		text, err = eval[string](b, js)
		return err == nil && text != ""
	}, func() string { return fmt.Sprintf("%s gives nothing (%v)", js, err) })
	return text
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
