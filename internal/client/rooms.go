package client

import (
	"bytes"
	"context"
	"net/http"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/room"
)

// Reading is what a server read in a proposal.
type Reading struct {
	Setup    room.Setup     `json:"setup"`
	Findings jsontext.Value `json:"findings"`
}

// NewRoom is what a room is made from.
type NewRoom struct {
	Setup     room.Setup `json:"setup"`
	Claims    []int      `json:"claims,omitzero"` // places in the setup's claims, voted on from the start
	StartCode string     `json:"start_code,omitzero"`
}

// Created is a new room with everything to hand out.
type Created struct {
	Room  room.RoomID `json:"room"`
	Codes struct {
		Onsite string `json:"onsite"`
		Online string `json:"online"`
	} `json:"codes"`
	Links []struct {
		Name  string      `json:"name"`
		Roles []room.Role `json:"roles"`
		Path  string      `json:"path"`
	} `json:"links"`
}

// Link is the path of the secret link of the first seat with the role; "" when
// nobody has it.
func (c *Created) Link(role room.Role) string {
	if all := c.LinksOf(role); len(all) > 0 {
		return all[0]
	}
	return ""
}

// LinksOf are the paths of the secret links of all seats with the role, in the
// order of the table.
func (c *Created) LinksOf(role room.Role) (paths []string) {
	for _, l := range c.Links {
		if slices.Contains(l.Roles, role) {
			paths = append(paths, l.Path)
		}
	}
	return paths
}

// Read has the server read a proposal.
func (c *Client) Read(ctx context.Context, proposal []byte) (*Reading, error) {
	out := new(Reading)
	return out, c.post(ctx, "/api/proposals", "text/plain", proposal, out)
}

// Create opens a room.
func (c *Client) Create(ctx context.Context, in NewRoom) (*Created, error) {
	body, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	out := new(Created)
	return out, c.post(ctx, "/api/rooms", "application/json", body, out)
}

func (c *Client) post(ctx context.Context, path, kind string, body []byte, out any) error {
	req, err := c.request(ctx, http.MethodPost, path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", kind)
	return c.json(req, out)
}
