package httpapi

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// Somebody who does too much of one kind is told when to go on; others, and other
// kinds, go on at once.
func TestPaces(t *testing.T) {
	x := newRoom(t)
	now := time.Now()
	x.server.limits.now = func() time.Time { return now }
	lower := func(b *browser, _ int) reply { return b.send("hand.lower", `{"hand":"AAAA"}`) }
	write := func(b *browser, i int) reply {
		return b.say("statement.add", `{"kind":"view","text":%q}`, fmt.Sprint("Number ", i))
	}
	signal := func(b *browser, _ int) reply { return b.send("signal.send", `{"kind":"captions"}`) }
	for _, c := range []struct {
		by            *browser
		p             pace
		again, beside func(*browser, int) reply
	}{
		{x.joined(room.Online), voiceHands, lower, write},
		{x.joined(room.Online), voiceTexts, write, signal},
		{x.joined(room.Online), voiceSignals, signal, lower},
		{x.seated(0), seatTexts, write, func(b *browser, _ int) reply { return b.send("session.start", `{}`) }},
	} {
		for i := range c.p.atOnce {
			if r := c.again(c.by, i); r.code() == CodeSlowDown {
				t.Fatalf("%s: number %d is too much", c.p.kind, i+1)
			}
		}
		r := c.again(c.by, c.p.atOnce)
		var p Problem
		must(t, json.Unmarshal([]byte(r.body), &p))
		wait := int(c.p.seconds)
		if r.status != http.StatusTooManyRequests || r.code() != CodeSlowDown || p.After != wait || r.header.Get("Retry-After") != strconv.Itoa(wait) {
			t.Errorf("%s: %d, wait %q, %s", c.p.kind, r.status, r.header.Get("Retry-After"), r.body)
		}
		if c.beside(c.by, 0).code() == CodeSlowDown {
			t.Errorf("%s: another kind of act waits too", c.p.kind)
		}
		now = now.Add(time.Duration(wait) * time.Second)
		if r := c.again(c.by, c.p.atOnce); r.code() == CodeSlowDown {
			t.Errorf("%s: still too much when told to go on", c.p.kind)
		}
	}
}

// say sends a command with one text, whose commitment goes into the payload.
func (b *browser) say(name, payload, words string) reply {
	b.t.Helper()
	var salt [32]byte
	rand.Read(salt[:])
	raw, err := json.Marshal([]TextBody{{base64.RawURLEncoding.EncodeToString(salt[:]), words}})
	must(b.t, err)
	payload = fmt.Sprintf(payload, room.Commit(salt, words))
	return b.post(b.api("/commands/"+name), fmt.Sprintf(`{"cmd":"%s","payload":%s,"texts":%s}`, b.cmd(), payload, raw))
}
