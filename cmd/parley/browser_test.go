package main

import (
	"bytes"
	"context"
	"flag"
	"io/fs"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"

	"parley/internal/client"
	"parley/internal/engine"
	"parley/internal/loadtest"
	"parley/internal/proposal"
	"parley/internal/room"
	"parley/internal/words"
	"parley/web"
)

var shotsDir = flag.String("shots", "", "directory for pictures of every state that the browser test passes")

// hallName is a name of this machine that browsers do not know to be it.
const hallName = "hall.test"

// TestBrowser drives real pages in a real browser against a real server. The
// pages must have been built (make web) and Chromium installed (make tools).
func TestBrowser(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, lang := range s.book.Languages() {
		t.Run(lang, s.in(lang).test)
	}
}

// test is all of them in the site's language.
func (s *site) test(t *testing.T) {
	t.Parallel()
	t.Run("watch", s.testWatch)
	t.Run("start", s.testStart)
	t.Run("before", s.testBefore)
	t.Run("offline", s.testOffline)
	t.Run("apart", s.testApart)
	t.Run("late", s.testLate)
	t.Run("plain", s.testPlain)
	t.Run("link", s.testLink)
	t.Run("states", s.testStates)
	t.Run("moderation", s.testModeration)
	t.Run("hidden", s.testHidden)
	t.Run("card-back", s.testCardBack)
	t.Run("leave", s.testLeave)
	t.Run("hall", s.testHall)
	t.Run("speaker", s.testSpeaker)
	t.Run("desk-cards", s.testDeskCards)
	t.Run("phone-cards", s.testPhoneCards)
	t.Run("rapporteur", s.testRapporteur)
	t.Run("phone-questions", s.testPhoneQuestions)
	t.Run("stand", s.testStand)
	t.Run("standing", s.testStanding)
	t.Run("one-field", s.testOneField)
	t.Run("many-groups", s.testManyGroups)
	t.Run("erase", s.testErase)
	t.Run("languages", s.testLanguages)
	t.Run("undo", s.testUndo)
	t.Run("absent", s.testAbsent)
	t.Run("alone", s.testAlone)
	t.Run("console", s.testConsole)
	t.Run("hub", s.testHub)
	t.Run("keyboard", s.testKeyboard)
	t.Run("door", s.testDoor)
	t.Run("story", s.testStory)
	if s.lang == "en" { // a keyboard and a network have no language
		t.Run("lost", s.testLost)
		t.Run("network", s.testNetwork)
		t.Run("kept", s.testKept)
		t.Run("restart", s.testRestart)
		t.Run("story-by-keyboard", s.testStoryByKeyboard)
	}
	t.Run("story-keys", s.testStoryByKeys)
	t.Run("session", s.testSession) // what stands last begins first, and this takes longest
}

// site is a server with its own data, a browser to visit it, and the language
// that its visitors ask for.
type site struct {
	node   *node
	base   string
	clock  engine.Clock // of the server
	chrome context.Context
	book   *words.Book
	lang   string
	speech *speech // of lang
	keys   bool    // its visitors have a keyboard alone
	spared bool    // its pages are not audited: other tests pass the same states
}

// in is the same site for visitors of another language.
func (s *site) in(lang string) *site {
	other := *s
	other.lang, other.speech = lang, newSpeech(s.book, lang)
	return &other
}

func newSite(t *testing.T) *site {
	if _, err := fs.Stat(web.Dist(), "phone.js"); err != nil {
		t.Fatal("the pages are not built: run make web first")
	}
	path, err := exec.LookPath("chromium-headless-shell")
	if err != nil {
		t.Fatal("Chromium's headless shell is not installed: run make tools first")
	}
	book, err := words.Load(web.Catalogues())
	if err != nil {
		t.Fatal(err)
	}
	s := &site{chrome: startChromium(t, path), book: book, lang: "en"}
	s.serve(t, wallClock{}, Config{})
	return s
}

// startChromium starts one browser that calls nobody by itself.
func startChromium(t *testing.T, path string) context.Context {
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("lang", "en"), chromedp.Flag("host-resolver-rules", "MAP "+hallName+" 127.0.0.1"),
	)
	alloc, stop := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(alloc)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		t.Fatal(err)
	}
	return ctx
}

// open makes a room of the invented proposal without any page, with more seats
// for those named.
func (s *site) open(t *testing.T, more ...room.SetupSeat) *client.Created {
	t.Helper()
	read, err := proposal.Read(loadtest.Proposal)
	if err != nil {
		t.Fatal(err)
	}
	read.Setup.Languages = []string{s.lang}
	read.Setup.Seats = append(read.Setup.Seats, more...)
	made, err := s.client(t).Create(t.Context(), client.NewRoom{Setup: read.Setup})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// moderator is the desk without a page.
func (s *site) moderator(t *testing.T, made *client.Created) *moderatorClient {
	t.Helper()
	c := s.client(t)
	if err := c.Sit(t.Context(), made.Link(room.Moderator)); err != nil {
		t.Fatal(err)
	}
	return &moderatorClient{t, c}
}

func (s *site) client(t *testing.T) *client.Client {
	t.Helper()
	c, err := client.New(client.Config{Base: s.base, Now: s.clock.Now, HTTP: http.DefaultTransport})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

type moderatorClient struct {
	t *testing.T
	*client.Client
}

// do sends a command that must be taken.
func (m *moderatorClient) do(name string, payload any) {
	m.t.Helper()
	m.send(m.Command(name).As(room.ActorSeat), payload)
}

func (m *moderatorClient) send(k *client.Command, payload any) {
	m.t.Helper()
	if _, err := k.Send(m.t.Context(), payload, nil); err != nil {
		m.t.Fatalf("%T: %v", payload, err)
	}
}

// say publishes a statement to vote on.
func (m *moderatorClient) say(text string) {
	m.t.Helper()
	k := m.Command("statement.add").As(room.ActorSeat)
	m.send(k, &room.AddStatement{Kind: room.View, Text: k.Text(text)})
}

// lockedBuffer is what a server says, from whatever goroutine.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.TrimSpace(l.b.String())
}

// votes are the votes that the room's log holds.
func (s *site) votes(t *testing.T, id room.RoomID) int {
	t.Helper()
	return s.records(t, id, "vote.cast/1")
}

// records are the records of one type that the room's log holds.
func (s *site) records(t *testing.T, id room.RoomID, kind string) (n int) {
	t.Helper()
	for c, err := range s.node.db.Log().Read(t.Context(), id, 1) {
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range c.Records {
			n += bytes.Count(r.Record, []byte(`"type":"`+kind+`"`))
		}
	}
	return n
}

// holds looks whether the log holds so many records of each type.
func (s *site) holds(t *testing.T, id room.RoomID, want map[string]int) {
	t.Helper()
	for kind, n := range want {
		if got := s.records(t, id, kind); got != n {
			t.Errorf("%d records of %s, not %d", got, kind, n)
		}
	}
}

// hand enters somebody at the desk.
func (m *moderatorClient) hand(side room.Side, label string) {
	m.t.Helper()
	k := m.Command("hand.add").As(room.ActorSeat)
	m.send(k, &room.AddHand{Side: side, Label: k.Text(label)})
}
