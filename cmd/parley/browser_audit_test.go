package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// axeSource is axe-core as npm installed it to test the pages with.
var axeSource = sync.OnceValues(func() (string, error) {
	b, err := os.ReadFile(filepath.Join("..", "..", "web", "node_modules", "axe-core", "axe.min.js"))
	return string(b), err
})

// thumb is the least size of a target in CSS pixels.
const thumb = 44

// audit looks at the page as it stands: language and direction, accessibility
// in light and dark, sideways scrolling, targets, words that are none, motion,
// forced colours and enlarged text. state names it in failures and pictures.
//
// axe-core is what costs: English pages meet it in light, those of other
// languages in dark, since colours are the same in all. So are forced colours.
func (b *tab) audit(state string) {
	b.t.Helper()
	if b.site.spared {
		return
	}
	own := b.speech.own
	if page := must[string](b, `document.documentElement.lang + " " + document.documentElement.dir`); page != own.Lang+" "+own.Dir {
		b.t.Errorf("%s, %s: the page is %s", b.name, state, page)
	}
	if own.Lang == "en" {
		b.axe(state, "light")
	}
	if n := b.sideways(); n > 0 {
		b.t.Errorf("%s, %s: scrolls sideways by %d px", b.name, state, n)
	}
	if n := must[int](b, `getComputedStyle(document.body).overflowY === "hidden" ? document.documentElement.scrollHeight - innerHeight : 0`); n > 0 {
		b.t.Errorf("%s, %s: %d px lie below a page that cannot be scrolled", b.name, state, n)
	}
	if small := must[[]string](b, fmt.Sprintf("small(%d)", thumb)); len(small) > 0 {
		b.t.Errorf("%s, %s: small targets:\n  %s", b.name, state, strings.Join(small, "\n  "))
	}
	if raw := must[[]string](b, "raw()"); len(raw) > 0 {
		b.t.Errorf("%s, %s: no words of a person: %q", b.name, state, raw)
	}
	if own.Lang != "en" {
		if left := must[[]string](b, "among("+b.speech.english+")"); len(left) > 0 {
			b.t.Errorf("%s, %s: English on a page in another language: %q", b.name, state, left)
		}
	}
	if moving := must[[]string](b, "moving()"); len(moving) > 0 {
		b.t.Errorf("%s, %s: moves for who wants no motion: %q", b.name, state, moving)
	}
	b.shot(state)
	if own.Lang == "en" {
		b.forced(state)
	} else {
		b.dress("dark")
		b.axe(state, "dark")
		b.shot(state + "-dark")
	}
	b.dress("light")
	b.enlarged(state)
}

// forced looks at the page in the few colours of a person's own choice, where
// backgrounds are gone: borders and what is pressed must still be seen.
func (b *tab) forced(state string) {
	b.t.Helper()
	b.dress("light", "active")
	if bare := must[[]string](b, "bare()"); len(bare) > 0 {
		b.t.Errorf("%s, %s: in forced colours nobody sees\n  %s", b.name, state, strings.Join(bare, "\n  "))
	}
	b.shot(state + "-forced")
}

// enlarged looks at the page zoomed to four times its size on a display of
// 1280 × 1024, and with its text at twice the size.
func (b *tab) enlarged(state string) {
	b.t.Helper()
	b.size(320, 256)
	if n := b.sideways(); n > 0 {
		b.t.Errorf("%s, %s: zoomed to 400 %% it scrolls sideways by %d px", b.name, state, n)
	}
	if over := must[int](b, "fixed() - innerHeight / 2 | 0"); over > 0 {
		b.t.Errorf("%s, %s: zoomed to 400 %% what is fixed covers %d px more than half of the window", b.name, state, over)
	}
	b.shot(state + "-zoom")
	b.size(b.width, b.high)
	b.textSize(200)
	defer b.textSize(100)
	if n := b.sideways(); n > 0 {
		b.t.Errorf("%s, %s: with text at 200 %% it scrolls sideways by %d px", b.name, state, n)
	}
	if cut := must[[]string](b, "cut()"); len(cut) > 0 {
		b.t.Errorf("%s, %s: with text at 200 %% words are cut off:\n  %s", b.name, state, strings.Join(cut, "\n  "))
	}
	b.shot(state + "-text")
}

