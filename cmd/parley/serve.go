package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// shutdownGrace is how long requests that are under way may take at the end.
const shutdownGrace = 5 * time.Second

func runServe(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
	var c Config
	fs := c.flags("serve", stderr)
	if done, code := parse(fs, args); done {
		return code
	}
	if err := c.check(); err != nil {
		return fail(stderr, err)
	}
	f, err := listen(&c, nil)
	if err != nil {
		return fail(stderr, fmt.Errorf("%w\nAnother program may use that port: parley serve -h names the settings", err))
	}
	n, err := openNode(c.Data, wallClock{}, stderr)
	if err != nil {
		return fail(stderr, errors.Join(err, f.Close()))
	}
	here, near := address(f.main), lanAddress(f.main)
	if f.secure != nil {
		here = "https://" + c.Domain
	}
	fmt.Fprintf(stdout, "Parley %s serves %s from %s. Stop it with Ctrl+C.\n", version(), here, c.Data)
	if near != "" && c.Public == "" {
		fmt.Fprintf(stdout, "On this machine's network: %s. Links and QR codes use it.\n", near)
	}
	if c.isAlone(f.main) {
		fmt.Fprintln(stdout, "Only this machine reaches it: links and codes made here open nowhere else. For others serve without -listen, or name the address that they reach with -public.")
	}
	if err := serveFront(ctx, n, &c, f, stderr); err != nil {
		return fail(stderr, err)
	}
	return 0
}

// serve answers requests on l until ctx ends, then closes the node.
func serve(ctx context.Context, n *node, c *Config, l net.Listener, stderr io.Writer) error {
	return serveFront(ctx, n, c, &front{main: l}, stderr)
}

// serveFront answers requests on f until ctx ends, then closes the node.
func serveFront(ctx context.Context, n *node, c *Config, f *front, stderr io.Writer) error {
	s, err := n.server(ctx, c, lanAddress(f.main), stderr)
	if err != nil {
		return errors.Join(err, f.Close(), n.Close())
	}
	n.tellDamage()
	doors := []door{{f.main, s.HTTP()}}
	if f.metrics != nil {
		n.watch(s)
		doors = append(doors, door{f.metrics, n.aside(n.metrics.Handler())})
	}
	background, stop := context.WithCancel(ctx)
	var work sync.WaitGroup
	work.Go(func() { n.keepPromises(background, s.Gone) })
	if l, err := n.listenControl(); err != nil {
		n.log.Error("parley backup cannot reach this server", "error", err)
	} else {
		doors = append(doors, door{l, n.control()})
	}
	if f.secure != nil {
		doors = append(doors, door{f.plain, n.aside(f.secure.plain())})
		go n.tellCertificate(f.secure) // it may wait long for the authority, and is cut off by the end of the process
	}
	err = open(ctx, doors)
	stop()
	work.Wait()
	s.Close()
	shut(doors)
	return errors.Join(err, n.Close())
}

// door is a listener and what answers on it.
type door struct {
	l net.Listener
	h *http.Server
}

// open serves on every door until ctx ends or one of them fails.
func open(ctx context.Context, doors []door) error {
	failed := make(chan error, len(doors))
	for _, d := range doors {
		go func() { failed <- d.h.Serve(d.l) }()
	}
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		return nil
	}
}

// shut closes the doors, giving requests that are under way a while.
func shut(doors []door) {
	grace, stop := context.WithTimeout(context.Background(), shutdownGrace)
	defer stop()
	for _, d := range doors {
		if d.h.Shutdown(grace) != nil {
			d.h.Close()
		}
	}
}

// aside is a server for what is not Parley's own pages.
func (n *node) aside(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ErrorLog: slog.NewLogLogger(n.log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10,
	}
}

// tellDamage says what was set aside when the store was opened, or before.
func (n *node) tellDamage() {
	damaged, err := n.db.Damaged()
	if err != nil {
		n.log.Error("looking for what was set aside", "error", err)
	}
	for _, stream := range damaged {
		n.log.Error("damaged files were set aside; the room is not opened", "stream", stream)
	}
}

// tellCertificate says whether the domain has its certificate.
func (n *node) tellCertificate(x *certified) {
	if err := x.fetch(); err != nil {
		n.log.Error("no certificate yet; the next visitor's browser has it tried again", "domain", x.domain, "error", err)
		return
	}
	n.log.Info("the certificate is there", "domain", x.domain)
}

// address is where a browser on this machine finds the listener.
func address(l net.Listener) string {
	a, ok := l.Addr().(*net.TCPAddr)
	if !ok {
		return "http://" + l.Addr().String()
	}
	host := a.IP.String()
	if a.IP.IsUnspecified() || a.IP.IsLoopback() {
		host = "127.0.0.1"
	}
	return fmt.Sprintf("http://%s", net.JoinHostPort(host, fmt.Sprint(a.Port)))
}

// isAlone says whether nobody on another machine finds the listener l, nor reaches it
// by another address.
func (c *Config) isAlone(l net.Listener) bool {
	a, ok := l.Addr().(*net.TCPAddr)
	return ok && a.IP.IsLoopback() && c.Public == "" && c.Domain == "" && !c.Proxy
}

// lanAddress is where other machines of the local network find the listener; ""
// when it listens on one address alone or there is no network.
func lanAddress(l net.Listener) string {
	a, ok := l.Addr().(*net.TCPAddr)
	if !ok || !a.IP.IsUnspecified() {
		return ""
	}
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return ""
	}
	for _, x := range addrs {
		if n, ok := x.(*net.IPNet); ok && n.IP.To4() != nil && n.IP.IsGlobalUnicast() {
			return fmt.Sprintf("http://%s", net.JoinHostPort(n.IP.String(), fmt.Sprint(a.Port)))
		}
	}
	return ""
}
