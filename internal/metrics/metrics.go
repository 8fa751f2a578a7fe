// Package metrics counts what a server does, in the form that Prometheus reads.
// A metric names no person and no room: its labels are commands, outcomes, codes
// and audiences, each a short list that the program knows beforehand.
package metrics

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"parley/internal/room"
)

// Metrics is what one server counts. It is safe for concurrent use.
type Metrics struct {
	reg      *prometheus.Registry
	commands *prometheus.CounterVec
	refused  *prometheus.CounterVec
	commits  *prometheus.HistogramVec
	records  prometheus.Counter
	stopped  prometheus.Counter
}

// New makes the metrics of one server.
func New() *Metrics {
	m := &Metrics{
		reg: prometheus.NewRegistry(),
		commands: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "parley_commands_total", Help: "Commands that people sent, by type and by what became of them.",
		}, []string{"type", "outcome"}),
		refused: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "parley_refusals_total", Help: "Requests that were refused, by the refusal's code.",
		}, []string{"code"}),
		commits: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "parley_commit_seconds", Help: "How long a synced write to a room's log took, tries that failed included.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5},
		}, []string{"outcome"}),
		records: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "parley_records_total", Help: "Records that were stored.",
		}),
		stopped: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "parley_rooms_stopped_total", Help: "Rooms that were stopped or could not be opened; the log says why.",
		}),
	}
	m.reg.MustRegister(m.commands, m.refused, m.commits, m.records, m.stopped,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Command counts a command; outcome is "accepted", "repeated", "refused" or
// "failed".
func (m *Metrics) Command(name, outcome string) { m.commands.WithLabelValues(name, outcome).Inc() }

// Refused counts a request that was refused.
func (m *Metrics) Refused(code room.Code) { m.refused.WithLabelValues(string(code)).Inc() }

// Stopped counts a room that was stopped or could not be opened.
func (m *Metrics) Stopped() { m.stopped.Inc() }

// Gauge adds a figure that is read when the metrics are.
func (m *Metrics) Gauge(name, help string, f func() float64) {
	m.reg.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, f))
}

// Total adds a figure that only grows, read when the metrics are.
func (m *Metrics) Total(name, help string, f func() float64) {
	m.reg.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: name, Help: help}, f))
}

// ByAudience adds a figure for each audience, read when the metrics are.
func (m *Metrics) ByAudience(name, help string, f func() map[string]int) {
	m.reg.MustRegister(&byAudience{prometheus.NewDesc(name, help, []string{"audience"}, nil), f})
}

// Handler answers with the metrics in Prometheus's text form.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.reg, promhttp.HandlerOpts{})
}

type byAudience struct {
	desc *prometheus.Desc
	read func() map[string]int
}

func (b *byAudience) Describe(to chan<- *prometheus.Desc) { to <- b.desc }

func (b *byAudience) Collect(to chan<- prometheus.Metric) {
	for audience, n := range b.read() {
		to <- prometheus.MustNewConstMetric(b.desc, prometheus.GaugeValue, float64(n), audience)
	}
}
