package room

// Role is what a seat may do at the table. Roles add up.
type Role string

// The roles. A hub is a place with several people online; a screen only reads.
const (
	Organizer       Role = "organizer"
	Moderator       Role = "moderator"
	OnlineModerator Role = "online-moderator"
	Rapporteur      Role = "rapporteur"
	Speaker         Role = "speaker"
	Hub             Role = "hub"
	Screen          Role = "screen"
)

// Side is where a person speaks from.
type Side string

// The two sides.
const (
	Onsite Side = "onsite"
	Online Side = "online"
)

// Other is the opposite side.
func (s Side) Other() Side {
	if s == Onsite {
		return Online
	}
	return Onsite
}

// Valid says whether s is one of the two sides.
func (s Side) Valid() bool { return s == Onsite || s == Online }

// StakeholderGroups are the groups a seat or a ballot can declare, by their
// data names. Ballots may also rather not say ("").
var StakeholderGroups = []string{
	"government", "intergovernmental", "civil-society", "technical",
	"private-sector", "press", "youth",
}

// RegionalGroups are asked of seats only.
var RegionalGroups = []string{
	"african", "asia-pacific", "eastern-european", "grulac", "weog",
	"intergovernmental", "other",
}
