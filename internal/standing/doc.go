// Package standing says where a room stands: it makes the pictures that the room
// records (docs/spec/standing.md), and between two of them follows the votes, so
// that pages show how a statement stands within a second or two.
//
// A picture is a function of the room's records up to one of them and of the
// picture before; whoever has the log computes the same. All of it that speaks of
// a group but its size and its place follows from counts that the room lets out.
package standing
