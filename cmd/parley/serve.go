package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
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
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fail(stderr, fmt.Errorf("%w\nAnother program may use that port: choose one with -listen", err))
	}
	n, err := openNode(c.Data, wallClock{}, stderr)
	if err != nil {
		return fail(stderr, errors.Join(err, l.Close()))
	}
	fmt.Fprintf(stdout, "Parley %s serves %s from %s. Stop it with Ctrl+C.\n", version(), address(l), c.Data)
	if near := lanAddress(l); near != "" && c.Public == "" {
		fmt.Fprintf(stdout, "On this machine's network: %s. Links and QR codes use it.\n", near)
	}
	if err := serve(ctx, n, &c, l, stderr); err != nil {
		return fail(stderr, err)
	}
	return 0
}

// serve answers requests on l until ctx ends, then closes the node.
func serve(ctx context.Context, n *node, c *Config, l net.Listener, stderr io.Writer) error {
	s, err := n.server(ctx, c, lanAddress(l), stderr)
	if err != nil {
		return errors.Join(err, l.Close(), n.Close())
	}
	h := s.HTTP()
	promised := make(chan struct{})
	keeping, stopKeeping := context.WithCancel(ctx)
	go func() {
		defer close(promised)
		n.keepPromises(keeping, stderr, s.Gone)
	}()
	failed := make(chan error, 1)
	go func() { failed <- h.Serve(l) }()
	select {
	case err = <-failed:
	case <-ctx.Done():
	}
	stopKeeping()
	<-promised
	s.Close()
	grace, stop := context.WithTimeout(context.Background(), shutdownGrace)
	defer stop()
	if late := h.Shutdown(grace); late != nil {
		h.Close()
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return errors.Join(err, n.Close())
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
