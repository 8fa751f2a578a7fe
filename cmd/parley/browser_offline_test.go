package main

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"parley/internal/room"
)

// offline cuts the tab off, when what was done before is answered, or lets it back.
func (b *tab) offline(on bool) {
	b.t.Helper()
	if on {
		b.answered()
	}
	if _, err := chromedp.Call(b.ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Offline: on, DownloadThroughput: -1, UploadThroughput: -1}},
	}); err != nil {
		b.t.Fatal(err)
	}
	if _, err := chromedp.Call(b.ctx, network.OverrideNetworkState, network.OverrideNetworkStateParams{
		Offline: on, DownloadThroughput: -1, UploadThroughput: -1,
	}); err != nil {
		b.t.Fatal(err)
	}
}

// join goes in by a code with JavaScript or without.
func (b *tab) join(code, side string) {
	b.t.Helper()
	b.to("/j/" + code)
	b.press(side)
	b.press("Join")
	b.see("· Guest", in{css: "header .ref"})
}

// testLate votes without a network on what is closed before the network is
// back: the phone says that the vote was not counted.
func (s *site) testLate(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.moderator(t, made)
	desk.do("session.start", room.None{})
	desk.say("A bench belongs under every tree.")
	b := s.phoneTab(t, "phone-late", 390, 844)
	b.excuse("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED", "status of 409", "status of 410")
	b.join(made.Codes.Online, "I am online")
	b.see("A bench belongs under every tree.")
	b.see("Live", in{css: "p.live"})
	b.offline(true)
	b.see("Connection lost.")
	b.press("Agree", in{"article.vote", "A bench"})
	b.see("Saved on this phone. Not sent yet.")
	desk.do("statement.close", &room.StatementRef{Statement: desk.newest()})
	b.offline(false)
	b.see("Live", in{css: "p.live"})
	b.see("Not counted: it was closed before this arrived.")
	b.audit("late")
	if n := s.votes(t, made.Room); n != 0 {
		t.Errorf("%d votes are recorded after the close", n)
	}
}

// newest is the statement that was published last.
func (m *moderatorClient) newest() room.ItemID {
	m.t.Helper()
	all := strings.Fields(m.desk().Statements.Order)
	return room.ItemID(all[len(all)-1])
}

// testOffline votes without a network: the page says what is where, and the
// vote is counted once when the network is back.
func (s *site) testOffline(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk := s.moderator(t, made)
	desk.do("session.start", room.None{})
	desk.say("Every corridor needs a clock.")

	b := s.phoneTab(t, "phone-offline", 390, 844)
	b.excuse("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED")
	b.join(made.Codes.Online, "I am online")
	b.see("Every corridor needs a clock.")
	b.see("Live", in{css: "p.live"})
	b.offline(true)
	b.see("Connection lost.")
	vote := in{"article.vote", "Every corridor needs a clock."}
	b.press("Disagree", vote)
	b.see("Saved on this phone. Not sent yet.", vote)
	b.press("Agree", vote)
	b.see("Saved on this phone. Not sent yet.", vote)
	b.audit("offline")
	b.offline(false)
	b.see("Recorded.", vote)
	b.see("Live", in{css: "p.live"})

	b.to(must[string](b, "location.href"))
	b.press("Show those I answered")
	b.see("Recorded.", vote)
	if chosen := b.finds(`document.querySelector(".answer[aria-pressed=true]")?.innerText ?? ""`); !b.says("Agree", chosen) {
		t.Errorf("after a reload the phone shows %q", chosen)
	}
	if n := s.votes(t, made.Room); n != 1 {
		t.Errorf("%d votes are recorded; the choice before it was replaced never left the phone", n)
	}
}

// testLost cuts desk and screen off: both say since when, and follow again by
// themselves.
func (s *site) testLost(t *testing.T) {
	t.Parallel()
	made := s.open(t)
	desk, screen := s.deskTab(t, "desk-lost", 1440, 900), s.deskTab(t, "screen-lost", 1920, 1080)
	for _, b := range []*tab{desk, screen} {
		b.excuse("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED")
	}
	desk.to(made.Link(room.Moderator))
	screen.to(made.Link(room.Screen))
	desk.see("Live", in{css: "p.live"})
	screen.see("Starts soon")
	desk.offline(true)
	screen.offline(true)
	desk.see("Connection lost.", in{css: "p.live"})
	screen.see("not live since")
	desk.press("Start the session")
	desk.see("No connection. Nothing was sent.")
	desk.audit("lost")
	screen.audit("lost")
	desk.offline(false)
	screen.offline(false)
	desk.see("Live", in{css: "p.live"})
	screen.unseen("not live since")
	desk.press("Start the session")
	screen.see("Opening")
}
