package room

import "container/heap"

// handList is hands in the order of a line, put in order only as far as
// somebody looks: of ten thousand waiting the first few are asked for.
type handList struct {
	sorted []*queuedHand
	rest   handHeap
}

// head is the first hand that is eligible; nil when none is.
func (l *handList) head() *queuedHand {
	for len(l.sorted) > 0 && l.sorted[0].taken {
		l.sorted = l.sorted[1:]
	}
	for i := 0; ; i++ {
		if i == len(l.sorted) {
			if len(l.rest) == 0 {
				return nil
			}
			l.sorted = append(l.sorted, heap.Pop(&l.rest).(*queuedHand))
		}
		if l.sorted[i].eligible() {
			return l.sorted[i]
		}
	}
}

// all yields every hand, in no order.
func (l *handList) all(yield func(*queuedHand) bool) {
	for _, hands := range [][]*queuedHand{l.sorted, l.rest} {
		for _, h := range hands {
			if !yield(h) {
				return
			}
		}
	}
}

type handHeap []*queuedHand

func (h handHeap) Len() int           { return len(h) }
func (h handHeap) Less(i, j int) bool { return h[i].before(h[j]) < 0 }
func (h handHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *handHeap) Push(x any)        { *h = append(*h, x.(*queuedHand)) }

func (h *handHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