// at360 looks at the page on the narrowest phone.
func (b *tab) at360(state string) {
	b.t.Helper()
	b.at(360, 740, state)
}

// at looks at the page in a window of another size.
func (b *tab) at(width, height int64, state string) {
	b.t.Helper()
	b.size(width, height)
	defer b.size(b.width, b.high)
	state = fmt.Sprintf("%s-%d", state, width)
	b.axe(state, "light")
	if n := b.sideways(); n > 0 {
		b.t.Errorf("%s, %s: scrolls sideways by %d px", b.name, state, n)
	}
	b.shot(state)
}

// textSize is what a person chose as the size of text, in per cent of the usual.
func (b *tab) textSize(percent int64) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, page.SetFontSizes, page.SetFontSizesParams{
		FontSizes: &page.FontSizes{Standard: 16 * percent / 100, Fixed: 13 * percent / 100},
	}); err != nil {
		b.t.Fatal(err)
	}
}

// sideways is how far the page is wider than its window.
func (b *tab) sideways() int {
	b.t.Helper()
	return must[int](b, "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - document.documentElement.clientWidth")
}

// axe wants axe-core to find nothing.
func (b *tab) axe(state, scheme string) {
	b.t.Helper()
	if found := b.violations(""); len(found) > 0 {
		b.t.Errorf("%s, %s, %s: axe found\n  %s", b.name, state, scheme, strings.Join(found, "\n  "))
	}
}

// violations are what axe-core finds: by one rule, or by all of them where rule is
// "".
func (b *tab) violations(rule string) (found []string) {
	b.t.Helper()
	var err error
	b.settled(func() error {
		found, err = b.look(rule)
		return err
	})
	if err != nil {
		b.t.Fatalf("%s: axe: %v", b.name, err)
	}
	return found
}

// look is one run of axe-core.
func (b *tab) look(rule string) ([]string, error) {
	b.t.Helper()
	if b.plain {
		// axe needs scripts; those of a page that was loaded without stay off.
		b.scripts(true)
		defer b.scripts(false)
	}
	source, err := axeSource()
	if err != nil {
		b.t.Fatal("axe-core is not installed: run make web first")
	}
	apart := b.apart()
	loaded, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("typeof axe === 'object'", apart))
	if err == nil && !loaded {
		err = chromedp.Do(b.ctx, chromedp.Evaluate[chromedp.Void](source, apart))
	}
	if err != nil {
		return nil, err
	}
	options := `{resultTypes: ["violations"], rules: {"target-size": {enabled: true}}}`
	if rule != "" {
		options = fmt.Sprintf(`{resultTypes: ["violations"], runOnly: [%q]}`, rule)
	}
	return chromedp.Run(b.ctx, chromedp.Evaluate[[]string](`axe.run(document, `+options+`).then((r) =>
		r.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.html.slice(0, 160) + "\n    " +
			[...n.any, ...n.all, ...n.none].map((c) => c.message).join("\n    "))))`,
		apart, chromedp.EvalAwaitPromise))
}

// apart has a script run in a world of its own, where the page's policy does
// not hold it back.
func (b *tab) apart() chromedp.EvaluateOption {
	b.t.Helper()
	tree, err := chromedp.Call(b.ctx, page.GetFrameTree, struct{}{})
	if err != nil {
		b.t.Fatal(err)
	}
	world, err := chromedp.Call(b.ctx, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: tree.FrameTree.Frame.ID, WorldName: "axe"})
	if err != nil {
		b.t.Fatal(err)
	}
	return func(p *runtime.EvaluateParams) { p.ContextID = world.ExecutionContextID }
}

// shot keeps a picture of the whole page where -shots says.
func (b *tab) shot(state string) {
	if *shotsDir == "" {
		return
	}
	picture := chromedp.FullScreenshot(100)
	if fixed, err := eval[bool](b, `getComputedStyle(document.body).overflowY === "hidden"`); err == nil && fixed {
		picture = chromedp.CaptureScreenshot()
	}
	png, err := chromedp.Run(b.ctx, picture)
	if err == nil {
		err = os.WriteFile(filepath.Join(*shotsDir, b.name+"-"+state+".png"), png, 0o600)
	}
	if err != nil {
		b.t.Errorf("%s: picture: %v", b.name, err)
	}
}
