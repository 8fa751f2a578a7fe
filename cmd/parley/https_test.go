package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/letsencrypt/challtestsrv"
	"github.com/letsencrypt/pebble/v2/ca"
	"github.com/letsencrypt/pebble/v2/db"
	"github.com/letsencrypt/pebble/v2/va"
	"github.com/letsencrypt/pebble/v2/wfe"
)

const testDomain = "parley.example"

// authority is a certificates' authority on this machine that finds every
// domain here, at the front's ports.
type authority struct {
	*httptest.Server
	roots *x509.CertPool
}

func newAuthority(t *testing.T, f *front) *authority {
	t.Setenv("PEBBLE_VA_NOSLEEP", "1")
	t.Setenv("PEBBLE_WFE_NONCEREJECT", "0")
	quiet := log.New(io.Discard, "", 0)
	dns := freeAddress(t)
	names, err := challtestsrv.New(challtestsrv.Config{DNSAddrs: []string{dns}, Log: quiet})
	if err != nil {
		t.Fatal(err)
	}
	names.SetDefaultDNSIPv4("127.0.0.1")
	names.SetDefaultDNSIPv6("")
	go names.Run()
	t.Cleanup(names.Shutdown)
	store := db.NewMemoryStore()
	issuer := ca.New(quiet, store, "", "ecdsa", 0, 1, map[string]ca.Profile{"default": {Description: "default"}})
	checker := va.New(quiet, port(f.plain), port(f.main), false, dns, store)
	web := wfe.New(quiet, store, checker, issuer, nil, false, false, 1, 1)
	a := &authority{httptest.NewTLSServer(web.Handler()), x509.NewCertPool()}
	t.Cleanup(a.Close)
	a.roots.AddCert(issuer.GetRootCert(0).Cert)
	return a
}

func port(l net.Listener) int { return l.Addr().(*net.TCPAddr).Port }

// freeAddress is an address on this machine where nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// TestADomainGetsItsCertificate runs a server with a domain against a
// certificates' authority: the certificate is fetched, kept and used; plain HTTP
// leads to HTTPS; a server started anew asks for no second certificate.
func TestADomainGetsItsCertificate(t *testing.T) {
	c := &Config{Data: t.TempDir(), Domain: testDomain, ListenHTTPS: "127.0.0.1:0", ListenHTTP: "127.0.0.1:0"}
	if err := c.check(); err != nil {
		t.Fatal(err)
	}
	// The authority has to know the ports before the server knows its address.
	first, err := listen(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	a := newAuthority(t, first)
	c.ACME, c.ListenHTTPS, c.ListenHTTP = a.URL+wfe.DirectoryPath, first.main.Addr().String(), first.plain.Addr().String()
	first.Close()
	for _, again := range []bool{false, true} {
		over := a.Client().Transport
		if again {
			over = refusing{}
		}
		f, err := listen(c, over)
		if err != nil {
			t.Fatal(err)
		}
		visitHTTPS(t, c, f, a.roots)
	}
	if kept, err := os.ReadDir(filepath.Join(c.Data, "acme")); err != nil || len(kept) < 2 {
		t.Errorf("account and certificate are not kept: %v %v", kept, err)
	}
}

// refusing is a network that leads nowhere.
type refusing struct{}

func (refusing) RoundTrip(*http.Request) (*http.Response, error) { return nil, net.ErrClosed }

// visitHTTPS serves on f and looks at it as a browser does.
func visitHTTPS(t *testing.T, c *Config, f *front, roots *x509.CertPool) {
	t.Helper()
	var said lockedBuffer
	n, err := openNode(c.Data, wallClock{}, &said)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- serveFront(ctx, n, c, f, &said) }()
	defer func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()
	browser := http.Client{
		Timeout: time.Minute,
		Transport: &http.Transport{
			ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{RootCAs: roots},
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				to := f.main.Addr()
				if strings.HasSuffix(address, ":80") {
					to = f.plain.Addr()
				}
				return new(net.Dialer).DialContext(ctx, network, to.String())
			},
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	defer browser.CloseIdleConnections()
	get := func(address string) *http.Response {
		t.Helper()
		resp, err := browser.Get(address)
		if err != nil {
			t.Fatalf("%v; the server said: %s", err, said.String())
		}
		resp.Body.Close()
		return resp
	}
	page := get("https://" + testDomain + "/?lang=en")
	if page.StatusCode != http.StatusOK || page.ProtoMajor != 2 {
		t.Errorf("over HTTPS: %s by %s", page.Status, page.Proto)
	}
	if kept := page.Cookies(); len(kept) != 1 || !kept[0].Secure {
		t.Errorf("cookies over HTTPS: %v", kept)
	}
	if r := get("http://" + testDomain + "/j/ABCD-EFGH?x=1"); r.StatusCode != http.StatusFound || r.Header.Get("Location") != "https://"+testDomain+"/j/ABCD-EFGH?x=1" {
		t.Errorf("plain HTTP: %s to %q", r.Status, r.Header.Get("Location"))
	}
	posted, err := browser.Post("http://"+testDomain+"/api/join", "application/json", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	posted.Body.Close()
	if posted.StatusCode != http.StatusBadRequest {
		t.Errorf("posting without encryption: %s", posted.Status)
	}
	if resp, err := browser.Get("https://other.example/"); err == nil {
		resp.Body.Close()
		t.Error("a name that is not the server's gets a certificate")
	}
}

func TestADomainIsChecked(t *testing.T) {
	for _, c := range []struct {
		Config
		ok bool
	}{
		{Config{Domain: "parley.example"}, true},
		{Config{}, true},
		{Config{Domain: "https://parley.example"}, false},
		{Config{Domain: "parley.example:443"}, false},
		{Config{Domain: "parley"}, false},
		{Config{Domain: "parley.example", Proxy: true}, false},
	} {
		err := c.check()
		if (err == nil) != c.ok {
			t.Errorf("domain %q, proxy %t: %v", c.Domain, c.Proxy, err)
		}
		if err == nil && c.Domain != "" && !c.secure() {
			t.Errorf("domain %q: cookies are not for HTTPS alone", c.Domain)
		}
	}
}
