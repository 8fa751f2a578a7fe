package eventlog_test

import (
	"crypto/rand"
	"fmt"
	"testing"

	"parley/internal/eventlog"
	"parley/internal/eventlog/logtest"
)

func BenchmarkPackUnpack(b *testing.B) {
	for _, n := range []int{1, 256} {
		rs := logtest.Records(1, n, 200)
		_, packed, err := eventlog.Pack(eventlog.Head{}, rs, rand.Reader)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("pack/records=%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, _, err := eventlog.Pack(eventlog.Head{}, rs, rand.Reader); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("unpack/records=%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := eventlog.Unpack(packed); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
