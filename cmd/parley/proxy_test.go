package main

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/internal/client"
	"parley/internal/loadtest"
	"parley/internal/proposal"
)

// proxy is an nginx with a Parley behind it.
type proxy struct {
	dir, https, plain string // its directory, its sockets
	cert, key         string // files
	upstream          string // Parley's address
	roots             *x509.CertPool
}

const behindProxy = "https://" + testDomain

func newProxy(t *testing.T) *proxy {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	p := &proxy{dir: dir, https: filepath.Join(dir, "s"), plain: filepath.Join(dir, "p"), upstream: l.Addr().String(), roots: x509.NewCertPool()}
	p.certify(t)
	n, err := openNode(t.TempDir(), wallClock{}, t.Output())
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- serve(ctx, n, &Config{Proxy: true, Public: behindProxy}, l, t.Output()) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return p
}

// certify makes a certificate that signs itself.
func (p *proxy) certify(t *testing.T) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	names := &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: []string{testDomain},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	cert, err := x509.CreateCertificate(rand.Reader, names, names, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	p.cert, p.key = p.pem(t, "CERTIFICATE", cert), p.pem(t, "PRIVATE KEY", secret)
	known, err := x509.ParseCertificate(cert)
	if err != nil {
		t.Fatal(err)
	}
	p.roots.AddCert(known)
}

func (p *proxy) pem(t *testing.T, kind string, b []byte) string {
	path := filepath.Join(p.dir, strings.ReplaceAll(kind, " ", "-"))
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: b}), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// shipped is deploy/nginx.conf with the test's own places.
func (p *proxy) shipped(t *testing.T) string {
	b, err := os.ReadFile("../../deploy/nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	conf := string(b)
	for _, s := range [][2]string{
		{"	listen [::]:80;\n", ""}, {"	listen [::]:443 ssl http2;\n", ""},
		{"listen 80;", "listen unix:" + p.plain + ";"}, {"listen 443 ", "listen unix:" + p.https + " "},
		{"/etc/letsencrypt/live/parley.example/fullchain.pem", p.cert}, {"/etc/letsencrypt/live/parley.example/privkey.pem", p.key},
		{"/var/log/nginx/parley.log", filepath.Join(p.dir, "parley.log")}, {"server 127.0.0.1:8080;", "server " + p.upstream + ";"},
	} {
		if strings.Count(conf, s[0]) != 1 {
			t.Fatalf("deploy/nginx.conf has not one %q", s[0])
		}
		conf = strings.Replace(conf, s[0], s[1], 1)
	}
	return conf
}

// start runs nginx until the test is over.
func (p *proxy) start(t *testing.T, site string) {
	t.Helper()
	path, err := exec.LookPath("nginx")
	if err != nil {
		if path, err = exec.LookPath("/usr/sbin/nginx"); err != nil {
			t.Fatal("nginx is not installed: run make tools first")
		}
	}
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	conf := filepath.Join(p.dir, "nginx.conf")
	text := fmt.Sprintf(`daemon off;
user %s;
pid %[2]s/pid;
error_log stderr;
events { worker_connections 768; }
http {
	access_log off;
	gzip on;
	client_body_temp_path %[2]s/body;
	proxy_temp_path %[2]s/proxy;
	fastcgi_temp_path %[2]s/fastcgi;
	uwsgi_temp_path %[2]s/uwsgi;
	scgi_temp_path %[2]s/scgi;
	%s
}
`, me.Username, p.dir, site)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var said lockedBuffer
	nginx := exec.Command(path, "-p", p.dir, "-c", conf)
	nginx.Stdout, nginx.Stderr = &said, &said
	if err := nginx.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- nginx.Wait() }()
	t.Cleanup(func() {
		nginx.Process.Signal(syscall.SIGTERM)
		<-ended
	})
	for {
		if c, err := net.Dial("unix", p.https); err == nil {
			c.Close()
			return
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("nginx ended: %v\n%s", err, said.String())
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// transport leads every address to nginx.
func (p *proxy) transport() *http.Transport {
	return &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: p.roots, ServerName: testDomain}, ForceAttemptHTTP2: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", p.https)
		},
	}
}

func (p *proxy) browser(t *testing.T) *client.Client {
	t.Helper()
	c, err := client.New(client.Config{Base: behindProxy, Now: time.Now, HTTP: p.transport()})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// sites are what stands in nginx's sites-enabled, for the sockets, the
// certificate and the server that the test puts in.
var sites = map[string]func(t *testing.T, p *proxy) string{
	// The least that a proxy needs: no setting about buffering, versions or the
	// host's name.
	"as it comes": func(_ *testing.T, p *proxy) string {
		return fmt.Sprintf(`server {
			listen unix:%s ssl;
			ssl_certificate %s;
			ssl_certificate_key %s;
			location / {
				proxy_pass http://%s;
				proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
			}
		}`, p.https, p.cert, p.key, p.upstream)
	},
	"as shipped": func(t *testing.T, p *proxy) string { return p.shipped(t) },
}

func (p *proxy) open(t *testing.T) *client.Created {
	t.Helper()
	read, err := proposal.Read(loadtest.Proposal)
	if err != nil {
		t.Fatal(err)
	}
	read.Setup.Plan = proposal.Plan(10)
	made, err := p.browser(t).Create(context.Background(), client.NewRoom{Setup: read.Setup})
	if err != nil {
		t.Fatal(err)
	}
	return made
}
