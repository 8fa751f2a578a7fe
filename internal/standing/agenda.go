package standing

import (
	"container/heap"
	"time"
)

// agenda is when something is due in each of some rooms. The zero value is of none.
type agenda struct {
	list dates
	of   map[*followed]*date
}

type date struct {
	r     *followed
	at    time.Time
	place int // in the list
}

// set says when it is due in a room, instead of what was said before; zero: it is not.
func (a *agenda) set(r *followed, at time.Time) {
	d := a.of[r]
	switch {
	case at.IsZero():
		a.drop(r)
	case d != nil:
		d.at = at
		heap.Fix(&a.list, d.place)
	default:
		if a.of == nil {
			a.of = map[*followed]*date{}
		}
		d = &date{r: r, at: at}
		a.of[r] = d
		heap.Push(&a.list, d)
	}
}

// drop takes a room out, if it is in.
func (a *agenda) drop(r *followed) {
	if d := a.of[r]; d != nil {
		heap.Remove(&a.list, d.place)
		delete(a.of, r)
	}
}

// first is the room in which it is due first, and when; nil where there is none.
func (a *agenda) first() (*followed, time.Time) {
	if len(a.list) == 0 {
		return nil, time.Time{}
	}
	return a.list[0].r, a.list[0].at
}

// take takes out the room in which it is due first, if it is by now; else nil.
func (a *agenda) take(now time.Time) *followed {
	r, at := a.first()
	if r == nil || at.After(now) {
		return nil
	}
	a.drop(r)
	return r
}

// dates is a heap.
type dates []*date

func (d dates) Len() int           { return len(d) }
func (d dates) Less(i, j int) bool { return d[i].at.Before(d[j].at) }
func (d dates) Swap(i, j int) {
	d[i], d[j] = d[j], d[i]
	d[i].place, d[j].place = i, j
}

func (d *dates) Push(x any) {
	one := x.(*date)
	one.place = len(*d)
	*d = append(*d, one)
}

func (d *dates) Pop() any {
	last := len(*d) - 1
	one := (*d)[last]
	(*d)[last] = nil
	*d = (*d)[:last]
	return one
}
