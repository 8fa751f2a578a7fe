package room

// Policy is what is fixed before anybody joins, as data in the room's first
// record. The privacy notice is made from it, and every figure that a view, a
// report or an export shows obeys it.
type Policy struct {
	Mode          string         `json:"mode"`      // "open"
	Retention     int            `json:"retention"` // days from the close until deletion; from the end when nobody closes
	Hold          bool           `json:"hold"`      // participants' texts wait for the desk before anybody sees them
	Rules         []string       `json:"rules"`     // moderation rules, by code; a hidden text names one
	MaxBackupDays int            `json:"backup_days"`
	Floor         FloorPolicy    `json:"floor"`
	Outcome       OutcomePolicy  `json:"outcome"`
	Suppress      SuppressPolicy `json:"suppress"`
}

// FloorPolicy holds the parameters of the published rule (docs/spec/floor.md).
// Times are seconds.
type FloorPolicy struct {
	Rule         string  `json:"rule"`       // "alternate/1"
	FirstSide    Side    `json:"first_side"` // whose turn is the very first
	Uneven       int     `json:"uneven"`     // rule 4: so many times as many first-turn hands
	LotBefore    Seconds `json:"lot_before"`
	LotAfter     Seconds `json:"lot_after"`
	Turn         Seconds `json:"turn"`
	Answer       Seconds `json:"answer"`     // one answer from the table
	AnswerAll    Seconds `json:"answer_all"` // all answers to one turn
	FollowUp     Seconds `json:"follow_up"`
	GraceOnsite  Seconds `json:"grace_onsite"`
	GraceOnline  Seconds `json:"grace_online"`
	HubShare     int     `json:"hub_share"` // a hub has at most one in so many Online turns
	Blocks       int     `json:"blocks"`
	BlockLeast   Seconds `json:"block_least"`
	Balance      int     `json:"balance"` // percent of the audience's minutes
	BalanceAfter int     `json:"balance_after"`
	Order        Seconds `json:"order"` // a point of order
}

// OutcomePolicy holds the figures of the rule for small rooms
// (docs/spec/outcomes.md). Pairs are fractions, numerator first.
type OutcomePolicy struct {
	Few         int    `json:"few"`        // fewer answers than this: too few to say
	Unsure      [2]int `json:"unsure"`     // can't say, at least this share: needs investigation
	Open        [2]int `json:"open"`       // each way at least this share: open point
	Agree       [2]int `json:"agree"`      // at least this share one way …
	Against     [2]int `json:"against"`    // … and at most this share the other: common ground
	SideAgree   [2]int `json:"side_agree"` // on each side with SideLeast answers or more
	SideLeast   int    `json:"side_least"` //
	Nearly      [2]int `json:"nearly"`     // words: nearly all
	Most        [2]int `json:"most"`       // words: most
	PercentFrom int    `json:"percent"`    // no percentage below so many answers
	Large       int    `json:"large"`      // voters from which a room is large
	Put         int    `json:"put"`        // outcomes put to the room, at most
	Each        int    `json:"each"`       // seconds for each
}

// SuppressPolicy holds the figures of suppression.
type SuppressPolicy struct {
	Class int `json:"class"` // every class of a breakdown has at least so many answers
	Step  int `json:"step"`  // working votes move in steps of so many new or changed answers
	Words int `json:"words"` // below so many voters working votes are words only, shown when closed
}

// DefaultPolicy is the open room's policy.
func DefaultPolicy() Policy {
	return Policy{
		Mode: "open", Retention: 30, Hold: true, MaxBackupDays: 7,
		Rules: []string{"off-topic", "personal-attack", "hate", "private-data", "spam", "unlawful"},
		Floor: FloorPolicy{
			Rule: "alternate/1", FirstSide: Online, Uneven: 4, LotBefore: 300, LotAfter: 60,
			Turn: 90, Answer: 60, AnswerAll: 120, FollowUp: 20, GraceOnsite: 20, GraceOnline: 30,
			HubShare: 3, Blocks: 3, BlockLeast: 300, Balance: 40, BalanceAfter: 6, Order: 20,
		},
		Outcome: OutcomePolicy{
			Few: 8, Unsure: [2]int{1, 3}, Open: [2]int{1, 4}, Agree: [2]int{3, 4}, Against: [2]int{1, 10},
			SideAgree: [2]int{2, 3}, SideLeast: 5, Nearly: [2]int{9, 10}, Most: [2]int{2, 3},
			PercentFrom: 20, Large: 50, Put: 6, Each: 40,
		},
		Suppress: SuppressPolicy{Class: 5, Step: 5, Words: 20},
	}
}
