package jetstream

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"
)

// marks remembers, outside the store, how far each stream was acknowledged: a
// store that has lost its tail to a damaged block says only that it is shorter.
//
// Each mark is a file of one line, written in place after the acknowledgement
// and not synced: a power cut may leave it behind the stream, never ahead.
type marks struct {
	dir string

	mu   sync.Mutex
	open map[string]*mark
}

type mark struct {
	seq  uint64
	file *os.File
}

func openMarks(dir string) (*marks, error) {
	return &marks{dir: dir, open: make(map[string]*mark)}, os.MkdirAll(dir, 0o700)
}

func markLine(stream string, seq uint64) []byte {
	n := fmt.Sprintf("%020d", seq)
	sum := sha256.Sum256([]byte(stream + " " + n))
	return fmt.Appendf(nil, "%s %x\n", n, sum[:8])
}

// parseMark reads a line; a damaged one says nothing, hence 0.
func parseMark(stream string, line []byte) uint64 {
	if len(line) < 20 {
		return 0
	}
	seq, err := strconv.ParseUint(string(line[:20]), 10, 64)
	if err != nil || string(markLine(stream, seq)) != string(line) {
		return 0
	}
	return seq
}

// get is the number that was surely acknowledged, 0 when none is known.
func (m *marks) get(stream string) (uint64, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if k := m.open[stream]; k != nil {
		return k.seq, nil
	}
	line, err := os.ReadFile(filepath.Join(m.dir, stream))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	return parseMark(stream, line), err
}

// raise notes that the message was acknowledged. That it could not be noted
// takes nothing from the message.
func (m *marks) raise(stream string, seq uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	k := m.open[stream]
	if k == nil {
		f, err := os.OpenFile(filepath.Join(m.dir, stream), os.O_WRONLY|os.O_CREATE, 0o600)
		if err != nil {
			return
		}
		k = &mark{file: f}
		m.open[stream] = k
	}
	if seq > k.seq {
		k.seq = seq
		_, _ = k.file.WriteAt(markLine(stream, seq), 0)
	}
}

// remove forgets the stream, durably.
func (m *marks) remove(stream string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if k := m.open[stream]; k != nil {
		_ = k.file.Close()
		delete(m.open, stream)
	}
	if err := os.Remove(filepath.Join(m.dir, stream)); errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	return syncDir(m.dir)
}

// streams are the names of all streams with a mark.
func (m *marks) streams() ([]string, error) {
	entries, err := os.ReadDir(m.dir)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

func (m *marks) close() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range m.open {
		_ = k.file.Close()
	}
	clear(m.open)
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
