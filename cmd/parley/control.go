package main

import (
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
	client := http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", controlPath(data))
	}}}
	defer client.CloseIdleConnections()
	req, err := http.NewRequestWithContext(ctx, "GET", "http://parley/backup?room="+url.QueryEscape(string(only)), nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return fmt.Errorf("the server that uses %s does not answer: %w", data, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		say, _ := io.ReadAll(io.LimitReader(resp.Body, 1000))
		return fmt.Errorf("the server that uses %s refuses: %s", data, strings.TrimSpace(string(say)))
	}
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
