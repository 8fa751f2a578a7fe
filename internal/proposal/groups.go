package proposal

import (
	"regexp"
	"strings"

	"parley/internal/room"
)

// named is a data name and how proposals and pages print it.
type named struct {
	data, name string
	aliases    []string // folded, beside the name's own folding
}

var stakeholderGroups = []named{
	{"government", "Government", []string{"governmental", "governments"}},
	{"intergovernmental", "Intergovernmental Organization", []string{"intergovernmental organizations", "intergovernmental organisation", "international organization", "igo"}},
	{"civil-society", "Civil Society", nil},
	{"technical", "Technical Community", []string{"technical", "technical and academic community"}},
	{"private-sector", "Private Sector", []string{"business", "business community"}},
	{"press", "Press", []string{"media", "press and media"}},
	{"youth", "Youth", nil},
}

var regionalGroups = []named{
	{"african", "African", []string{"africa"}},
	{"asia-pacific", "Asia-Pacific", []string{"asia pacific", "asian-pacific", "asia and the pacific"}},
	{"eastern-european", "Eastern European", []string{"eastern europe"}},
	{"grulac", "Latin American and Caribbean", []string{"grulac", "latin america and caribbean", "latin america and the caribbean", "latin american and the caribbean"}},
	{"weog", "Western European and Others", []string{"weog", "western europe and others", "western european and other", "western european and others states"}},
	{"intergovernmental", "Intergovernmental Organization", []string{"intergovernmental organizations", "intergovernmental organisation"}},
	{"other", "Other", []string{"others", "none"}},
}

var (
	groupOf  = byAlias(stakeholderGroups)
	regionOf = byAlias(regionalGroups)
	reParens = regexp.MustCompile(`\s*\([^()]*\)`)
)

func byAlias(groups []named) map[string]string {
	m := map[string]string{}
	for _, g := range groups {
		m[fold(g.name)] = g.data
		for _, a := range g.aliases {
			m[a] = g.data
		}
	}
	return m
}

func groupData(s string) string  { return groupOf[foldGroup(s)] }
func regionData(s string) string { return regionOf[foldGroup(s)] }

func foldGroup(s string) string {
	f := strings.Trim(fold(reParens.ReplaceAllString(s, "")), " .;")
	return strings.TrimSpace(strings.TrimSuffix(f, " group"))
}

// GroupName is how people read a data name of room.StakeholderGroups or
// room.RegionalGroups; the data name itself when it is neither.
func GroupName(data string) string {
	for _, list := range [][]named{stakeholderGroups, regionalGroups} {
		for _, g := range list {
			if g.data == data {
				return g.name
			}
		}
	}
	return data
}

func roleName(r room.Role) string { return strings.ReplaceAll(string(r), "-", " ") }
