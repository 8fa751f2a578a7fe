package polis

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"
)

// reference is one conversation of testdata/votes/reference.json.gz.
type reference struct {
	Tids         []int                           `json:"tids"`
	Out          []int                           `json:"mod_out_tids"`
	Center       []float64                       `json:"center"`
	Comps        [2][]float64                    `json:"comps"`
	Participants []int                           `json:"participants"`
	Projection   [][2]float64                    `json:"projection"`
	In           []int                           `json:"in_conv"`
	Group        []int                           `json:"group"`
	Base         []int                           `json:"base_cluster"`
	BaseCenters  [][2]float64                    `json:"base_centers"`
	K            int                             `json:"k"`
	Silhouette   map[int]float64                 `json:"silhouette_by_k"`
	Agree        map[int]float64                 `json:"group_aware_consensus_agree"`
	Disagree     map[int]float64                 `json:"group_aware_consensus_disagree"`
	Votes        map[int]groupVotes              `json:"group_votes"`
	Consensus    struct{ Agree, Disagree []int } `json:"consensus_rd"`
}

type groupVotes struct{ A, D, S []int }

const data = "../testdata/votes/"

func open(t testing.TB, name string) *gzip.Reader {
	t.Helper()
	f, err := os.Open(data + name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func references(t testing.TB) map[string]reference {
	t.Helper()
	var all map[string]reference
	if err := json.NewDecoder(open(t, "reference.json.gz")).Decode(&all); err != nil {
		t.Fatal(err)
	}
	if len(all) != 5 {
		t.Fatalf("%d conversations", len(all))
	}
	return all
}

// conversation reads a conversation's votes, rows in the order of a cold start,
// and the number of the participant of each row.
func conversation(t testing.TB, name string, ref reference) (*Table, []int) {
	t.Helper()
	records, err := csv.NewReader(open(t, name+".csv.gz")).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	votes := map[int]map[int]int8{}
	for _, rec := range records[1:] {
		var n [3]int
		for i := range n {
			if n[i], err = strconv.Atoi(rec[i+1]); err != nil {
				t.Fatal(err)
			}
		}
		if votes[n[0]] == nil {
			votes[n[0]] = map[int]int8{}
		}
		votes[n[0]][n[1]] = int8(n[2])
	}
	out := &Table{Statements: len(ref.Tids), Out: make([]bool, len(ref.Tids))}
	for _, tid := range ref.Out {
		out.Out[slices.Index(ref.Tids, tid)] = true
	}
	var people []int
	for p := range votes {
		people = append(people, p)
	}
	slices.Sort(people)
	var rows [][]Cell
	for _, p := range people {
		var row []Cell
		for j, tid := range ref.Tids {
			if v, voted := votes[p][tid]; voted {
				row = append(row, Cell{j, v})
			}
		}
		rows = append(rows, row)
	}
	var order []int
	for _, i := range Order(rows) {
		out.Rows = append(out.Rows, rows[i])
		order = append(order, people[i])
	}
	return out, order
}

func TestReference(t *testing.T) {
	for name, ref := range references(t) {
		t.Run(name, func(t *testing.T) {
			table, people := conversation(t, name, ref)
			if !slices.Equal(people, ref.Participants) {
				t.Fatal("rows in another order")
			}
			r := Run(table)
			checkComponents(t, r, ref)
			checkGroups(t, r, ref, people)
			checkVotes(t, r, ref)
		})
	}
}

func checkComponents(t *testing.T, r *Result, ref reference) {
	t.Helper()
	for j := range ref.Center {
		if math.Abs(r.Mean[j]-ref.Center[j]) > 1e-9 {
			t.Errorf("mean of %d: %v, want %v", j, r.Mean[j], ref.Center[j])
		}
	}
	for c := range ref.Comps {
		if got := cosine(r.Components[c], ref.Comps[c]); math.Abs(got) < 0.99999 {
			t.Errorf("component %d: cosine %v", c, got)
		}
	}
	for i, want := range ref.Projection {
		for c := range want {
			if math.Abs(math.Abs(r.Positions[i][c])-math.Abs(want[c])) > 1e-4 {
				t.Fatalf("row %d at %v, want %v", i, r.Positions[i], want)
			}
		}
	}
}

func cosine(a, b []float64) float64 {
	var ab, aa, bb float64
	for j := range a {
		ab, aa, bb = ab+a[j]*b[j], aa+a[j]*a[j], bb+b[j]*b[j]
	}
	return ab / math.Sqrt(aa*bb)
}

func checkGroups(t *testing.T, r *Result, ref reference, people []int) {
	t.Helper()
	if r.K() != ref.K || len(r.Eligible) != len(ref.In) || len(r.Base) != len(ref.BaseCenters) {
		t.Fatalf("%d groups of %d people in %d base clusters, want %d of %d in %d",
			r.K(), len(r.Eligible), len(r.Base), ref.K, len(ref.In), len(ref.BaseCenters))
	}
	baseOf := make([]int, len(people))
	for b, cluster := range r.Base { // the reference numbers them without gaps
		for _, row := range cluster.Members {
			baseOf[row] = b
		}
	}
	for i, row := range r.Eligible {
		if people[row] != ref.In[i] {
			t.Fatalf("eligible %d is %d, want %d", i, people[row], ref.In[i])
		}
		if g := r.Groups[r.GroupOf[row]].ID; g != ref.Group[i] || baseOf[row] != ref.Base[i] {
			t.Errorf("participant %d: group %d, base cluster %d, want %d, %d", people[row], g, baseOf[row], ref.Group[i], ref.Base[i])
		}
	}
	if len(r.Silhouette) != len(ref.Silhouette) {
		t.Errorf("silhouettes %v, want %v", r.Silhouette, ref.Silhouette)
	}
	for k, want := range ref.Silhouette {
		if math.Abs(r.Silhouette[k]-want) > 1e-4 {
			t.Errorf("silhouette of %d groups: %v, want %v", k, r.Silhouette[k], want)
		}
	}
}

func checkVotes(t *testing.T, r *Result, ref reference) {
	t.Helper()
	for g, group := range r.Groups {
		want := ref.Votes[group.ID]
		for j, v := range r.Votes[g] {
			if v != (Count{want.A[j], want.D[j], want.S[j]}) {
				t.Errorf("group %d on %d: %v", g, j, v)
			}
		}
	}
	for j, tid := range ref.Tids {
		if math.Abs(r.ConsensusAgree[j]-ref.Agree[tid]) > 1e-9 || math.Abs(r.ConsensusDisagree[j]-ref.Disagree[tid]) > 1e-9 {
			t.Errorf("group-aware consensus on %d: %v and %v, want %v and %v", tid,
				r.ConsensusAgree[j], r.ConsensusDisagree[j], ref.Agree[tid], ref.Disagree[tid])
		}
	}
	if got := tids(r.Agreed, ref); !slices.Equal(got, ref.Consensus.Agree) {
		t.Errorf("agreed by all: %v, want %v", got, ref.Consensus.Agree)
	}
	if got := tids(r.Disagreed, ref); !slices.Equal(got, ref.Consensus.Disagree) {
		t.Errorf("disagreed by all: %v, want %v", got, ref.Consensus.Disagree)
	}
}

func tids(of []Agreed, ref reference) (out []int) {
	for _, a := range of {
		out = append(out, ref.Tids[a.Statement])
	}
	return out
}

// red-dwarf 0.4.0 finds nearly the same groups in this conversation and lists
// the same statements for them; it was written apart from this package.
func TestRepresentativeAsRedDwarf(t *testing.T) {
	const name = "scoop-hivemind.ubi"
	ref := references(t)[name]
	table, _ := conversation(t, name, ref)
	var got []string
	for _, list := range Run(table).Representative {
		line := ""
		for _, r := range list {
			sign := "+"
			if r.Disagree {
				sign = "-"
			}
			line += sign + strconv.Itoa(ref.Tids[r.Statement])
		}
		got = append(got, line)
	}
	if want := []string{"+33+39+15-32-40", "+32+0+31+7-33", "+18-66-2-16-19"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
