package jetstream

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"parley/internal/eventlog"
	"parley/internal/eventlog/logtest"
	"parley/internal/room"
)

// BenchmarkAppend stores commits of records of 200 bytes, alternately in the log
// and by bare appends of the same bytes to a file, each synced. It reports the
// records a second of both and their ratio.
func BenchmarkAppend(b *testing.B) {
	for _, n := range []int{1, 16, 256} {
		b.Run(fmt.Sprintf("records=%d", n), func(b *testing.B) { benchAppend(b, n) })
	}
}

func benchAppend(b *testing.B, n int) {
	db, err := Open(filepath.Join(b.TempDir(), "log"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	bare, err := os.Create(filepath.Join(b.TempDir(), "bare"))
	if err != nil {
		b.Fatal(err)
	}
	defer bare.Close()
	r, rs := logtest.NewRoom(1), logtest.Records(1, n, 200)
	_, bytes, err := eventlog.Pack(eventlog.Head{}, rs, rand.Reader)
	if err != nil {
		b.Fatal(err)
	}
	var h eventlog.Head
	var logTime, bareTime time.Duration
	b.ReportAllocs()
	for b.Loop() {
		start := time.Now()
		if h, err = db.Log().Append(bg, r, h, rs); err != nil {
			b.Fatal(err)
		}
		logTime += time.Since(start)
		start = time.Now()
		if _, err := bare.Write(bytes); err != nil {
			b.Fatal(err)
		}
		if err := bare.Sync(); err != nil {
			b.Fatal(err)
		}
		bareTime += time.Since(start)
	}
	records := float64(n * b.N)
	b.ReportMetric(records/logTime.Seconds(), "log-records/s")
	b.ReportMetric(records/bareTime.Seconds(), "bare-records/s")
	b.ReportMetric(bareTime.Seconds()/logTime.Seconds(), "of-bare")
	b.ReportMetric(0, "ns/op") // of both together: says nothing
}

// BenchmarkFold reads a room of 100,000 records, in commits of 1 and of 256, and
// parses each record.
func BenchmarkFold(b *testing.B) {
	const all = 100_000
	for _, n := range []int{1, 256} {
		b.Run(fmt.Sprintf("records=%d", n), func(b *testing.B) {
			db, err := Open(filepath.Join(b.TempDir(), "log"))
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			r, rs := logtest.NewRoom(1), logtest.Records(1, n, 200)
			var h eventlog.Head
			for h.Index < all {
				if h, err = db.Log().Append(bg, r, h, rs); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportAllocs()
			for b.Loop() {
				if got := fold(b, db.Log(), r); got != int(h.Index) {
					b.Fatalf("%d of %d records", got, h.Index)
				}
			}
			b.ReportMetric(float64(h.Index)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
		})
	}
}

func fold(b *testing.B, l eventlog.Log, r room.RoomID) (n int) {
	for c, err := range l.Read(bg, r, 1) {
		if err != nil {
			b.Fatal(err)
		}
		for i := range c.Records {
			if _, err := room.ParseRecord(c.Records[i].Record); err != nil {
				b.Fatal(err)
			}
			n++
		}
	}
	return n
}
