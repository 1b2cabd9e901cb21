//go:build window && linux

package smoke_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// inspector speaks WebKit's remote inspector protocol with one page.
type inspector struct {
	conn   *websocket.Conn
	target string
	calls  int
}

// message is what goes over the socket, in either direction. A call to the
// page is wrapped in one to its target.
type message struct {
	ID     int             `json:"id,omitempty"`
	Method string          `json:"method,omitempty"`
	Params json.RawMessage `json:"params,omitempty"`
	Result json.RawMessage `json:"result,omitempty"`
	Error  *struct {
		Message string `json:"message"`
	} `json:"error,omitempty"`
}

// inspect connects to the window's page as soon as it has one.
func (a *app) inspect(t *testing.T) *inspector {
	t.Helper()
	socket := regexp.MustCompile(`socket/\d+/\d+/WebPage`)
	i := &inspector{}
	eventually(t, "the window's page can be inspected", func() bool {
		select {
		case err := <-a.ended:
			t.Fatalf("the window ended by itself: %v", err)
		default:
		}
		path := socket.FindString(listing(a.address))
		if path == "" {
			return false
		}
		conn, _, err := websocket.DefaultDialer.Dial("ws://"+a.address+"/"+path, nil)
		i.conn = conn
		return err == nil
	})
	t.Cleanup(func() { i.conn.Close() }) // the window may have gone first
	return i
}

// listing is the page on which the inspector names what can be inspected.
func listing(address string) string {
	response, err := http.Get("http://" + address + "/")
	if err != nil {
		return ""
	}
	defer response.Body.Close() // only read
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return ""
	}
	return string(body)
}

// call asks the page and waits for its answer.
func (i *inspector) call(method string, params, into any) error {
	deadline := time.Now().Add(patience)
	if err := errors.Join(i.conn.SetReadDeadline(deadline), i.conn.SetWriteDeadline(deadline)); err != nil {
		return err
	}
	for i.target == "" {
		if _, err := i.read(); err != nil {
			return err
		}
	}
	asked, err := i.send(method, params)
	if err != nil {
		return err
	}
	for {
		got, err := i.read()
		if err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		if got.ID != asked {
			continue
		}
		if got.Error != nil {
			return fmt.Errorf("%s: %s", method, got.Error.Message)
		}
		return json.Unmarshal(got.Result, into)
	}
}

func (i *inspector) send(method string, params any) (id int, err error) {
	i.calls += 2
	raw, err := json.Marshal(params)
	if err != nil {
		return 0, err
	}
	inner, err := json.Marshal(message{ID: i.calls, Method: method, Params: raw})
	if err != nil {
		return 0, err
	}
	wrapped, err := json.Marshal(map[string]string{"targetId": i.target, "message": string(inner)})
	if err != nil {
		return 0, err
	}
	return i.calls, i.conn.WriteJSON(message{ID: i.calls + 1, Method: "Target.sendMessageToTarget", Params: wrapped})
}

// read takes the next message: the page's own, unwrapped, or an empty one for
// news of targets, of which the newest is kept.
func (i *inspector) read() (message, error) {
	var outer, inner message
	if err := i.conn.ReadJSON(&outer); err != nil {
		return inner, err
	}
	var news struct {
		TargetInfo struct {
			TargetID string `json:"targetId"`
		} `json:"targetInfo"`
		NewTargetID string `json:"newTargetId"`
		Message     string `json:"message"`
	}
	if len(outer.Params) > 0 {
		if err := json.Unmarshal(outer.Params, &news); err != nil {
			return inner, err
		}
	}
	switch outer.Method {
	case "Target.targetCreated":
		i.target = news.TargetInfo.TargetID
	case "Target.didCommitProvisionalTarget":
		i.target = news.NewTargetID
	case "Target.dispatchMessageFromTarget":
		return inner, json.Unmarshal([]byte(news.Message), &inner)
	}
	return inner, nil
}
