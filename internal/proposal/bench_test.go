package proposal

import (
	"strings"
	"testing"
)

func BenchmarkRead(b *testing.B) {
	for _, file := range []string{"2021-whole.txt", "2021-page.html"} {
		b.Run(file, func(b *testing.B) {
			src := source(b, file)
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				if _, err := Read(src); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkReadLargest reads the most text that is taken, in the shapes that
// cost most.
func BenchmarkReadLargest(b *testing.B) {
	head := "IGF 2021 WS #1 T\nSpeaker 1: A, Youth, Other\nModerator\nB, Youth, Other\nPolicy Question(s)\n"
	for name, unit := range map[string]string{
		"letters":   "a\n",
		"questions": "Why this one?\n",
		"marked":    "1. Why? 2. How? ",
		"sentences": "A bench stands in the sun, online participants ask the panel for 5 minutes. ",
		"goals":     "16.1\n",
		"labels":    "Targets: a\n",
		"people":    "Speaker 2: C, Youth, African Group\n",
		"colons":    "A: ",
		"lower":     "and so on\n",
	} {
		b.Run(name, func(b *testing.B) {
			src := []byte(head + strings.Repeat(unit, min(maxLines-6, (maxText-len(head))/len(unit)-1)))
			for b.Loop() {
				if _, err := Read(src); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
