package opinion

import "math"

// canonical turns the model so that its axes say most first and hang on each
// other not at all: the product of the loadings with themselves, over the votes
// cast, becomes diagonal. Positions are standard normal either way. It sets how
// much each axis moves an answer, and lets agreeing lead to its positive side.
func (m *model) canonical(c *centred) {
	var h [blockWidth][blockWidth]float64
	for j := range m.load {
		for a := range maxAxes {
			for b := range maxAxes {
				h[a][b] += c.n[j] * float64(m.load[j][maxAxes+at[a][b]]) / max(1, c.votes)
			}
		}
	}
	for a := maxAxes; a < blockWidth; a++ {
		h[a][a] = -1
	}
	values, turn := eigen(h)
	m.turn(turn)
	for a := range maxAxes {
		m.strength[a] = math.Sqrt(max(0, values[a]))
	}
	var lean [blockWidth]float64
	for j := range m.load {
		for a := range maxAxes {
			lean[a] += c.n[j] * float64(m.load[j][a])
		}
	}
	var flip [blockWidth][blockWidth]float64
	for a := range flip {
		flip[a][a] = 1
		if lean[a] < 0 {
			flip[a][a] = -1
		}
	}
	m.turn(flip)
}

// turn gives the axes other directions: the columns of an orthogonal matrix.
func (m *model) turn(by [blockWidth][blockWidth]float64) {
	for j := range m.load {
		var w [maxAxes]float64
		var cov, turned sym
		for a := range maxAxes {
			for b := range maxAxes {
				w[b] += by[a][b] * float64(m.load[j][a])
				cov[at[a][b]] = float64(m.load[j][maxAxes+at[a][b]]) - float64(m.load[j][a])*float64(m.load[j][b])
			}
		}
		for a := range maxAxes {
			for b := a; b < maxAxes; b++ {
				for p := range maxAxes {
					for q := range maxAxes {
						turned[at[a][b]] += by[p][a] * by[q][b] * cov[at[p][q]]
					}
				}
			}
		}
		m.setLoadings(j, w, turned, m.noise[j])
	}
}
