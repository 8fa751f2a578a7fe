package httpapi

import (
	"html"
	"strings"
	"testing"
)

// What plain HTTP costs is said where a session is started and in the notice,
// and nowhere on HTTPS.
func TestWhatPlainHTTPCosts(t *testing.T) {
	for _, secure := range []bool{false, true} {
		x := newRoom(t, func(c *Config) { c.Secure = secure })
		say := x.server.shell.book.In("en")
		for path, key := range map[string]string{"/": "start.plain", "/j/" + x.made.Codes.Online: "notice.plain"} {
			page := x.browser()
			if strings.Contains(html.UnescapeString(page.ok(page.get(path)).body), say.T(key)) == secure {
				t.Errorf("%s, over HTTPS %t: wrong about the sentence %q", path, secure, say.T(key))
			}
		}
	}
}
