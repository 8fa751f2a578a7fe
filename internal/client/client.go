// Package client is Parley's HTTP interface for programs: one Client is one
// browser, with its own cookies. Simulated people and tests use it.
package client

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
	"parley/internal/view"
)

// Problem is a refusal by the server (RFC 9457).
type Problem struct {
	Status     int          `json:"status"`
	Code       room.Code    `json:"code"`
	Title      string       `json:"title"`
	Field      string       `json:"field"`
	When       room.Seconds `json:"when"`
	RetryAfter time.Duration
}

func (p *Problem) Error() string {
	return fmt.Sprintf("client: %d %s %s", p.Status, p.Code, p.Field)
}

// Code is the code of a refusal; "" for any other error.
func Code(err error) room.Code {
	var p *Problem
	if errors.As(err, &p) {
		return p.Code
	}
	return ""
}

// Config is what a client is made of.
type Config struct {
	Base string           // "http://127.0.0.1:8080"
	Now  func() time.Time // the clock that command ids are made from
	HTTP http.RoundTripper
}

// Client is one browser. It is safe for use by several goroutines once it has
// joined.
type Client struct {
	cfg   Config
	http  http.Client
	room  room.RoomID
	epoch int64
}

// New makes a browser without cookies.
func New(cfg Config) (*Client, error) {
	if _, err := url.Parse(cfg.Base); err != nil {
		return nil, err
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	cfg.Base = strings.TrimSuffix(cfg.Base, "/")
	return &Client{cfg: cfg, http: http.Client{
		Jar: jar, Transport: cfg.HTTP,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// Room is the room that the client joined or has a seat in.
func (c *Client) Room() room.RoomID { return c.room }

// Joining is what somebody says on the join page.
type Joining struct {
	Side  room.Side
	Group string
	Name  string
}

// Join enters a room by one of its codes.
func (c *Client) Join(ctx context.Context, code string, j Joining) error {
	form := url.Values{"side": {string(j.Side)}, "group": {j.Group}, "name": {j.Name}}
	return c.enter(ctx, http.MethodPost, "/j/"+code, strings.NewReader(form.Encode()))
}

// Sit takes a seat by its secret link, the path "/k/…" or the whole address.
func (c *Client) Sit(ctx context.Context, link string) error {
	if i := strings.Index(link, "/k/"); i > 0 {
		link = link[i:]
	}
	return c.enter(ctx, http.MethodGet, link, nil)
}

// enter follows a way in: its answer leads to a page of the room.
func (c *Client) enter(ctx context.Context, method, path string, body io.Reader) error {
	req, err := c.request(ctx, method, path, body)
	if err != nil {
		return err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer drain(resp)
	if resp.StatusCode != http.StatusSeeOther {
		return problem(resp)
	}
	rest, ok := strings.CutPrefix(resp.Header.Get("Location"), "/r/")
	if !ok {
		return fmt.Errorf("client: the way in leads to %q", resp.Header.Get("Location"))
	}
	id, _, _ := strings.Cut(rest, "/")
	if c.room = room.RoomID(id); !c.room.Valid() {
		return fmt.Errorf("client: %q is no room", id)
	}
	var me struct {
		Epoch int64 `json:"epoch"`
	}
	if err := c.Get(ctx, "/me", &me); err != nil {
		return err
	}
	c.epoch = me.Epoch
	return nil
}

func (c *Client) request(ctx context.Context, method, path string, body io.Reader) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.cfg.Base+path, body)
	if err == nil && method != http.MethodGet {
		req.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	return req, err
}

// Get reads JSON of the room: path is what follows /api/rooms/{room}.
func (c *Client) Get(ctx context.Context, path string, out any) error {
	req, err := c.request(ctx, http.MethodGet, "/api/rooms/"+string(c.room)+path, nil)
	if err != nil {
		return err
	}
	return c.json(req, out)
}

// Page reads a page or file of the room: path is what follows /r/{room}.
func (c *Client) Page(ctx context.Context, path string) ([]byte, error) {
	req, err := c.request(ctx, http.MethodGet, "/r/"+string(c.room)+path, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer drain(resp)
	if resp.StatusCode != http.StatusOK {
		return nil, problem(resp)
	}
	return io.ReadAll(resp.Body)
}

// View is everything that the audience sees now.
func (c *Client) View(ctx context.Context, as view.Audience) (*view.View, error) {
	var f view.Frame
	if err := c.Get(ctx, "/view?as="+string(as), &f); err != nil {
		return nil, err
	}
	return decode(f.Set)
}

func (c *Client) json(req *http.Request, out any) error {
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer drain(resp)
	if resp.StatusCode != http.StatusOK && resp.StatusCode != http.StatusCreated {
		return problem(resp)
	}
	return json.UnmarshalRead(resp.Body, out)
}

// drain lets the connection be used again.
func drain(resp *http.Response) {
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 1<<16))
	resp.Body.Close()
}

func problem(resp *http.Response) error {
	p := &Problem{Status: resp.StatusCode}
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<16))
	if err != nil {
		return err
	}
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "application/problem+json") {
		if err := json.Unmarshal(body, p); err != nil {
			return err
		}
	}
	if s, err := time.ParseDuration(resp.Header.Get("Retry-After") + "s"); err == nil {
		p.RetryAfter = s
	}
	return p
}

func random[T [10]byte | [32]byte]() (b T) {
	switch p := any(&b).(type) {
	case *[10]byte:
		rand.Read(p[:])
	case *[32]byte:
		rand.Read(p[:])
	}
	return b
}
