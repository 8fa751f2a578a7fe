package httpapi

import (
	"bufio"
	"crypto/rand"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"parley/internal/room"
)

// BenchmarkVote is a vote through the whole of the HTTP side and the engine, on
// a log in memory, each by a ballot of its own.
func BenchmarkVote(b *testing.B) {
	x := newRoom(b)
	var statement room.ItemID
	must(b, x.server.engine.View(b.Context(), x.made.Room, func(st *room.State, _ room.Texts, _ room.Seconds) { statement = st.StatementOrder[0] }))
	cookies := make([][]*http.Cookie, b.N)
	for i := range cookies {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodPost, "/api/join", strings.NewReader(`{"code":"`+x.made.Codes.Online+`","side":"online"}`))
		r.Header.Set("Content-Type", "application/json")
		r.RemoteAddr = fmt.Sprintf("10.%d.%d.%d:1", i>>16&255, i>>8&255, i&255)
		if x.server.ServeHTTP(w, r); w.Code != http.StatusOK {
			b.Fatalf("%d %s", w.Code, w.Body)
		}
		cookies[i] = w.Result().Cookies()
	}
	var next atomic.Int64
	b.SetParallelism(64)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			var n [10]byte
			rand.Read(n[:])
			body := fmt.Sprintf(`{"cmd":"%s","payload":{"statement":"%s","answer":"agree"}}`, room.NewCmdID(0, n), statement)
			r := httptest.NewRequest(http.MethodPost, "/api/rooms/"+string(x.made.Room)+"/commands/vote.cast", strings.NewReader(body))
			r.Header.Set("Content-Type", "application/json")
			for _, c := range cookies[next.Add(1)-1] {
				r.AddCookie(c)
			}
			w := httptest.NewRecorder()
			if x.server.ServeHTTP(w, r); w.Code != http.StatusOK {
				b.Errorf("%d %s", w.Code, w.Body)
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "votes/s")
}

// BenchmarkStreams is one change on its way to 1,000 phones over sockets of
// this machine, phones included.
func BenchmarkStreams(b *testing.B) {
	const phones = 1000
	x := newRoom(b)
	desk := x.seated(0)
	u, err := url.Parse(x.http.URL)
	must(b, err)
	one := x.joined(room.Online)
	var cookies strings.Builder
	for _, c := range one.c.Jar.Cookies(u) {
		fmt.Fprintf(&cookies, "%s=%s; ", c.Name, c.Value)
	}
	var got sync.WaitGroup
	got.Add(phones)
	for range phones {
		conn, err := net.Dial("tcp", u.Host)
		must(b, err)
		b.Cleanup(func() { conn.Close() })
		fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n", one.api("/live?as=phone"), u.Host, cookies.String())
		go func() {
			lines := bufio.NewScanner(conn)
			lines.Buffer(nil, 1<<20)
			for lines.Scan() {
				if strings.HasPrefix(lines.Text(), "event: frame") {
					got.Done()
				}
			}
		}()
	}
	got.Wait()
	on := false
	b.ResetTimer()
	for b.Loop() {
		got.Add(phones)
		on = !on
		desk.ok(desk.send("screen.blank", fmt.Sprintf(`{"on":%t}`, on)))
		got.Wait()
		b.StopTimer()
		time.Sleep(250 * time.Millisecond) // frames come five times a second at most
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*phones), "µs/phone")
}
