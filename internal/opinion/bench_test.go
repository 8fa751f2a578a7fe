package opinion

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
)

var million = flag.Bool("million", false, "benchmarks at a million people, ten thousand statements and a hundred votes each")

// cpu is the processor time used so far, in seconds, threads added up.
func cpu(b *testing.B) float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return seconds(u.Utime) + seconds(u.Stime)
}

// BenchmarkStages measures both stages in processor seconds, and how well the
// planted groups are found:
//
//	go test ./internal/opinion -run '^$' -bench Stages -benchtime 1x [-million]
func BenchmarkStages(b *testing.B) {
	people, statements, each := 10_000, 1000, 100
	if *million {
		people, statements = 1_000_000, 10_000
	}
	r, truth := planted(people, statements, each, 0.8, 42)
	debug.FreeOSMemory()
	forgetPeak(b)
	b.ResetTimer()
	for b.Loop() {
		start := cpu(b)
		a := Fit(r, runtime.GOMAXPROCS(0))
		fitted := cpu(b)
		s := a.Standings(DefaultMark, nil, nil)
		classed := cpu(b)
		tested := a.Test()
		end := cpu(b)
		b.ReportMetric(float64(r.Votes()), "votes")
		b.ReportMetric(fitted-start, "fit-cpu-s")
		b.ReportMetric(classed-fitted, "classes-cpu-s")
		b.ReportMetric(end-classed, "test-cpu-s")
		b.ReportMetric(float64(tested.Groups), "groups")
		b.ReportMetric(randIndex(a.Label, truth), "ARI-fit")
		b.ReportMetric(randIndex(tested.Label, truth), "ARI-tested")
		if len(s) != statements {
			b.Fatal("standings are missing")
		}
	}
	b.ReportMetric(peak(b), "peak-MB")
}

// forgetPeak lets peak begin anew (Linux).
func forgetPeak(b *testing.B) {
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Fatal(err)
	}
}

// peak is the most memory that the process has held, in megabytes (Linux).
func peak(b *testing.B) float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	_, line, _ := strings.Cut(string(text), "VmHWM:")
	var kB float64
	if _, err := fmt.Sscan(line, &kB); err != nil {
		b.Fatal(err)
	}
	return kB / 1000
}
