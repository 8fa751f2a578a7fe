package backup

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Dir is a directory that a backup is written to: aside, and put in its place
// when it is whole.
type Dir struct {
	path, part string
	open       *os.File
}

// NewDir begins a backup in a directory that is not there yet, or is empty.
func NewDir(path string) (*Dir, error) {
	path = filepath.Clean(path)
	switch in, err := os.ReadDir(path); {
	case err == nil && len(in) > 0:
		return nil, fmt.Errorf("%s is there already; a backup is written to a new directory", path)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	part, err := os.MkdirTemp(filepath.Dir(path), filepath.Base(path)+".part-") // for this user alone
	return &Dir{path: path, part: part}, err
}

// Create implements [Sink].
func (d *Dir) Create(name string) (_ io.Writer, err error) {
	if err := d.end(); err != nil {
		return nil, err
	}
	if name != filepath.Base(name) {
		return nil, fmt.Errorf("%q is no name of a file of a backup", name)
	}
	d.open, err = os.OpenFile(filepath.Join(d.part, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	return d.open, err
}

func (d *Dir) end() error {
	if d.open == nil {
		return nil
	}
	err := errors.Join(d.open.Sync(), d.open.Close())
	d.open = nil
	return err
}

// Finish reads the backup once more and, unless accept refuses it, puts it in its
// place; it is on disk on return. What a room that could not be copied left is
// removed.
func (d *Dir) Finish(accept func(*Backup) error) (*Backup, error) {
	if err := d.end(); err != nil {
		return nil, err
	}
	b, err := Open(d.part, time.Time{}) // before any key expires
	if err == nil {
		err = accept(b)
	}
	if err != nil {
		return nil, err
	}
	if err := d.keepOnly(b.names()); err != nil {
		return nil, err
	}
	if err := syncDir(d.part); err != nil {
		return nil, err
	}
	if err := os.Rename(d.part, d.path); err != nil {
		return nil, err
	}
	b.dir = d.path
	return b, syncDir(filepath.Dir(d.path))
}

func (d *Dir) keepOnly(names []string) error {
	in, err := os.ReadDir(d.part)
	for _, e := range in {
		if !slices.Contains(names, e.Name()) {
			err = errors.Join(err, os.Remove(filepath.Join(d.part, e.Name())))
		}
	}
	return err
}

// Abandon removes what was written, unless it was finished.
func (d *Dir) Abandon() error { return errors.Join(d.end(), os.RemoveAll(d.part)) }

func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
