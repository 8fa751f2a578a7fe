package opinion

// chunkCount is into how many runs of rows every sum is cut. The runs are the
// same for any number of threads and are added up in their order, so that the
// sums are the same to the last bit.
const chunkCount = 16

// eachChunk runs f over the rows [0, n), chunk by chunk, in so many threads. f
// must write to places of its chunk or its rows alone.
func eachChunk(threads, n int, f func(chunk, lo, hi int)) {
	run := func(c int) { f(c, n*c/chunkCount, n*(c+1)/chunkCount) }
	if threads <= 1 {
		for c := range chunkCount {
			run(c)
		}
		return
	}
	done := make(chan struct{})
	for t := range threads {
		go func() {
			for c := t; c < chunkCount; c += threads {
				run(c)
			}
			done <- struct{}{}
		}()
	}
	for range threads {
		<-done
	}
}

// Stop says whether a computation is to give up: who waited for it is gone. It
// moves no result but that there is none. Nil never says so.
type Stop func() bool

func (s Stop) now() bool { return s != nil && s() }
