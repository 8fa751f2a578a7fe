package jetstream

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/minio/highwayhash"
)

// A block file of the store is a row of messages, each: length (4 bytes, the
// highest bit set where there are headers), number (8), time (8), length of the
// subject (2), subject, where there are headers their length (4) and they, data,
// and a checksum (8) of all but the lengths. Integers are little-endian. It is
// the file store's format in the version that go.mod pins; with one that differed,
// every test that reopens a log would fail.
const (
	blockHeader   = 4 + 8 + 8 + 2
	blockChecksum = 8
	headersBit    = 1 << 31
	// Numbers with one of these bits are notes about removed messages.
	removedBits = 3 << 62
)

// setDamagedAside moves streams whose block files are damaged out of the store,
// before it starts: it would truncate such a file where the damage begins, or
// fill all memory counting up to a flipped number, and serve no room at all.
// What a crash cut off in the middle of an unacknowledged write stays: the store
// is good at that.
func setDamagedAside(streams, aside string, marks *marks) error {
	entries, err := os.ReadDir(streams)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") { // a deletion that was cut off
			if err := os.RemoveAll(filepath.Join(streams, e.Name())); err != nil {
				return err
			}
			continue
		}
		good, err := intact(filepath.Join(streams, e.Name(), "msgs"), e.Name(), marks)
		if err != nil {
			return err
		}
		if good {
			continue
		}
		if err := os.MkdirAll(aside, 0o700); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(streams, e.Name()), filepath.Join(aside, e.Name())); err != nil {
			return err
		}
		if err := errors.Join(syncDir(aside), syncDir(streams)); err != nil {
			return err
		}
	}
	return nil
}

// intact says whether every acknowledged message of the stream is whole.
func intact(dir, stream string, marks *marks) (bool, error) {
	marked, err := marks.get(stream)
	if err != nil {
		return false, err
	}
	blocks, err := blockNumbers(dir)
	if err != nil {
		return false, err
	}
	last := uint64(0)
	for i, n := range blocks {
		b, err := os.ReadFile(filepath.Join(dir, strconv.Itoa(n)+".blk"))
		if err != nil {
			return false, err
		}
		seq, whole := scan(b, stream, n)
		last = max(last, seq)
		if !whole && (i < len(blocks)-1 || last < marked) {
			return false, nil
		}
	}
	return last >= marked, nil
}

// blockNumbers are the stream's block files, in order.
func blockNumbers(dir string) ([]int, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var blocks []int
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".blk"); ok {
			if n, err := strconv.Atoi(name); err == nil {
				blocks = append(blocks, n)
			}
		}
	}
	slices.Sort(blocks)
	return blocks, nil
}

// scan walks the messages of a block and returns the last one's number, and
// whether the block is whole to its end.
func scan(b []byte, stream string, block int) (last uint64, whole bool) {
	key := sha256.Sum256(fmt.Appendf(nil, "%s-%d", stream, block))
	sum, err := highwayhash.NewDigest64(key[:])
	if err != nil {
		panic(err) // a key of 32 bytes is always one
	}
	for len(b) > 0 {
		if len(b) < blockHeader {
			return last, false
		}
		length := binary.LittleEndian.Uint32(b)
		size := uint64(length &^ headersBit)
		before := blockHeader + uint64(binary.LittleEndian.Uint16(b[20:])) // header and subject
		data := before
		if length&headersBit != 0 {
			data += 4
		}
		if size > uint64(len(b)) || data+blockChecksum > size {
			return last, false
		}
		sum.Reset()
		_, _ = sum.Write(b[4:20])
		_, _ = sum.Write(b[blockHeader:before])
		_, _ = sum.Write(b[data : size-blockChecksum])
		if !bytes.Equal(sum.Sum(nil), b[size-blockChecksum:size]) {
			return last, false
		}
		if seq := binary.LittleEndian.Uint64(b[4:]); seq&removedBits == 0 {
			last = seq
		}
		b = b[size:]
	}
	return last, true
}
