package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net"
	"net/http"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-json-experiment/json"

	"parley/internal/backup"
	"parley/internal/room"
)

// A server that uses a data directory is reached through a socket in it, by
// whoever may write there.

func controlPath(data string) string { return filepath.Join(data, "control") }

// listenControl makes the socket. One that is there is left from a server that
// is gone: the directory is this process's.
func (n *node) listenControl() (net.Listener, error) {
	path := controlPath(n.data)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

func (n *node) control() *http.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /backup", n.sendBackup)
	mux.HandleFunc("POST /erase", n.eraseAsked)
	s := n.aside(mux)
	s.WriteTimeout = 0 // a backup takes what it takes
	return s
}

// sendBackup answers with the files of a backup, one part each; the manifest, the
// last, says what the others are to be.
func (n *node) sendBackup(w http.ResponseWriter, r *http.Request) {
	only := room.RoomID(r.URL.Query().Get("room"))
	if only != "" && !only.Valid() {
		http.Error(w, "not a room's id", http.StatusBadRequest)
		return
	}
	parts := multipart.NewWriter(w)
	w.Header().Set("Content-Type", mime.FormatMediaType("multipart/mixed", map[string]string{"boundary": parts.Boundary()}))
	if err := errors.Join(n.backup(r.Context(), sending{parts}, only), parts.Close()); err != nil {
		n.log.Error("a backup was not finished", "error", err)
		panic(http.ErrAbortHandler) // so that it does not look like an end
	}
	n.log.Info("a backup was made")
}

type sending struct{ w *multipart.Writer }

// Create implements [backup.Sink].
func (s sending) Create(name string) (io.Writer, error) {
	return s.w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {mime.FormatMediaType("attachment", map[string]string{"filename": name})}})
}

// askForBackup has the server that uses the data directory make a backup.
func askForBackup(ctx context.Context, to backup.Sink, data string, only room.RoomID) error {
	resp, err := ask(ctx, data, "GET", "/backup?room="+url.QueryEscape(string(only)), nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return receive(to, resp)
}

// receive writes what [node.sendBackup] sends.
func receive(to backup.Sink, resp *http.Response) error {
	_, params, err := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	if err != nil {
		return err
	}
	for parts := multipart.NewReader(resp.Body, params["boundary"]); ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("the server did not finish the backup: %w", err)
		}
		out, err := to.Create(part.FileName())
		if err != nil {
			return err
		}
		if _, err := io.Copy(out, part); err != nil {
			return err
		}
	}
}

// eraseDone is what came of an [eraseOrder].
type eraseDone struct {
	Said   string `json:"said"`
	Failed string `json:"failed,omitzero"`
}

// eraseAsked erases texts for parley erase.
func (n *node) eraseAsked(w http.ResponseWriter, r *http.Request) {
	var o eraseOrder
	if err := json.UnmarshalRead(http.MaxBytesReader(w, r.Body, 1<<20), &o, json.RejectUnknownMembers(true)); err != nil {
		http.Error(w, "not what parley erase sends", http.StatusBadRequest)
		return
	}
	var said strings.Builder
	var done eraseDone
	if err := n.eraseAll(r.Context(), &o, &said); err != nil {
		done.Failed = err.Error()
	}
	done.Said = said.String()
	if err := json.MarshalWrite(w, &done); err != nil {
		n.log.Error("answering parley erase", "error", err)
	}
}

// askToErase has the server that uses the data directory erase texts, and says
// what it says.
func askToErase(ctx context.Context, data string, o *eraseOrder, stdout io.Writer) error {
	body, err := json.Marshal(o)
	if err != nil {
		return err
	}
	resp, err := ask(ctx, data, "POST", "/erase", bytes.NewReader(body))
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	var done eraseDone
	if err := json.UnmarshalRead(resp.Body, &done); err != nil {
		return fmt.Errorf("the server that uses %s broke off, and may have erased: ask again: %w", data, err)
	}
	if err := writeAll(stdout, done.Said); err != nil {
		return err
	}
	if done.Failed != "" {
		return errors.New(done.Failed)
	}
	return nil
}

// ask sends a request to the server that uses the data directory; its body is the
// caller's to close.
func ask(ctx context.Context, data, method, path string, body io.Reader) (*http.Response, error) {
	client := http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", controlPath(data))
		},
		DisableKeepAlives: true,
	}}
	req, err := http.NewRequestWithContext(ctx, method, "http://parley"+path, body)
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("the server that uses %s does not answer: %w", data, err)
	}
	if resp.StatusCode != http.StatusOK {
		defer resp.Body.Close()
		say, _ := io.ReadAll(io.LimitReader(resp.Body, 1000))
		return nil, fmt.Errorf("the server that uses %s refuses: %s", data, strings.TrimSpace(string(say)))
	}
	return resp, nil
}
