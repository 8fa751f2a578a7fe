package main

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"
)

// certified is HTTPS for one domain, with certificates that an ACME authority
// issues and renews.
type certified struct {
	domain string
	certs  *autocert.Manager
}

// certify is HTTPS for c.Domain; over is how the authority is reached, nil as
// any site is.
func certify(c *Config, over http.RoundTripper) *certified {
	return &certified{c.Domain, &autocert.Manager{
		Prompt:     autocert.AcceptTOS,
		Cache:      autocert.DirCache(filepath.Join(c.Data, "acme")),
		HostPolicy: autocert.HostWhitelist(c.Domain),
		Client:     &acme.Client{DirectoryURL: c.ACME, HTTPClient: &http.Client{Transport: over, Timeout: time.Minute}},
	}}
}

// wrap has l speak TLS, and answer the authority's TLS-ALPN-01 challenges.
func (x *certified) wrap(l net.Listener) net.Listener { return tls.NewListener(l, x.certs.TLSConfig()) }

// plain answers the authority's HTTP-01 challenges and leads everybody else to
// HTTPS. What was posted without encryption is refused: it was read on the way.
func (x *certified) plain() http.Handler {
	return x.certs.HTTPHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.Error(w, "Use HTTPS.", http.StatusBadRequest)
			return
		}
		http.Redirect(w, r, "https://"+x.domain+r.URL.RequestURI(), http.StatusFound)
	}))
}

// fetch gets the certificate before the first browser asks for it, so that an
// operator learns at once what stands in the way.
func (x *certified) fetch() error {
	_, err := x.certs.GetCertificate(&tls.ClientHelloInfo{
		ServerName: x.domain, CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256},
	})
	return err
}

// front is what a server listens on.
type front struct {
	main    net.Listener
	plain   net.Listener // leads to HTTPS; nil without a domain
	secure  *certified   // nil without a domain
	metrics net.Listener // nil unless asked for
}

// listen opens the ports that c names; over is how the certificates' authority
// is reached, nil as any site is.
func listen(c *Config, over http.RoundTripper) (*front, error) {
	f := &front{}
	open := func(to *net.Listener, address string) (err error) {
		*to, err = net.Listen("tcp", address)
		return err
	}
	err := error(nil)
	if c.Domain == "" {
		err = open(&f.main, c.Listen)
	} else if err = errors.Join(open(&f.main, c.ListenHTTPS), open(&f.plain, c.ListenHTTP)); err == nil {
		f.secure = certify(c, over)
		f.main = f.secure.wrap(f.main)
	}
	if err == nil && c.Metrics != "" {
		err = open(&f.metrics, c.Metrics)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

// Close closes what is open.
func (f *front) Close() (err error) {
	for _, l := range []net.Listener{f.main, f.plain, f.metrics} {
		if l != nil {
			err = errors.Join(err, l.Close())
		}
	}
	return err
}
