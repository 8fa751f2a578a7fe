// Package jetstream keeps logs and sealed texts in an embedded NATS JetStream
// server: one directory, no port, every acknowledged write synced to disk.
//
// A room's log is the stream room-<id>, one message a commit; its sealed texts
// are the stream text-<id>. The store turns damaged bytes into missing messages
// without a word, so nothing it returns is believed before [eventlog.Verify];
// what was acknowledged is marked beside it, and damaged streams are set aside
// before it starts.
//
//	<dir>/lock            held while the directory is open
//	<dir>/jetstream/      the store's files
//	<dir>/marks/<stream>  how far the stream was acknowledged
//	<dir>/damaged/        streams set aside; their rooms are not opened
package jetstream

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"parley/internal/room"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// answer is how long an append waits for its answer where its context sets no
// time: beyond it, it is not known whether the write was stored.
const answer = 5 * time.Second

// ErrInUse: another process has the directory open.
var ErrInUse = errors.New("jetstream: another process is using the data directory")

// DB is one directory of logs and texts. It is safe for concurrent use.
type DB struct {
	dir   string
	lock  *os.File
	marks *marks
	srv   *server.Server
	nc    *nats.Conn
	js    jetstream.JetStream
	log   *Log
	texts *Texts
}

// Open starts the store in dir, which it makes when it is not there; nobody
// else may open it until Close. [ErrInUse] otherwise.
func Open(dir string) (*DB, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	lock, err := lockDir(dir)
	if err != nil {
		return nil, err
	}
	d := &DB{dir: dir, lock: lock}
	if err := d.start(); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	d.log, d.texts = newLog(d), newTexts(d)
	return d, nil
}

// lockDir holds dir for this process until the file is closed: the server
// itself would let two processes write the same files.
func lockDir(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(ErrInUse, f.Close())
	}
	return f, nil
}

func (d *DB) start() (err error) {
	if d.marks, err = openMarks(filepath.Join(d.dir, "marks")); err != nil {
		return err
	}
	if err := setDamagedAside(d.streams(), d.aside(""), d.marks); err != nil {
		return err
	}
	d.srv, err = server.NewServer(&server.Options{
		ServerName: "parley",
		DontListen: true,
		JetStream:  true,
		StoreDir:   d.dir,
		SyncAlways: true, // without it a power cut takes minutes of acknowledged writes
		MaxPayload: server.MAX_PAYLOAD_SIZE,
		NoLog:      true,
		NoSigs:     true,
	})
	if err != nil {
		return err
	}
	d.srv.Start()
	if !d.srv.ReadyForConnections(30 * time.Second) {
		return errors.New("jetstream: the store does not start")
	}
	if !d.srv.JetStreamEnabled() {
		return errors.New("jetstream: the store cannot use its directory")
	}
	if d.nc, err = nats.Connect("", nats.InProcessServer(d.srv), nats.Timeout(30*time.Second), nats.MaxReconnects(-1)); err != nil {
		return err
	}
	d.js, err = jetstream.New(d.nc)
	return err
}

// Log is the directory's log.
func (d *DB) Log() *Log { return d.log }

// Texts is the directory's store of sealed texts.
func (d *DB) Texts() *Texts { return d.texts }

// Ready is nil when the store answers.
func (d *DB) Ready(ctx context.Context) error {
	_, err := d.js.AccountInfo(ctx)
	return err
}

// Damaged names the streams that were set aside.
func (d *DB) Damaged() ([]string, error) {
	aside, err := os.ReadDir(d.aside(""))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	names := make([]string, len(aside))
	for i, e := range aside {
		names[i] = e.Name()
	}
	return names, err
}

// Close ends the store. What was acknowledged is on disk already.
func (d *DB) Close() error {
	if d.nc != nil {
		d.nc.Close()
	}
	if d.srv != nil {
		d.srv.Shutdown()
		d.srv.WaitForShutdown()
	}
	if d.marks != nil {
		d.marks.close()
	}
	return d.lock.Close()
}

// create makes a stream, unless it is there.
func (d *DB) create(ctx context.Context, stream string) error {
	_, ok, err := d.last(ctx, stream)
	if ok || err != nil {
		return err
	}
	_, err = d.js.CreateStream(ctx, jetstream.StreamConfig{
		Name:        stream,
		Subjects:    []string{stream},
		Storage:     jetstream.FileStorage,
		Retention:   jetstream.LimitsPolicy,
		Discard:     jetstream.DiscardNew,
		DenyDelete:  true,
		DenyPurge:   true,
		AllowDirect: true,
	})
	return err
}

// publish stores data as the stream's next message and returns when it is on
// disk.
func (d *DB) publish(ctx context.Context, stream string, data []byte, opts ...jetstream.PublishOpt) error {
	if _, ok := ctx.Deadline(); !ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, answer)
		defer cancel()
	}
	opts = append(opts, jetstream.WithRetryAttempts(0))
	ack, err := d.js.PublishMsg(ctx, &nats.Msg{Subject: stream, Data: data}, opts...)
	if err == nil {
		d.marks.raise(stream, ack.Sequence)
	}
	return err
}

// remove deletes a stream and returns when its files are gone. The mark goes
// first: without its stream it would speak of damage.
func (d *DB) remove(ctx context.Context, stream string) error {
	if err := d.marks.remove(stream); err != nil {
		return err
	}
	if err := os.RemoveAll(d.aside(stream)); err != nil {
		return err
	}
	err := d.js.DeleteStream(ctx, stream)
	if errors.Is(err, jetstream.ErrStreamNotFound) { // files can still be there that the server could not read
		err = os.RemoveAll(filepath.Join(d.streams(), stream))
	}
	if err != nil {
		return err
	}
	for ctx, stop := context.WithTimeout(ctx, time.Minute); ; {
		if gone, err := d.gone(stream); gone || err != nil {
			stop()
			return err
		}
		select {
		case <-ctx.Done():
			stop()
			return fmt.Errorf("jetstream: files of a deleted room are still there: %w", ctx.Err())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// gone says whether no directory of the stream is left; the server renames it
// and removes its files after it has answered.
func (d *DB) gone(stream string) (bool, error) {
	dirs, err := os.ReadDir(d.streams())
	for _, e := range dirs {
		if strings.HasSuffix(e.Name(), stream) {
			return false, err
		}
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return err == nil, err
}

// streams is the directory of all streams' directories.
func (d *DB) streams() string {
	return filepath.Join(d.dir, server.JetStreamStoreDir, server.DEFAULT_GLOBAL_ACCOUNT, "streams")
}

// aside is where the stream is when it was found damaged.
func (d *DB) aside(stream string) string { return filepath.Join(d.dir, "damaged", stream) }

// names are the rooms that have a stream with the prefix and a message in it, or
// had one before it was damaged.
func (d *DB) names(ctx context.Context, prefix string) (map[room.RoomID]bool, error) {
	names, err := d.marks.streams()
	if err != nil {
		return nil, err
	}
	damaged, err := d.Damaged()
	if err != nil {
		return nil, err
	}
	names = append(names, damaged...)
	list := d.js.ListStreams(ctx)
	for info := range list.Info() {
		if info.State.LastSeq > 0 {
			names = append(names, info.Config.Name)
		}
	}
	rooms := make(map[room.RoomID]bool)
	for _, n := range names {
		if id, ok := strings.CutPrefix(n, prefix); ok {
			rooms[room.RoomID(id)] = true
		}
	}
	return rooms, list.Err()
}
